using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GateDsl.Ir;
using GateDsl.Tracing;

namespace GateDsl.Printing;

/// <summary>Writes a graph as a gate: <c>let name parameters = …</c>, shared parts in lets, every name as the user wrote it where there is one.</summary>
sealed class SourcePrinter
{
    // How tightly an expression binds; F#'s order. A prefix minus binds tighter than **.
    const int Open = 0, Or = 1, And = 2, Compare = 3, Sum = 4, Term = 5, Power = 6, Prefix = 7, Call = 8, Atom = 9;

    const int MostDepth = 24;

    // What the user gave a name keeps it, unless it is hardly longer than the name.
    const int NamedDepth = 3;

    // What is shared but short is written again: (1 - x ** 2) / (1 + x ** 2) ** 2. The compiler shares it again.
    const int MostRepeats = 4, MostRepeated = 10;

    readonly Graph graph;
    readonly int[] uses, depth;
    readonly Dictionary<int, string> named = [];
    readonly LocalNames locals;
    readonly Names names;
    readonly HashSet<int> complemented = [];

    SourcePrinter(Graph graph, int[] outputs, IReadOnlyDictionary<int, string> inputs, Names names, IEnumerable<string> taken)
    {
        (this.graph, this.names) = (graph, names);
        bool[] live = graph.ReachableFrom(outputs);
        uses = graph.UsesFrom(outputs, live);
        depth = new int[live.Length];
        for (int i = 0; i < live.Length; i++)
        {
            if (live[i] && Complemented(graph[i]) is { } s) complemented.Add(s);
        }
        foreach (var (id, name) in inputs) named[id] = name;
        locals = new(names, [.. inputs.Values, .. taken, .. graph.Functions.Names]);
    }

    /// <summary>Prints a gate.</summary>
    /// <param name="graph">The graph it is in.</param>
    /// <param name="name">The gate's name as it is to be written.</param>
    /// <param name="parameters">The parameters as they are to be written: <c>x</c>, <c>(a, b)</c>, <c>(flag: bool)</c>.</param>
    /// <param name="inputs">The names of the input nodes.</param>
    /// <param name="outputs">The results.</param>
    /// <param name="shape">Makes the result of the results' texts: <c>(a, b)</c>; null for one result.</param>
    /// <param name="names">The names that the user gave to nodes.</param>
    public static string Print(Graph graph, string name, IEnumerable<string> parameters, IReadOnlyDictionary<int, string> inputs, int[] outputs,
        Func<IReadOnlyList<string>, string>? shape, Names names)
    {
        var printer = new SourcePrinter(graph, outputs, inputs, names, [name]);
        var text = new StringBuilder();
        text.Append("let ").Append(name);
        foreach (string parameter in parameters) text.Append(' ').Append(parameter);
        text.Append(" =");
        int before = text.Length;
        bool lets = printer.Lets(text, outputs);
        List<string> results = [.. outputs.Select(output => printer.Text(output, shape is null ? Open : Or))];   // a comma would belong to the else before it
        string result = shape is null ? results[0] : shape(results);
        text.Append(lets ? "\n    " : " ").Append(result).Append('\n');
        return text.ToString();
    }

    // A let for everything that is read more than once, and where an expression would become too deep.
    bool Lets(StringBuilder text, int[] outputs)
    {
        bool[] live = graph.ReachableFrom(outputs);
        bool any = false;
        for (int i = 0; i < live.Length; i++)
        {
            if (!live[i] || named.ContainsKey(i) || graph[i].Arity == 0) continue;
            depth[i] = 1 + MostOf(graph[i]);
            if (graph[i].Op == Op.Argument) continue;   // written where the call is
            bool isShared = uses[i] > 1 || complemented.Contains(i);
            bool isNamed = names.Of(i) is not null && depth[i] >= NamedDepth;
            if (!isShared && !isNamed && depth[i] < MostDepth) continue;
            if (isShared && uses[i] <= MostRepeats && depth[i] <= 2 && names.Of(i) is null && IsArithmetic(graph[i].Op) && Text(i, Open).Length <= MostRepeated) continue;
            string name = locals.For(graph, i);
            text.Append("\n    let ").Append(name).Append(" = ").Append(Text(i, Open));
            named[i] = name;
            depth[i] = 0;
            any = true;
        }
        return any;
    }

    static bool IsArithmetic(Op op) => op is Op.Add or Op.Subtract or Op.Multiply or Op.Divide or Op.Negate or Op.PowerInt;

    int MostOf(Node node)
    {
        int most = 0;
        for (int k = 0; k < node.Arity; k++) most = Math.Max(most, named.ContainsKey(node[k]) ? 0 : depth[node[k]]);
        return most;
    }

    string Text(int id, int surroundings)
    {
        if (named.TryGetValue(id, out string? name)) return name;
        var (text, binding) = Write(id);
        return binding < surroundings ? $"({text})" : text;
    }

