using GateDsl.Ir;

namespace GateDsl.Tracing;

/// <summary>
/// Operations on ints. They are whole floats; what would be no int is an error where the gate runs, and so is a division by 0. Bounds decide what has to be checked: positions and lengths never are.
/// </summary>
static class Ints
{
    /// <summary>More than any length or number of trips.</summary>
    const double MostTrips = 1 << 27;

    /// <summary>Operations nested deeper are not looked into.</summary>
    const int Deepest = 16;

    /// <summary>What an operator does to ints; null of one that is the same as of floats.</summary>
    public static FunctionValue? Of(string name, CheckPlace place) => name switch
    {
        "+" => Two(place, (x, y) => x + y),
        "-" => Two(place, (x, y) => x - y),
        "*" => Two(place, (x, y) => x * y),
        "~-" => new Native(1, (trace, x) => Checked(trace, -Wire(trace, x[0]), place)),
        "/" => Quotient(place, (x, y) => (x / y).Apply(Op.Truncate)),
        "%" => Quotient(place, (x, y) => x.With(Op.Modulo, y)),
        _ => null,
    };

    /// <summary>An int as a float: -0 is none.</summary>
    public static Wire ToFloat(Wire count) => MayBeMinusZero(count.Graph, count.Id) ? count + 0 : count;

    /// <summary>A number that must be an int, checked where it is not known to be one.</summary>
    public static WireValue Checked(Trace trace, Wire result, CheckPlace place) => Bounds.Of(trace.Graph, result.Id, Deepest) is { Low: >= int.MinValue, High: <= int.MaxValue } ? new(result.Id)
        : new(ArrayNodes.Checked(trace.Graph, result.Id, -1, trace.Graph.Loops.At(place, Fault.Overflow)));

    delegate Wire Operation(Wire x, Wire y);

    static Native Two(CheckPlace place, Operation operation) => new(2, (trace, x) => Checked(trace, operation(Wire(trace, x[0]), Wire(trace, x[1])), place));

    // An int has no infinity to give where the divisor is 0.
    static Native Quotient(CheckPlace place, Operation operation) => new(2, (trace, x) =>
    {
        int divisor = ArrayNodes.Checked(trace.Graph, ((WireValue)x[1]).Id, -1, trace.Graph.Loops.At(place, Fault.Divisor));
        return new WireValue(operation(Wire(trace, x[0]), trace.Graph.Wire(divisor)).Id);
    });

    static Wire Wire(Trace trace, Value value) => trace.Graph.Wire(((WireValue)value).Id);

    // A product with a 0 and a negative number, a quotient or rest of a negative one.
    static bool MayBeMinusZero(Graph graph, int id) => graph[id] switch
    {
        { Op: Op.Checked, A: var value } => DeepStack.HasRoom && MayBeMinusZero(graph, value),
        { Op: Op.Negate or Op.Multiply or Op.Truncate or Op.Modulo } => !(Bounds.Of(graph, id, Deepest).Low >= 0 && graph[id].Op != Op.Negate),
        { Op: Op.Select, B: var b, C: var c } => DeepStack.HasRoom && (MayBeMinusZero(graph, b) || MayBeMinusZero(graph, c)),
        _ => false,
    };

    // Between what an int is.
    readonly record struct Bounds(double Low, double High)
    {
        static readonly Bounds any = new(int.MinValue, int.MaxValue);

        public static Bounds Of(Graph graph, int id, int depth)
        {
            Node node = graph[id];
            if (node.Op == Op.Number) return new(node.Number, node.Number);
            if (node.Op is Op.Length or Op.Locate || graph.Indices.Contains(id)) return new(0, MostTrips);
            if (depth == 0) return any;
            Bounds x = node.A >= 0 && graph.KindOf(node.A) == Kind.Float ? Of(graph, node.A, depth - 1) : any, y = node.B >= 0 && graph.KindOf(node.B) == Kind.Float ? Of(graph, node.B, depth - 1) : any;
            return node.Op switch
            {
                Op.Add => new(x.Low + y.Low, x.High + y.High),
                Op.Subtract => new(x.Low - y.High, x.High - y.Low),
                Op.Multiply => Product(x, y),
                Op.Negate => new(-x.High, -x.Low),
                Op.Max => new(Math.Max(x.Low, y.Low), Math.Max(x.High, y.High)),
                Op.Min => new(Math.Min(x.Low, y.Low), Math.Min(x.High, y.High)),
                Op.Checked => new(Math.Max(x.Low, int.MinValue), Math.Min(x.High, int.MaxValue)),
                Op.Modulo => new(x.Low < 0 ? -Size(y) : 0, x.High > 0 ? Size(y) : 0),
                Op.Truncate when graph[node.A] is { Op: Op.Divide } quotient && Of(graph, quotient.B, depth - 1).Low > 0 && Of(graph, quotient.A, depth - 1) is var above => new(Math.Min(above.Low, 0), Math.Max(above.High, 0)),
                Op.Select when Of(graph, node.C, depth - 1) is var other => new(Math.Min(y.Low, other.Low), Math.Max(y.High, other.High)),
                _ => any,
            };
        }

        static double Size(Bounds y) => Math.Max(Math.Abs(y.Low), Math.Abs(y.High));

        static Bounds Product(Bounds x, Bounds y)
        {
            double a = x.Low * y.Low, b = x.Low * y.High, c = x.High * y.Low, d = x.High * y.High;
            return new(Math.Min(Math.Min(a, b), Math.Min(c, d)), Math.Max(Math.Max(a, b), Math.Max(c, d)));
        }
    }
}
