using System.Diagnostics;
using System.Globalization;
using GateDsl.Balls;
using GateDsl.Bench.Peers;
using GateDsl.Ir;

namespace GateDsl.Bench;

/// <summary>Functions on balls of growing precision against mpmath and Arb, and correctly rounded doubles of formulas against Sollya, in turns.</summary>
static class DigitSpeed
{
    // The largest ratios to mpmath and to Sollya that are accepted.
    static readonly (int Digits, double Most)[] precisions = [(50, 1), (500, 3)];

    const double MostOfSollya = 1;

    static readonly (string Name, Op Op, long Bits)[] functions =
    [
        ("add", Op.Add, 0), ("multiply", Op.Multiply, 0), ("divide", Op.Divide, 0), ("sqrt", Op.Sqrt, 0), ("exp", Op.Exp, 0), ("log", Op.Log, 0), ("sin", Op.Sin, 0), ("tan", Op.Tan, 0),
        ("atan", Op.Atan, 0), ("asin", Op.Asin, 0), ("sinh", Op.Sinh, 0), ("tanh", Op.Tanh, 0), ("power", Op.Power, 0), ("hypot", Op.Hypot, 0), ("erf", Op.Erf, 0), ("erfc", Op.Erfc, 0),
        ("lgamma", Op.Lgamma, 0), ("digamma", Op.Digamma, 0), ("trigamma", Op.Polygamma, 1),
    ];

    // A gate's formula, Sollya's, and a point.
    static readonly (string Gate, string Sollya, string At)[] formulas =
    [
        ("exp x - 1 - x", "exp(x)-1-x", "1e-9"), ("sin x / x", "sin(x)/x", "0.3"), ("log (1 + exp x)", "log(1+exp(x))", "-12.5"), ("erfc x * exp (x ** 2)", "erfc(x)*exp(x^2)", "1.7"),
        ("(x - sin x) / x ** 3", "(x-sin(x))/x^3", "1e-3"), ("sqrt (1 + x) - sqrt x", "sqrt(1+x)-sqrt(x)", "1e5"), ("atan x / x", "atan(x)/x", "0.3"), ("tanh x - x", "tanh(x)-x", "1e-6"),
    ];

    const int Rounds = 24;

    const double RunNanoseconds = 2e6;

    /// <summary>Measures and prints the table.</summary>
    /// <param name="asked">Names of functions; none: all, and the formulas.</param>
    public static int Run(string[] asked)
    {
        using DigitPeer? mpmath = DigitPeer.Mpmath(), arb = DigitPeer.Arb(), sollya = asked.Length == 0 ? DigitPeer.Sollya() : null;
        foreach (DigitPeer? peer in (DigitPeer?[])[mpmath, arb, sollya]) Console.WriteLine(peer is null ? "a peer is missing here" : $"{peer.Name}: {peer.Version}");
        Console.WriteLine($"\n{Row.Header}");
        foreach (var (digits, most) in precisions)
        {
            foreach (var (name, op, bits) in functions.Where(one => asked.Length == 0 || asked.Contains(one.Name)))
            {
                // as many bits as mpmath works with, for arguments that have as many
                Precision p = Precision.Of((int)((digits + 1) * 3.3219280948873624));
                Ball x = Arithmetic.Divide(Ball.OfInteger(5), Ball.OfInteger(7), p.Bits), y = Arithmetic.Divide(Ball.OfInteger(13), Ball.OfInteger(11), p.Bits);
                OnBalls function = BallTable.Of(op);
                string result = Decimals.Text(function(bits, x, y, default, p), 20)!;
                foreach (Row row in Measure($"{name}, {digits} digits", () => function(bits, x, y, default, p), result, $"{name} {digits}", [(mpmath, most), (arb, 0)])) Console.WriteLine(row);
            }
        }
        foreach (var (text, theirs, at) in formulas.Where(_ => sollya is not null))
        {
            Gate gate = Gate.FromFormula(text, ["x"]);
            double[] point = [double.Parse(at, CultureInfo.InvariantCulture)];
            string result = gate.Certify(point).Value.ToString("R", CultureInfo.InvariantCulture);
            foreach (Row row in Measure($"{text}, correctly rounded", () => gate.Certify(point), result, $"{theirs} {at}", [(sollya, MostOfSollya)])) Console.WriteLine(row);
        }
        return 0;
    }

    static IEnumerable<Row> Measure(string workload, Action run, string result, string question, (DigitPeer? Peer, double Most)[] against)
    {
        (DigitPeer Peer, double Most)[] peers = [.. against.Where(one => one.Peer is not null).Select(one => (one.Peer!, one.Most))];
        double warm = double.PositiveInfinity;
        long begin = Stopwatch.GetTimestamp();
        for (int i = 0; i < 30 || Stopwatch.GetElapsedTime(begin).TotalMilliseconds < 800; i++) warm = Math.Min(warm, Ours(10));
        int[] repeats = [.. peers.Select(one => Repeats(Theirs(one.Peer, 10)))];
        double ours = double.PositiveInfinity;
        double[] theirs = [.. peers.Select(_ => double.PositiveInfinity)];
        for (int round = 0; round < Rounds; round++)
        {
            ours = Math.Min(ours, Ours(Repeats(warm)));
            for (int i = 0; i < peers.Length; i++) theirs[i] = Math.Min(theirs[i], peers[i].Peer.Ask(question, repeats[i]).Nanoseconds);
        }
        return peers.Select((one, i) => new Row(i == 0 ? workload : "", ours, one.Peer.Name, theirs[i], one.Most));

        double Ours(int times)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < times; i++) run();
            return Stopwatch.GetElapsedTime(start).TotalNanoseconds / times;
        }

        double Theirs(DigitPeer peer, int times)
        {
            var (nanoseconds, answer) = peer.Ask(question, times);
            double off = Math.Abs(double.Parse(answer, CultureInfo.InvariantCulture) / double.Parse(result, CultureInfo.InvariantCulture) - 1);
            if (!(off < 1e-15)) Console.Error.WriteLine($"!!! {workload}: {peer.Name} DIFFERS, {answer} for {result}");
            return nanoseconds;
        }
    }

    static int Repeats(double nanoseconds) => (int)Math.Max(1, RunNanoseconds / nanoseconds);
}