    (string Text, int Binding) Write(int id)
    {
        Node node = graph[id];
        string A(int level) => Text(node.A, level);
        string B(int level) => Text(node.B, level);
        switch (node.Op)
        {
            case Op.Number: return NumberText.InSource(node.Number) is var number && number.StartsWith('-') ? (number, Prefix) : number.Contains(' ') ? (number, Call) : (number, Atom);
            case Op.Truth: return (node.Bits != 0 ? "true" : "false", Atom);
            case Op.Select: return ($"if {A(Or)} then {B(Or)} else {Text(node.C, Open)}", Open);
            case Op.Or: return ($"{A(Or)} || {B(And)}", Or);
            case Op.And: return ($"{A(And)} && {B(Compare)}", And);
            case Op.Less: return ($"{A(Sum)} < {B(Sum)}", Compare);
            case Op.LessEqual: return ($"{A(Sum)} <= {B(Sum)}", Compare);
            case Op.Greater: return ($"{A(Sum)} > {B(Sum)}", Compare);
            case Op.GreaterEqual: return ($"{A(Sum)} >= {B(Sum)}", Compare);
            case Op.Equal or Op.Same: return ($"{A(Sum)} = {B(Sum)}", Compare);
            case Op.NotEqual or Op.Xor: return ($"{A(Sum)} <> {B(Sum)}", Compare);
            case Op.Add when graph[node.B] is { Op: Op.Number, Number: < 0 } negative: return ($"{A(Sum)} - {NumberText.InSource(-negative.Number)}", Sum);
            case Op.Add: return ($"{A(Sum)} + {B(Term)}", Sum);
            case Op.Subtract: return ($"{A(Sum)} - {Unsigned(node.B, Term)}", Sum);
            case Op.Multiply when Complemented(node) is { } s: return ($"{A(Term)} * (1 - {Text(s, Term)})", Term);
            case Op.Multiply: return ($"{A(Term)} * {Unsigned(node.B, Power)}", Term);
            case Op.Divide: return ($"{A(Term)} / {Unsigned(node.B, Power)}", Term);
            case Op.Modulo: return ($"{A(Term)} % {Unsigned(node.B, Power)}", Term);
            case Op.Power: return ($"{Unsigned(node.A, Prefix)} ** {Unsigned(node.B, Power)}", Power);
            case Op.PowerInt when node.Bits < 0: return ($"{Unsigned(node.A, Prefix)} ** ({node.Bits.ToString(CultureInfo.InvariantCulture)})", Power);
            case Op.PowerInt: return ($"{Unsigned(node.A, Prefix)} ** {node.Bits.ToString(CultureInfo.InvariantCulture)}", Power);
            case Op.Negate when LeadsPlainly(node.A): return ($"-{A(Term)}", Term);
            case Op.Negate: return ($"-{Text(node.A, Call)}", Prefix);
            case Op.Sech2: return ($"1 - tanh {A(Atom)} ** 2", Sum);
            case Op.XLogY: return ($"{A(Term)} * log {B(Atom)}", Term);
            case Op.XLog1pY: return ($"{A(Term)} * log1p {B(Atom)}", Term);
            case Op.Erfcx: return ($"exp ({A(Prefix)} ** 2) * erfc {A(Atom)}", Term);
            case Op.LogNormCdf: return ($"log (normcdf {A(Atom)})", Call);
            case Op.LogCosh: return ($"log (cosh {A(Atom)})", Call);
            case Op.Polygamma: return ($"digamma{new string('\'', (int)node.Bits)} {A(Atom)}", Call);
            case Op.Hypot when graph[node.B] is { Op: Op.Number, Number: 1 }: return ($"sqrt ({Unsigned(node.A, Prefix)} ** 2 + 1)", Call);
        }
        if (node.Op == Op.Host) return (HostText(node), Call);
        var call = new StringBuilder(Primitives.PrimitiveTable.Of(node.Op).Name);
        for (int k = 0; k < node.Arity; k++) call.Append(' ').Append(Text(node[k], Atom));
        return (call.ToString(), Call);
    }

    // Truth values are passed as 1 and 0.
    string HostText(Node node)
    {
        HostFunction function = graph.Functions[node.Bits];
        int[] arguments = HostCall.Arguments(graph.Nodes, graph.Functions, node);
        return function.Name + string.Concat(arguments.Select((argument, k) => ' ' + (function.IsTruth(k) ? TruthText(argument) : Text(argument, Atom))));
    }

    string TruthText(int id) => graph[id] switch
    {
        { Op: Op.Number } number => number.Number != 0 ? "true" : "false",
        { Op: Op.Select } choice when IsNumber(choice.B, 1) && IsNumber(choice.C, 0) => Text(choice.A, Atom),
        _ => $"({Text(id, Sum)} <> 0)",
    };

    bool IsNumber(int id, double value) => graph[id] is { Op: Op.Number } node && node.Number == value;

    // A right operand does not begin with a minus.
    string Unsigned(int id, int level) => Text(id, level) is var text && text.StartsWith('-') ? $"({text})" : text;

    // -(x * y) is written -x * y, the same number, where the product does not begin with a number or a power.
    bool LeadsPlainly(int id)
    {
        if (named.ContainsKey(id) || graph[id].Op is not (Op.Multiply or Op.Divide) || Complemented(graph[id]) is not null) return false;
        while (!named.ContainsKey(id) && graph[id].Op is Op.Multiply or Op.Divide) id = graph[id].A;
        return named.ContainsKey(id) || graph[id].Op is not (Op.Number or Op.Negate or Op.PowerInt or Op.Power or Op.Add or Op.Subtract or Op.Select or Op.Sech2 or Op.XLogY or Op.XLog1pY or Op.Erfcx or Op.Modulo);
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
