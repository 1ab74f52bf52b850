using System.Diagnostics;
using GateDsl.Bench.Peers;
using GateDsl.Compiler;

namespace GateDsl.Bench;

/// <summary>Values and gradients of gates with loops against C with gradients by hand, in turns: <c>--loops</c>, and parts of names.</summary>
static unsafe class LoopSpeed
{
    const double Seconds = 1, Tolerance = 1e-9;

    const int FewestNumbers = 2_000;

    /// <summary>A workload: value and gradient of a gate over one flat vector.</summary>
    /// <param name="Name">What it is.</param>
    /// <param name="Most">The ratio to the peer that is wanted.</param>
    /// <param name="Source">Gates, the last one is measured.</param>
    /// <param name="At">The vector.</param>
    /// <param name="Data">What is bound.</param>
    /// <param name="Lengths">The lengths of the arrays that the vector holds.</param>
    /// <param name="Peer">The same by hand: the vector, the gradient, the value.</param>
    /// <param name="Calls">How many make one that a clock can measure.</param>
    sealed record Workload(string Name, double Most, string Source, double[] At, (string, GateValue)[] Data, (string, int[])[] Lengths, Peer Peer, int Calls = 1);

    delegate double Peer(double* x, double* g);

    /// <summary>Measures and prints the table.</summary>
    /// <returns>1 if numbers differ.</returns>
    public static int Run(string[] asked)
    {
        if (!LoopPeers.Present) Console.Error.WriteLine("gcc is not here, so there is nothing to compare with");
        bool differ = false;
        Console.WriteLine(Row.Header);
        foreach (Workload workload in All().Where(one => LoopPeers.Present && (asked.Length == 0 || asked.Any(part => one.Name.Contains(part, StringComparison.OrdinalIgnoreCase)))))
        {
            Console.WriteLine(Measure(workload, ref differ));
        }
        if (asked.Length == 0)
        {
            foreach (int inputs in (int[])[784, 7840]) Console.WriteLine(TextToGradient(inputs));
        }
        return differ ? 1 : 0;
    }

