using System.Globalization;
using GateDsl;
using GateDsl.Compiler;
using Training;

// A net learns to read digits. What it is stands in net.gate: scores, loss and guess, written once for any sizes. Its gradient is that of the file, exact; here are the
// pictures and the steps: mini-batches, and Adam (Kingma and Ba, 2015) over one flat vector of all weights.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int Hidden = 16, Batch = 50, Epochs = 6;
const double Decay = 1e-4;
GateModule net = GateModule.Load(Path.Combine(AppContext.BaseDirectory, "net.gate"), new() { Reproducible = true });
var (pictures, classes) = Digits.Draw(600, seed: 1);
var (unseen, answers) = Digits.Draw(200, seed: 2);
(string, int[])[] lengths = [("w1", [Hidden, Digits.Pixels]), ("b1", [Hidden]), ("w2", [Digits.Classes, Hidden]), ("b2", [Digits.Classes])];

// One gradient for each mini-batch: the data is bound by reference, the weights are left.
FlatGradient[] batches = [.. Enumerable.Range(0, pictures.Length / Batch).Select(k =>
    net["loss"].Bind(("decay", Decay), ("pictures", pictures[(k * Batch)..((k + 1) * Batch)]), ("classes", Numbers(classes[(k * Batch)..((k + 1) * Batch)]))).CompileGradient(lengths))];
int count = batches[0].Count!.Value;
Console.WriteLine($"{net["loss"].Name} has {count} weights: {string.Join(", ", batches[0].Layout(count).Select(part => $"{part.Name} {string.Join(" x ", part.Lengths)}"))}");

double[] weights = Start(count), gradient = new double[count], mean = new double[count], square = new double[count];
int steps = 0;
for (int epoch = 1; epoch <= Epochs; epoch++)
{
    double total = 0;
    foreach (FlatGradient batch in batches)
    {
        total += batch.Invoke(weights, gradient);
        Adam(++steps);
    }
    if (epoch is 1 or 2 or 3 or Epochs) Console.WriteLine($"epoch {epoch,2}: loss {total / batches.Length:F3}, {Read(unseen, answers):P0} of unseen digits read");
}

void Adam(int step)
{
    for (int i = 0; i < weights.Length; i++)
    {
        mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
        square[i] = 0.999 * square[i] + 0.001 * gradient[i] * gradient[i];
        weights[i] -= 0.02 * (mean[i] / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(square[i] / (1 - Math.Pow(0.999, step))) + 1e-8);
    }
}

// Small random numbers, of a size that keeps the sums of a layer near 1.
double[] Start(int length)
{
    var random = new Random(3);
    return [.. Enumerable.Range(0, length).Select(i => (random.NextDouble() - 0.5) * (i < Hidden * Digits.Pixels ? 0.3 : 0.6))];
}

double Read(double[][] all, int[] right)
{
    IReadOnlyList<FlatPart> layout = batches[0].Layout(count);
    GateValue[] parts = [.. layout.Select(part => Part(part))];
    return all.Where((picture, i) => ((GateValue.Number)net["guess"].Evaluate(parts[0], parts[1], parts[2], parts[3], picture)).Value == right[i]).Count() / (double)all.Length;
}

GateValue Part(FlatPart part)
{
    if (part.Lengths is [var only]) return weights[part.Offset..(part.Offset + only)];
    double[][] rows = [.. Enumerable.Range(0, part.Lengths[0]).Select(i => weights.AsSpan(part.Offset + i * part.Lengths[1], part.Lengths[1]).ToArray())];
    return rows;
}

static double[] Numbers(int[] ints) => Array.ConvertAll(ints, number => (double)number);
