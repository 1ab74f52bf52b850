using System.Collections.Immutable;
using System.Globalization;
using GateDsl.Ir;
using GateDsl.Primitives;
using GateDsl.Syntax;
using GateDsl.Tracing;
using GateDsl.Types;

namespace GateDsl.Printing;

/// <summary>A graph as the syntax tree of a gate's body: shared parts in lets, every name as the user wrote it where there is one. <see cref="SourceText"/> prints it.</summary>
sealed partial class GraphTree
{
    const int MostDepth = 24;

    // What the user gave a name keeps it, unless it is hardly longer than the name.
    const int NamedDepth = 3;

    // What is shared but short is written again: (1 - x ** 2) / (1 + x ** 2) ** 2. The compiler shares it again.
    const int MostRepeats = 4, MostRepeated = 10;

    static readonly int sums = Fixity.Level("+"), products = Fixity.Level("*"), powers = Fixity.Level("**");

    readonly Graph graph;
    readonly int[] outputs, uses, depth;
    readonly bool[] live;
    readonly Dictionary<int, string> named;
    readonly LocalNames locals;
    readonly Names names;
    readonly HashSet<int> complemented = [], needed = [];   // needed: what must have a name, because a loop reads it in each trip
    readonly OpenLoops loops;
    readonly IntNodes? ints;                                 // where there are arrays: which nodes are ints

    /// <summary>Of a graph with its results.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="outputs">The results.</param>
    /// <param name="inputs">The names of the input nodes.</param>
    /// <param name="names">The names that the user gave to nodes.</param>
    /// <param name="taken">Names that no local may hide.</param>
    /// <param name="areInts">The inputs that are ints.</param>
    public GraphTree(Graph graph, int[] outputs, IReadOnlyDictionary<int, string> inputs, Names names, IEnumerable<string> taken, IEnumerable<int>? areInts = null)
        : this(graph, outputs, new(inputs), names, new(names, [.. inputs.Values, .. taken, .. graph.Functions.Names]), new(graph), areInts ?? [])
    {
    }

    GraphTree(Graph graph, int[] outputs, Dictionary<int, string> named, Names names, LocalNames locals, OpenLoops loops, IEnumerable<int> areInts)
        : this(graph, loops.Split(outputs), named, names, locals, loops, graph.HasArrays(outputs, checks: true) ? new IntNodes(graph, loops, areInts) : null)
    {
    }

    GraphTree(Graph graph, int[] outputs, Dictionary<int, string> named, Names names, LocalNames locals, OpenLoops loops, IntNodes? ints)
    {
        (this.graph, this.outputs, this.named, this.names, this.locals, this.loops, this.ints) = (graph, outputs, named, names, locals, loops, ints);
        ints?.Learn(outputs);
        live = Reach(graph, outputs, named);
        uses = graph.UsesFrom(outputs, live);
        depth = new int[live.Length];
        for (int i = 0; i < live.Length; i++)
        {
            if (!live[i]) continue;
            if (Complemented(graph[i]) is { } s) complemented.Add(s);
            if (graph[i].Op is Op.Loop or Op.Root) Need(i);
        }
    }

    /// <summary>The lets, and then the results in their shape.</summary>
    /// <param name="shape">The results as one expression.</param>
    /// <param name="resultInts">Which of them are ints, or arrays of ints.</param>
    public Expr Body(Func<IReadOnlyList<Expr>, Expr> shape, bool[]? resultInts = null)
    {
        ImmutableArray<Binding> lets = [.. Lets()];
        Expr result = shape([.. outputs.Select((output, i) => As(output, resultInts is not null && resultInts[i]))]);
        if (ints is not null) lets = Read(lets, result);
        return lets.IsEmpty ? result : new BlockExpr(lets, result, default);
    }

    // What a loop goes through is in the graph what it has the length of, and need not be written: then nothing reads that length.
    static ImmutableArray<Binding> Read(ImmutableArray<Binding> lets, Expr result)
    {
        HashSet<string> read = Names(result);
        List<Binding> kept = [];
        for (int i = lets.Length - 1; i >= 0; i--)
        {
            if (!Signature.Names([lets[i].Target]).Exists(name => read.Contains(name.Name))) continue;
            read.UnionWith(Names(lets[i].Body));
            kept.Add(lets[i]);
        }
        kept.Reverse();
        return [.. kept];

        static HashSet<string> Names(Expr expression) => [.. new FreeNames(new Scope(null)).Of(expression).Select(name => name.Text)];
    }

