using System.Collections.Immutable;
using GateDsl.Ir;

namespace GateDsl.Balls;

/// <summary>
/// The values of a circuit at a point, certain: balls of growing precision until every result is. Source of the idea: iRRAM (N. Müller, 2001), H. Boehm's constructive reals (1986).
/// </summary>
static class Certify
{
    /// <summary>Where the search begins: a double needs 54 bits and a few to tell to which side of a half the number is; formulas lose some.</summary>
    const int FirstBits = 96;

    /// <summary>Where it begins at most: more digits are begun with fewer.</summary>
    const int MostFirstBits = 2_000;

    /// <summary>Bits beyond those of the digits asked for, so that nearly always the last digit is the nearest.</summary>
    const int BeyondDigits = 20;

    /// <summary>Certifies every output of an exact circuit.</summary>
    /// <param name="circuit">Of <see cref="Gate.ExactCircuit"/>, without calls of the host.</param>
    /// <param name="inputs">One double per input, taken exactly; truth values as 0 and 1.</param>
    /// <param name="limits">Where the search ends.</param>
    /// <param name="digits">Significant digits that are asked for besides the nearest double; 0: none.</param>
    /// <param name="cancellation">Ends it with an exception.</param>
    public static Certified[] Point(Circuit circuit, ReadOnlySpan<double> inputs, CertifyLimits limits, int digits = 0, CancellationToken cancellation = default)
    {
        var balls = new Ball[inputs.Length];
        for (int i = 0; i < balls.Length; i++) balls[i] = Ball.Of(inputs[i]);
        return Point(circuit, balls, limits, digits, cancellation);
    }

    public static Certified[] Point(Circuit circuit, ReadOnlySpan<Ball> inputs, CertifyLimits limits, int digits, CancellationToken cancellation)
    {
        var deadline = new Deadline(limits.Time, cancellation);
        int needed = digits == 0 ? 0 : Decimals.BitsFor(digits) + BeyondDigits;
        var known = new (Ball Ball, int Bits)[circuit.Outputs.Length];
        Array.Fill(known, (Ball.Unknown, 0));
        var values = new Ball[circuit.Nodes.Length];
        bool[]? wanted = null;
        bool isOutOfTime = false;
        Ratio?[]? ratios = null;
        int round = 0;
        int most = Math.Max(limits.Bits, needed == 0 ? 0 : 2 * needed), usual = Math.Min(Math.Max(FirstBits, needed + 16), most);

        // where many digits may take long, something is known first
        int bits = usual > MostFirstBits ? FirstBits : usual;
        try
        {
            while (true)
            {
                // what is rational is known exactly, once: then a tie is one
                if (round++ == 2) ratios = RatiosOf(circuit, inputs, wanted, deadline);
                int working = bits;
                Interpreter<Ball>.Fill(circuit, new BallNumbers(new(bits, deadline)), inputs, values, wanted,
                    ratios is null ? null : (i, ball) => ball.IsExact || ratios[i] is not { } ratio ? ball : ratio.ToBall(working));
                int next = bits;
                for (int i = 0; i < known.Length; i++)
                {
                    if (IsDecided(known[i].Ball, needed)) continue;
                    Ball value = values[circuit.Outputs[i]];
                    known[i] = (Better(known[i].Ball, value), bits);
                    if (!IsDecided(value, needed)) next = Math.Max(next, Next(value, bits, needed));
                }
                if (next == bits || bits >= most) break;
                bits = Math.Min(Math.Max(next, usual), most);
                wanted = Wanted(circuit, known, needed);
            }
        }
        catch (Deadline.Passed)
        {
            isOutOfTime = true;     // what is known so far is the answer
        }
        return [.. known.Select(result => new Certified(result.Ball, result.Bits, isOutOfTime))];
    }

    static Ratio?[] RatiosOf(Circuit circuit, ReadOnlySpan<Ball> inputs, bool[]? wanted, Deadline deadline)
    {
        var given = new Ratio?[inputs.Length];
        for (int i = 0; i < given.Length; i++) given[i] = Ratio.Of(inputs[i]);
        var ratios = new Ratio?[circuit.Nodes.Length];
        Interpreter<Ratio?>.Fill(circuit, new Ratios(deadline), given, ratios, wanted);
        return ratios;
    }

    static bool IsDecided(Ball value, int needed)
    {
        if (value.IsExact) return true;
        if (value.GoodBits < needed) return false;
        var (low, high) = Rounding.Ends(value);
        return low == high;
    }

    static Ball Better(Ball before, Ball now) => before.GoodBits > now.GoodBits && now.IsUnknown ? before : now;

    // What was lost will be lost again, but the number of bits lost is known only where the ball is away from 0.
    static int Next(Ball value, int bits, int needed)
    {
        long good = value.IsFinite && value.Sign is not null ? value.GoodBits : 0;
        long more = good > 0 ? Math.Max(needed, 64) + (bits - good) + 24 : 2L * bits;
        return (int)Math.Clamp(more, bits + bits / 4 + 32, 2L * bits);
    }

    // The nodes that results still to be decided need.
    static bool[] Wanted(Circuit circuit, (Ball Ball, int Bits)[] known, int needed)
    {
        var wanted = new bool[circuit.Nodes.Length];
        for (int i = 0; i < known.Length; i++) wanted[circuit.Outputs[i]] |= !IsDecided(known[i].Ball, needed);
        ImmutableArray<Node> nodes = circuit.Nodes;
        for (int i = nodes.Length - 1; i >= 0; i--)
        {
            if (!wanted[i]) continue;
            for (int k = 0; k < nodes[i].Arity; k++) wanted[nodes[i][k]] = true;
        }
        return wanted;
    }
}