    static Row Measure(Workload workload, ref bool differ)
    {
        FlatGradient gate = GateOf(workload.Source).Bind(workload.Data).CompileGradient(workload.Lengths);
        double[] x = workload.At, ours = new double[x.Length], theirs = new double[x.Length];
        double value = gate.Invoke(x, ours), other = Call(workload.Peer, x, theirs);
        double largest = theirs.Max(Math.Abs), wrong = ours.Zip(theirs, (a, b) => Difference(a, b, largest)).Append(Difference(value, other, 0)).Max();
        if (!(wrong < Tolerance))
        {
            Console.Error.WriteLine($"!!! {workload.Name}: {value} and {other}, the largest difference is {wrong}");
            differ = true;
        }
        // functions that the code calls become fast code themselves when they have been called for a while
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < Seconds;) gate.Invoke(x, ours);
        int calls = workload.Calls;
        double[] times = Clock.Best(Seconds, (() => Repeat(calls, () => gate.Invoke(x, ours)), calls), (() => Repeat(calls, () => Call(workload.Peer, x, theirs)), calls));
        return new(workload.Name, times[0], "gcc, gradient by hand", times[1], workload.Most);
    }

    // A clock's tick is longer than a short call.
    static void Repeat(int calls, Action call)
    {
        for (int n = 0; n < calls; n++) call();
    }

    static double Difference(double a, double b, double scale) => Math.Abs(a - b) / Math.Max(1e-300, Math.Max(scale, Math.Abs(b)));

    static double Call(Peer peer, double[] x, double[] g)
    {
        fixed (double* from = x, to = g) return peer(from, to);
    }

    static Gate GateOf(string source) => GateModule.Parse(source).Gates[^1];

    // From the text to the first gradient, in a process that has compiled before.
    static Row TextToGradient(int inputs)
    {
        Workload net = Net(inputs);
        double best = double.PositiveInfinity;
        for (int n = 0; n < 12; n++)
        {
            long start = Stopwatch.GetTimestamp();
            GateOf(net.Source + $"\n// {n}").Bind(net.Data).CompileGradient(net.Lengths).Invoke(net.At, new double[net.At.Length]);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds);
        }
        return new($"text to first gradient of the net, {inputs} inputs", best, "10 ms, which are wanted", 1e7, 1);
    }

    static List<Workload> All()
    {
        List<Workload> all = [];
        foreach (int n in (int[])[10, 100, 1000, 100_000])
        {
            all.Add(new($"Rosenbrock, n = {n}", n == 10 ? 1.3 : 1.1, "let f (x: float[]) = Array.sumBy (fun (a, b) -> 100 * (b - a * a) ** 2 + (1 - a) ** 2) (Array.pairwise x)", Numbers(n, 1), [], [],
                (x, g) => LoopPeers.Rosenbrock(n, x, g), Math.Max(1, FewestNumbers / n)));
        }
        foreach (int n in (int[])[10, 100, 1000, 100_000])
        {
            double[] work = GC.AllocateArray<double>(n, pinned: true);
            all.Add(new($"chain of log (1 + exp (x[i] x[i+1])), n = {n}", 0.8, "let f (x: float[]) = Array.sumBy (fun (a, b) -> log (1 + exp (a * b))) (Array.pairwise x)", Numbers(n, 2), [], [],
                (x, g) => LoopPeers.Chain(n, x, g, Address(work)), Math.Max(1, FewestNumbers / n)));
        }
        all.Add(new("log-sum-exp of 1,000,000", 0.8, "let f (x: float[]) = log (Array.sumBy exp x)", Numbers(1_000_000, 3), [], [], (x, g) => LoopPeers.LogSumExp(1_000_000, x, g)));
        all.Add(Regression(10_000, 32));
        all.Add(Net(784));
        all.Add(Recurrent(200, 32));
        all.Add(Pendulum(1_000));
        all.Add(new("logistic map, 1,000,000 steps", 1.05, "let f (n: int) r x = iterate n (fun x -> r * x * (1 - x)) x", [3.2, 0.3], [("n", 1_000_000)], [], (x, g) => LoopPeers.LogisticMap(1_000_000, x, g)));
        return all;
    }

    static Workload Regression(int rows, int columns)
    {
        double[] x = Pinned(Numbers(rows * columns, 0.5)), y = Pinned([.. Numbers(rows, 1).Select(number => number > 0 ? 1.0 : 0)]);
        return new($"logistic regression, {rows} x {columns}", 0.8, """
            let f (w: float[]) (b: float) (rows: float[][]) (labels: float[]) =
                Array.average (Array.map2 (fun row y -> (let z = Array.dot w row + b in log (1 + exp z) - y * z)) rows labels)
            """, Numbers(columns + 1, 0.3), [("rows", Matrix(x, rows)), ("labels", y)], [("w", [columns])], (w, g) => LoopPeers.Regression(rows, columns, w, Address(x), Address(y), g));
    }

    static Workload Net(int inputs)
    {
        const int Rows = 32, Hidden = 64, Classes = 10;
        double[] x = Pinned(Numbers(Rows * inputs, 1)), labels = Pinned([.. Enumerable.Range(0, Rows).Select(r => (double)(r * 7 % Classes))]);
        return new($"net {inputs}-{Hidden}-{Classes}, softmax, {Rows} rows", 0.5, """
            let scores (w1: float[][]) (b1: float[]) (w2: float[][]) (b2: float[]) picture =
                let layer w b x = Array.map2 (fun row bias -> Array.dot row x + bias) w b
                layer w2 b2 (Array.map tanh (layer w1 b1 picture))
            let loss w1 b1 w2 b2 (pictures: float[][]) (classes: int[]) =
                Array.average (Array.map2 (fun picture (c: int) -> (let z = scores w1 b1 w2 b2 picture in log (Array.sumBy exp z) - z.[c])) pictures classes)
            """, Numbers(Hidden * inputs + Hidden + Classes * Hidden + Classes, 0.05), [("pictures", Matrix(x, Rows)), ("classes", labels)],
            [("w1", [Hidden, inputs]), ("b1", [Hidden]), ("w2", [Classes, Hidden]), ("b2", [Classes])],
            (p, g) => LoopPeers.Net(Rows, inputs, Hidden, Classes, p, Address(x), Address(labels), g));
    }

    static Workload Recurrent(int steps, int states)
    {
        double[] x = Pinned(Numbers(steps, 1)), work = GC.AllocateArray<double>((steps + 1) * states, pinned: true);
        return new($"recurrent net, {states} states, {steps} steps", 0.8, """
            let f (w: float[][]) (u: float[]) (b: float[]) (xs: float[]) =
                let step state x = Array.map3 (fun row a c -> tanh (Array.dot row state + (a * x + c))) w u b
                Array.sumBy (fun s -> s * s) (Array.fold step (Array.create (Array.length b) 0.0) xs)
            """, Numbers(states * states + 2 * states, 0.3), [("xs", x)], [("w", [states, states]), ("u", [states]), ("b", [states])],
            (p, g) => LoopPeers.Recurrent(steps, states, p, Address(x), g, Address(work)));
    }

    static Workload Pendulum(int steps)
    {
        double[] work = GC.AllocateArray<double>(2 * steps, pinned: true);
        return new($"Runge-Kutta, pendulum, {steps} steps, 5 parameters", 1, """
            let f (n: int) h k w x v =
                let step (x, v) =
                    let push x v = -k * v - w * sin x
                    let a1 = push x v
                    let x2, v2 = x + h / 2 * v, v + h / 2 * a1
                    let a2 = push x2 v2
                    let x3, v3 = x + h / 2 * v2, v + h / 2 * a2
                    let a3 = push x3 v3
                    let x4, v4 = x + h * v3, v + h * a3
                    let a4 = push x4 v4
                    x + h / 6 * (v + 2 * v2 + 2 * v3 + v4), v + h / 6 * (a1 + 2 * a2 + 2 * a3 + a4)
                fst (iterate n step (x, v))
            """, [0.01, 0.1, 9.81, 1, 0], [("n", steps)], [], (p, g) => LoopPeers.Pendulum(steps, p, g, Address(work)));
    }

    static double[] Numbers(int count, double scale) => [.. Enumerable.Range(0, count).Select(i => scale * Math.Sin(i * 1.7 + 1))];

    static double[] Pinned(double[] numbers)
    {
        double[] pinned = GC.AllocateArray<double>(numbers.Length, pinned: true);
        numbers.CopyTo(pinned, 0);
        return pinned;
    }

    static double[,] Matrix(double[] numbers, int rows)
    {
        var matrix = new double[rows, numbers.Length / rows];
        Buffer.BlockCopy(numbers, 0, matrix, 0, numbers.Length * sizeof(double));
        return matrix;
    }

    static double* Address(double[] pinned) => (double*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);
}
