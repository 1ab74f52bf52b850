using GateDsl.Ir;
using GateDsl.Primitives;

namespace GateDsl.Compiler.Tests;

/// <summary>Circuits and points at random, the same for the same seed.</summary>
static class RandomCircuit
{
    static readonly Op[] functions = [.. PrimitiveTable.All.Where(p => p.Op is not (Op.Polygamma or Op.Digamma or Op.Lgamma) && p.Method.ReturnType == typeof(double)).Select(p => p.Op)];

    // Those that can be written in the language, in one way.
    static readonly Op[] namedFunctions = [.. functions.Where(op => op is Op.Modulo or Op.Power || (PrimitiveTable.Of(op).Type is not null && op is not (Op.PowerInt or Op.Hypot)))];

    static readonly Op[] arithmetic = [Op.Add, Op.Subtract, Op.Multiply, Op.Negate, Op.Divide, Op.Max, Op.Min, Op.Abs];

    /// <summary>A circuit of about this many nodes.</summary>
    /// <param name="seed">Which one.</param>
    /// <param name="size">How many nodes to make; those that no output needs are dropped.</param>
    /// <param name="outputs">How many outputs.</param>
    /// <param name="allFunctions">Every function of the table, or arithmetic and choices only.</param>
    /// <param name="reproducible">The circuit's option.</param>
    /// <param name="named">Of the functions those only that can be written in the language.</param>
    public static Circuit Of(int seed, int size, int outputs = 3, bool allFunctions = true, bool reproducible = false, bool named = false)
    {
        var random = new Random(seed);
        Op[] possible = named ? namedFunctions : functions;
        var graph = new Graph(Budget.Unlimited);
        List<int> floats = [], bools = [], inputs = [];
        for (int i = 0; i < 4; i++) Input(Kind.Float);
        for (int i = 0; i < 2; i++) Input(Kind.Bool);
        foreach (double constant in (double[])[0, -0.0, 1, 0.5, -2.25, 1e-3]) floats.Add(graph.Number(constant));
        bools.Add(graph.Truth(true));
        while (graph.Count < size) Grow();
        int[] ends = [.. Enumerable.Range(0, outputs).Select(i => i % 4 == 3 ? Late(bools) : Late(floats))];
        return graph.Finish(ends, [.. inputs], reproducible);

        void Input(Kind kind)
        {
            inputs.Add(graph.NewInput($"x{inputs.Count}", kind));
            (kind == Kind.Float ? floats : bools).Add(inputs[^1]);
        }

        // near ones more often, so that circuits are deep and their parts are shared
        int Late(List<int> from) => from[^(1 + (int)(Math.Pow(random.NextDouble(), 2) * Math.Min(from.Count, 40)))];
        int Any(List<int> from) => random.Next(4) == 0 ? from[random.Next(from.Count)] : Late(from);

        bool IsNumber(int id) => graph[id].Op == Op.Number;

        void Grow()
        {
            int before = graph.Count;
            int kind = random.Next(20);
            if (kind < 3)
            {
                int made = graph.Add(new((Op)random.Next((int)Op.Less, (int)Op.NotEqual + 1), Any(floats), Any(floats)));
                if (graph.Count > before) bools.Add(made);
            }
            else if (kind < 5)
            {
                Op op = (Op)random.Next((int)Op.Not, (int)Op.Same + 1);
                int made = graph.Add(new(op, Any(bools), op == Op.Not ? -1 : Any(bools)));
                if (graph.Count > before) bools.Add(made);
            }
            else if (kind < 8)
            {
                bool truths = random.Next(6) == 0;
                List<int> from = truths ? bools : floats;
                int made = graph.Add(new(Op.Select, Any(bools), Any(from), Any(from)));
                if (graph.Count > before) from.Add(made);
            }
            else
            {
                Op op = allFunctions && kind < 14 ? possible[random.Next(possible.Length)] : arithmetic[random.Next(arithmetic.Length)];
                Primitive primitive = PrimitiveTable.Of(op);
                int a = Any(floats), b = primitive.Arity > 1 ? Any(floats) : -1, c = primitive.Arity > 2 ? Any(floats) : -1;
                // Operations on numbers alone are folded before anything is compiled; the JIT folds them too, and is wrong about the signs of zeros.
                if (IsNumber(a) && (b < 0 || IsNumber(b)) && (c < 0 || IsNumber(c))) a = inputs[0];
                int made = graph.Add(new(op, a, b, c, op == Op.PowerInt ? random.Next(-6, 9) : 0));
                if (graph.Count > before) floats.Add(made);
            }
        }
    }

    /// <summary>Inputs for a circuit: ordinary numbers, with special ones among them.</summary>
    public static double[] Point(Circuit circuit, int seed)
    {
        var random = new Random(seed);
        double[] special = [0, -0.0, 1, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -1e-310, 1e308, -745, 710, 1e-20];
        return [.. circuit.Inputs.Select(input => input.Kind == Kind.Bool ? random.Next(2)
            : random.Next(5) == 0 ? special[random.Next(special.Length)]
            : (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-2, 3)))];
    }

    /// <summary>The same bits, any NaN for any NaN.</summary>
    public static bool Same(double a, double b) =>
        BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b) || (double.IsNaN(a) && double.IsNaN(b));
}
