using System.Diagnostics;
using System.Globalization;
using GateDsl.Balls;
using GateDsl.Bench.Peers;
using GateDsl.Ir;

namespace GateDsl.Bench;

/// <summary>Functions on balls of growing precision against mpmath, in turns.</summary>
static class DigitSpeed
{
    // The largest ratios that are accepted at so many digits.
    static readonly (int Digits, double Most)[] precisions = [(50, 1), (500, 3)];

    static readonly (string Name, Op Op, long Bits)[] functions =
    [
        ("add", Op.Add, 0), ("multiply", Op.Multiply, 0), ("divide", Op.Divide, 0), ("sqrt", Op.Sqrt, 0), ("exp", Op.Exp, 0), ("log", Op.Log, 0), ("sin", Op.Sin, 0), ("tan", Op.Tan, 0),
        ("atan", Op.Atan, 0), ("asin", Op.Asin, 0), ("sinh", Op.Sinh, 0), ("tanh", Op.Tanh, 0), ("power", Op.Power, 0), ("hypot", Op.Hypot, 0), ("erf", Op.Erf, 0), ("erfc", Op.Erfc, 0),
        ("lgamma", Op.Lgamma, 0), ("digamma", Op.Digamma, 0), ("trigamma", Op.Polygamma, 1),
    ];

    const int Rounds = 24;

    const double RunNanoseconds = 2e6;

    public static int Run(string[] asked)
    {
        using MpmathPeer? peer = MpmathPeer.Start();
        if (peer is null)
        {
            Console.Error.WriteLine("no mpmath with gmpy2 here");
            return 1;
        }
        Console.WriteLine($"mpmath {peer.Version}\n");
        Console.WriteLine(Row.Header);
        foreach (var (digits, most) in precisions)
        {
            foreach (var (name, op, bits) in functions.Where(one => asked.Length == 0 || asked.Contains(one.Name))) Console.WriteLine(Measure(peer, name, op, bits, digits, most));
        }
        return 0;
    }

    static Row Measure(MpmathPeer peer, string name, Op op, long bits, int digits, double most)
    {
        // as many bits as mpmath works with, for arguments that have as many
        Precision p = Precision.Of((int)((digits + 1) * 3.3219280948873624));
        Ball x = Arithmetic.Divide(Ball.OfInteger(5), Ball.OfInteger(7), p.Bits), y = Arithmetic.Divide(Ball.OfInteger(13), Ball.OfInteger(11), p.Bits);
        OnBalls function = BallTable.Of(op);
        double warm = double.PositiveInfinity;
        long begin = Stopwatch.GetTimestamp();
        for (int i = 0; i < 30 || Stopwatch.GetElapsedTime(begin).TotalMilliseconds < 800; i++) warm = Math.Min(warm, Ours(10));
        var (peerWarm, digitsOfPeer) = peer.Ask(name, digits, 10);
        string mine = Decimals.Text(function(bits, x, y, default, p), 20)!;
        if (Math.Abs(double.Parse(mine, CultureInfo.InvariantCulture) / double.Parse(digitsOfPeer, CultureInfo.InvariantCulture) - 1) > 1e-14) Console.Error.WriteLine($"!!! {name}: mpmath DIFFERS, {digitsOfPeer} for {mine}");
        int ourRepeats = (int)Math.Max(1, RunNanoseconds / warm), peerRepeats = (int)Math.Max(1, RunNanoseconds / peerWarm);
        double ours = double.PositiveInfinity, theirs = double.PositiveInfinity;
        for (int i = 0; i < Rounds; i++)
        {
            ours = Math.Min(ours, Ours(ourRepeats));
            theirs = Math.Min(theirs, peer.Ask(name, digits, peerRepeats).Nanoseconds);
        }
        return new($"{name}, {digits} digits", ours, "mpmath", theirs, most);

        double Ours(int repeats)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < repeats; i++) function(bits, x, y, default, p);
            return Stopwatch.GetElapsedTime(start).TotalNanoseconds / repeats;
        }
    }
}