    // A let for everything that is read more than once, and where an expression would become too deep.
    IEnumerable<Binding> Lets()
    {
        for (int i = 0; i < live.Length; i++)
        {
            if (!live[i] || named.ContainsKey(i) || graph[i].Arity == 0) continue;
            depth[i] = 1 + MostOf(graph[i]);
            if (graph[i].Op is Op.Argument or Op.Pack or Op.Loop or Op.Checked) continue;   // written where the call is
            if (graph[i].Op is Op.Part && Together(i) is { } states)
            {
                yield return states;
                continue;
            }
            bool isShared = uses[i] > 1 || complemented.Contains(i) || needed.Contains(i);
            bool isNamed = names.Of(i) is not null && depth[i] >= NamedDepth;
            if (!isShared && !isNamed && depth[i] < MostDepth) continue;
            if (isShared && !needed.Contains(i) && uses[i] <= MostRepeats && depth[i] <= 2 && names.Of(i) is null && IsArithmetic(graph[i].Op) && SourceText.Of(Expression(i)).Length <= MostRepeated) continue;
            Expr value = Expression(i);
            named[i] = locals.For(graph, i);
            depth[i] = 0;
            yield return new(new NamePattern(new(named[i], default)), [], null, value, null, default);
        }
    }

    static bool IsArithmetic(Op op) => op is Op.Add or Op.Subtract or Op.Multiply or Op.Divide or Op.Negate or Op.PowerInt;

    int MostOf(Node node)
    {
        int most = 0;
        for (int k = 0; k < node.Arity; k++) most = Math.Max(most, named.ContainsKey(node[k]) ? 0 : depth[node[k]]);
        return most;
    }

    Expr Expression(int id)
    {
        if (named.TryGetValue(id, out string? name)) return Name(name);
        graph.Budget.Spend(4);
        Node node = graph[id];
        if (ints is not null && OfArrays(id, node) is { } array) return array;
        if (node.Op is not (Op.Number or Op.Truth or Op.Select or Op.Host)) return Operation(node);
        if (node.Op == Op.Number) return Number(node.Number);
        if (node.Op == Op.Truth) return new BoolExpr(node.Bits != 0, default);
        if (node.Op == Op.Host) return HostExpression(node);
        Expr condition = Expression(node.A), then = As(node.B, IsInt(id)), otherwise = As(node.C, IsInt(id));
        return otherwise is IfExpr next
            ? new IfExpr([new(condition, then), .. next.Branches], next.Otherwise, default)
            : new IfExpr([new(condition, then)], otherwise, default);
    }

    // Truth values are passed as 1 and 0.
    ApplyExpr HostExpression(Node node)
    {
        HostFunction function = graph.Functions[node.Bits];
        int[] arguments = HostCall.Arguments(graph.Nodes, graph.Functions, node);
        return Call(function.Name, [.. arguments.Select((argument, k) => function.IsTruth(k) ? Truth(argument) : Expression(argument))]);
    }

    Expr Truth(int id) => graph[id] switch
    {
        { Op: Op.Number } number => new BoolExpr(number.Number != 0, default),
        { Op: Op.Select } choice when IsNumber(choice.B, 1) && IsNumber(choice.C, 0) => Expression(choice.A),
        _ => Infix(Expression(id), "<>", Number(0)),
    };

    bool IsNumber(int id, double value) => graph[id] is { Op: Op.Number } node && node.Number == value;

    // As its entry says, but for forms that read better.
    Expr Operation(Node node)
    {
        Primitive entry = PrimitiveTable.Of(node.Op);
        Expr[] x = Arguments(node);
        switch (node.Op)
        {
            case Op.Add when graph[node.B] is { Op: Op.Number, Number: < 0 } negative && !named.ContainsKey(node.B): return Infix(x[0], "-", Number(-negative.Number));
            case Op.Complement when Disjoined(node) is var (p, q): return Infix(Infix(Expression(p), "+", Expression(q)), "-", Infix(Expression(p), "*", Expression(q)));
            case Op.Negate when !named.ContainsKey(node.A) && graph[node.A] is { Op: Op.Complement } complement: return Infix(Expression(complement.A), "-", Number(1));
            case Op.Multiply when Complemented(node) is { } s: return Infix(x[0], "*", new ParenExpr(Infix(Number(1), "-", Expression(s)), default));
            case Op.PowerInt: return Infix(Unsigned(x[0]), "**", Unsigned(Number(node.Bits)));
            case Op.Power: return Infix(Unsigned(x[0]), "**", Unsigned(x[1]));
            case Op.Negate: return LeadsPlainly(node.A) ? Negative(x[0]) : Prefix(x[0]);
            // beside tanh the usual form would be read as arithmetic on it
            case Op.Sech2 when graph.Find(new(Op.Tanh, node.A)) is >= 0 and var tanh && tanh < uses.Length && uses[tanh] > 0: return Spellings.Of("1 / cosh x ** 2", x);
            case Op.Polygamma: return Call("digamma" + new string('\'', (int)node.Bits), x);
            case Op.Hypot when graph[node.B] is { Op: Op.Number, Number: 1 }: return Call("sqrt", Infix(Infix(Unsigned(x[0]), "**", Number(2)), "+", Number(1)));
        }
        if (entry.Spelling is { } spelling) return Spellings.Of(spelling, x);
        return char.IsLetter(entry.Name[0]) ? Call(entry.Name, x) : Infix(x[0], entry.Name, x[1]);
    }

