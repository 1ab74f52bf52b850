using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GateDsl.Syntax;
using GateDsl.Types;

namespace GateDsl.Checking;

/// <summary>
/// A gate over arrays as a gate over numbers, for who looks at one number after another: its arrays have one length in all dimensions, each element is a parameter, and an array that it gives is
/// summed up with weights that tell its elements apart.
/// </summary>
static class Spread
{
    /// <summary>Lengths to be tried, the first at which the gate is defined.</summary>
    public static ReadOnlySpan<int> Lengths => [3, 5, 2, 8];

    /// <summary>Whether there is anything to spread.</summary>
    public static bool IsNeeded(Gate gate) => gate.ParameterTypes.Append(gate.ResultType).Any(HasArrays);

    static bool HasArrays(GateType type) => type is GateType.Array || (type is GateType.Tuple tuple && tuple.Items.Any(HasArrays));

    /// <summary>The gate over numbers; null where its arrays have too many of them.</summary>
    public static Gate? Of(Gate gate, int length)
    {
        double numbers = gate.ParameterTypes.Sum(type => Count(type, length));
        if (numbers > MostNumbers) return null;
        List<(string Name, GateType Type)> parameters = [];
        var body = new StringBuilder("spread");
        var leaves = new Queue<string>(gate.Leaves.Select(leaf => leaf.Name));
        foreach (GateType type in gate.ParameterTypes) body.Append(' ').Append(Argument(type, leaves, length, parameters));
        string lambda = parameters.Count == 0 ? "" : $"fun {string.Join(' ', parameters.Select(parameter => $"(``{parameter.Name}``: {parameter.Type})"))} -> ";
        string text = lambda + Weighed($"({body})", gate.ResultType);
        var bag = new Bag();
        var scope = new Scope(null);
        scope.Add(new Symbol("spread", default, new Source("", "")) { Type = gate.Type, Inferred = BuiltinTypes.Read(gate.Type.ToString()), Definition = gate.Term });
        var source = new Source(gate.Name, text);
        Expr? read = Grammar.ParseExpression(source, gate.Options.Limits, bag);
        if (read is null || new Infer(source, scope, Check.NoNames, bag).Expression(read) is not { } term) return null;
        return new Gate(gate.Name, term.Type, (term as Lambda)?.Parameters ?? [], term, null, source, default, gate.Options);
    }

    /// <summary>What a parameter of the spread gate is a part of.</summary>
    public static string StemOf(string name) => name.Split(".[")[0];

    const int MostNumbers = 200;

    static double Count(GateType type, int length) => type switch
    {
        GateType.Array array => length * Count(array.Element, length),
        GateType.Tuple tuple => tuple.Items.Sum(item => Count(item, length)),
        _ => 1,
    };

    // An array of tuples has a name for each column; it is called by the first.
    static string Argument(GateType type, Queue<string> leaves, int length, List<(string, GateType)> parameters)
    {
        if (type is GateType.Tuple outer) return $"({string.Join(", ", outer.Items.Select(item => Argument(item, leaves, length, parameters)))})";
        string name = leaves.Dequeue();
        for (double columns = Count(type, 1); columns > 1; columns--) leaves.Dequeue();
        return Argument(type, name, length, parameters);
    }

    static string Argument(GateType type, string name, int length, List<(string, GateType)> parameters)
    {
        switch (type)
        {
            case GateType.Array array:
                return $"[| {string.Join("; ", Enumerable.Range(0, length).Select(i => Argument(array.Element, string.Create(CultureInfo.InvariantCulture, $"{name}.[{i}]"), length, parameters)))} |]";
            case GateType.Tuple tuple:
                return $"({string.Join(", ", tuple.Items.Select((item, i) => Argument(item, string.Create(CultureInfo.InvariantCulture, $"{name}.{i + 1}"), length, parameters)))})";
            default:
                parameters.Add((name, type is GateType.Variable ? GateType.Float : type));
                return $"``{name}``";
        }
    }

    // A tuple of numbers, one for each item.
    static string Weighed(string value, GateType type)
    {
        if (type is not GateType.Tuple tuple) return type is GateType.Array ? Summed(value, type, 0) : value;
        string[] items = [.. tuple.Items.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"item{i}"))];
        return $"(let ({string.Join(", ", items)}) = {value} in ({string.Join(", ", items.Select((item, i) => Weighed(item, tuple.Items[i])))}))";
    }

    // One number of all floats in a value.
    static string Summed(string value, GateType type, int depth)
    {
        string d = depth.ToString(CultureInfo.InvariantCulture);
        switch (type)
        {
            case GateType.Array array:
                return $"Array.sum (Array.mapi (fun i{d} x{d} -> {Summed("x" + d, array.Element, depth + 1)} * (1.5 + cos (float i{d}))) {value})";
            case GateType.Tuple tuple:
                string[] items = [.. tuple.Items.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"item{d}_{i}"))];
                return $"(let ({string.Join(", ", items)}) = {value} in {string.Join(" + ", items.Select((item, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1} * ({Summed(item, tuple.Items[i], depth)})")))})";
            default:
                return type == GateType.Float || type is GateType.Variable ? value : "0.0";
        }
    }
}
