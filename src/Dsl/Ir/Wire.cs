namespace GateDsl.Ir;

/// <summary>A node with the graph it is in, so that formulas over nodes are written as one would say them: <c>1 / (1 + x * x)</c>.</summary>
readonly record struct Wire(Graph Graph, int Id)
{
    public static Wire operator +(Wire x, Wire y) => x.With(Op.Add, y);
    public static Wire operator -(Wire x, Wire y) => x.With(Op.Subtract, y);
    public static Wire operator *(Wire x, Wire y) => x.With(Op.Multiply, y);
    public static Wire operator /(Wire x, Wire y) => x.With(Op.Divide, y);
    public static Wire operator +(double x, Wire y) => y.Number(x) + y;
    public static Wire operator +(Wire x, double y) => x + x.Number(y);
    public static Wire operator -(double x, Wire y) => y.Number(x) - y;
    public static Wire operator -(Wire x, double y) => x - x.Number(y);
    public static Wire operator *(double x, Wire y) => y.Number(x) * y;
    public static Wire operator /(double x, Wire y) => y.Number(x) / y;
    public static Wire operator /(Wire x, double y) => x / x.Number(y);
    public static Wire operator -(Wire x) => x.Apply(Op.Negate);
    public static Wire operator !(Wire x) => x.Apply(Op.Not);
    public static Wire operator &(Wire x, Wire y) => x.With(Op.And, y);
    public static Wire operator |(Wire x, Wire y) => x.With(Op.Or, y);
    public static Wire operator ^(Wire x, Wire y) => x.With(Op.Xor, y);

    public Wire Number(double value) => new(Graph, Graph.Number(value));
    public Wire Real(RealNumber value) => new(Graph, Graph.Real(value));
    public Wire Truth(bool value) => new(Graph, Graph.Truth(value));

    public Wire Apply(Op op, long bits = 0) => new(Graph, Graph.Add(new(op, Id, Bits: bits)));
    public Wire With(Op op, Wire y) => new(Graph, Graph.Add(new(op, Id, y.Id)));
    public Wire With(Op op, double y) => With(op, Number(y));
    public Wire Pow(long n) => Apply(Op.PowerInt, n);

    /// <summary>This truth value chooses.</summary>
    public Wire Choose(Wire whenTrue, Wire whenFalse) => new(Graph, Graph.Add(new(Op.Select, Id, whenTrue.Id, whenFalse.Id)));
}