    Expr[] Arguments(Node node)
    {
        var arguments = new Expr[node.Arity];
        bool areInts = ints is not null && TakesInts(node);
        for (int k = 0; k < arguments.Length; k++) arguments[k] = As(node[k], areInts);
        return arguments;
    }

    static NameExpr Name(string name) => new(new(name, default));

    static ApplyExpr Call(string function, params Expr[] arguments) => new(Name(function), [.. arguments.Select(Unsigned)], default);

    static Expr Number(double number)
    {
        string text = NumberText.InSource(number);
        if (text.StartsWith('-')) return Prefix(Number(-number));
        if (text.Split(' ') is [var function, var of]) return Call(function, Number(double.Parse(of, CultureInfo.InvariantCulture)));
        return char.IsLetter(text[0]) ? Name(text) : new NumberExpr(text, number, false, default);
    }

    // Sums and products go on from the left and powers from the right, as they are read; what else is of one level is told apart by parentheses.
    static ChainExpr Infix(Expr left, string op, Expr right)
    {
        int level = Fixity.Level(op);
        if (level == sums || level == products) right = Unsigned(right);
        if (level == powers && right is ChainExpr { RightAssociative: true } power) return new(left, [new(new(op, default), power.First), .. power.Rest], true, default);
        bool goesOn = left is ChainExpr before && Fixity.Level(before) == level && (level == sums || level == products || op is "&&" or "||");
        return goesOn
            ? (ChainExpr)left with { Rest = [.. ((ChainExpr)left).Rest, new(new(op, default), right)] }
            : new(left, [new(new(op, default), right)], level == powers, default);
    }

    static PrefixExpr Prefix(Expr operand) => new(new("-", default), operand, default);

    // A right operand does not begin with a minus.
    static Expr Unsigned(Expr operand) => BeginsWithMinus(operand) ? new ParenExpr(operand, default) : operand;

    static bool BeginsWithMinus(Expr expression) => expression switch
    {
        PrefixExpr => true,
        ChainExpr chain => BeginsWithMinus(chain.First),
        _ => false,
    };

    // -(x * y) is written -x * y, the same number.
    static ChainExpr Negative(Expr product) => (ChainExpr)product with { First = Prefix(((ChainExpr)product).First) };

    // Where the product does not begin with a number or a power.
    bool LeadsPlainly(int id)
    {
        if (named.ContainsKey(id) || graph[id].Op is not (Op.Multiply or Op.Divide) || Complemented(graph[id]) is not null) return false;
        while (!named.ContainsKey(id) && graph[id].Op is Op.Multiply or Op.Divide) id = graph[id].A;
        return named.ContainsKey(id) || (graph[id].Op != Op.Number && Expression(id) is ApplyExpr);
    }

    // 1 - (1 - p) * (1 - q), which soft makes of p || q, is written p + q - p * q where that repeats nothing but names.
    (int P, int Q)? Disjoined(Node complement)
    {
        if (named.ContainsKey(complement.A) || graph[complement.A] is not { Op: Op.Multiply } both) return null;
        if (named.ContainsKey(both.A) || named.ContainsKey(both.B) || graph[both.A] is not { Op: Op.Complement, A: var p } || graph[both.B] is not { Op: Op.Complement, A: var q }) return null;
        return named.ContainsKey(p) && named.ContainsKey(q) ? (p, q) : null;
    }

    // s * sigmoid (-u) with s = sigmoid u is written s * (1 - s), which is read back as what it is because nothing else reads s. Answers s.
    int? Complemented(Node product)
    {
        if (product.Op != Op.Multiply || graph[product.B].Op != Op.Sigmoid || uses[product.B] != 1) return null;
        Node before = graph[product.A];
        int s = before.Op == Op.Multiply && uses[product.A] == 1 ? before.B : product.A;
        Node argument = graph[graph[product.B].A];
        return graph[s].Op == Op.Sigmoid && uses[s] == 1 && argument.Op == Op.Negate && argument.A == graph[s].A ? s : null;
    }
}
