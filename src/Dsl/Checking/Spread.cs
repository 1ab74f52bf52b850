using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GateDsl.Syntax;
using GateDsl.Types;

namespace GateDsl.Checking;

/// <summary>
/// A gate over arrays as a gate over numbers, for who looks at one number after another: its arrays have lengths, each element is a parameter, and an array that it gives is
/// summed up with weights that tell its elements apart.
/// </summary>
static class Spread
{
    /// <summary>Lengths to be tried for all arrays together, before each has one of its own.</summary>
    static readonly int[] together = [3, 5, 2, 8, 4, 6, 7, 10, 12, 16];

    /// <summary>The longest that an array with a length of its own is, and how many such shapes are tried.</summary>
    const int Longest = 5, MostShapes = 700;

    /// <summary>Whether there is anything to spread.</summary>
    public static bool IsNeeded(Gate gate) => gate.ParameterTypes.Append(gate.ResultType).Any(HasArrays);

    /// <summary>
    /// Lengths for the dimensions of its arrays, in their order, at which the gate can be computed: several first, then all 1 and all 0. Which lengths go together the gate says itself,
    /// by what it refuses.
    /// </summary>
    public static IEnumerable<int[]> Shapes(Gate gate)
    {
        int dimensions = gate.ParameterTypes.Sum(Dimensions);
        if (dimensions == 0) return [[]];
        List<int[]> shapes = [];
        if (Several(dimensions).FirstOrDefault(shape => IsDefined(gate, shape)) is { } first) shapes.Add(first);
        foreach (int length in (ReadOnlySpan<int>)[1, 0])
        {
            int[] shape = [.. Enumerable.Repeat(length, dimensions)];
            if (IsDefined(gate, shape)) shapes.Add(shape);
        }
        return shapes;
    }

    static IEnumerable<int[]> Several(int dimensions)
    {
        foreach (int length in together) yield return [.. Enumerable.Repeat(length, dimensions)];
        int tried = 0;
        for (int sum = 2 * dimensions; sum <= Longest * dimensions && dimensions > 1; sum++)
        {
            foreach (int[] shape in WithSum(dimensions, sum))
            {
                if (++tried > MostShapes) yield break;
                yield return shape;
            }
        }
    }

    // All lists of lengths from 1 with a sum, one after another like the digits of numbers.
    static IEnumerable<int[]> WithSum(int dimensions, int sum)
    {
        int[] shape = [.. Enumerable.Repeat(1, dimensions)];
        while (true)
        {
            if (shape.Sum() == sum) yield return [.. shape];
            int place = 0;
            while (place < dimensions && shape[place] == Longest) shape[place++] = 1;
            if (place == dimensions) yield break;
            shape[place]++;
        }
    }

    static bool IsDefined(Gate gate, int[] shape)
    {
        var random = new Random(1);
        for (int tries = 0; tries < 3; tries++)
        {
            var lengths = new Queue<int>(shape);
            GateValue[] arguments = [.. gate.ParameterTypes.Select(type => Some(type, lengths, random))];
            try
            {
                gate.Evaluate(arguments, CancellationToken.None);
                return true;
            }
            catch (GateRunException) { }
        }
        return false;
    }

    // A value of a type, its arrays with these lengths.
    static GateValue Some(GateType type, Queue<int> lengths, Random random)
    {
        switch (type)
        {
            case GateType.Array array:
                int length = lengths.Dequeue();
                int[] inner = [.. Enumerable.Range(0, Dimensions(array.Element)).Select(_ => lengths.Dequeue())];
                return new GateValue.Array([.. Enumerable.Range(0, length).Select(_ => Some(array.Element, new(inner), random))]);
            case GateType.Tuple tuple: return new GateValue.Tuple([.. tuple.Items.Select(item => Some(item, lengths, random))]);
            default: return type == GateType.Bool ? new GateValue.Truth(random.Next(2) == 0) : new GateValue.Number(type == GateType.Int ? random.Next(1, 4) : random.NextDouble() + 0.25);
        }
    }

    static int Dimensions(GateType type) => type switch
    {
        GateType.Array array => 1 + Dimensions(array.Element),
        GateType.Tuple tuple => tuple.Items.Sum(Dimensions),
        _ => 0,
    };

    static bool HasArrays(GateType type) => type is GateType.Array || (type is GateType.Tuple tuple && tuple.Items.Any(HasArrays));

    /// <summary>The gate over numbers; null where its arrays have too many of them.</summary>
    /// <param name="gate">The gate over arrays.</param>
    /// <param name="shape">The lengths.</param>
    /// <param name="keepsLoops">Whether its loops stay loops: else, over so few elements, they are straight code.</param>
    public static Gate? Of(Gate gate, int[] shape, bool keepsLoops = false)
    {
        var lengths = new Queue<int>(shape);
        if (gate.ParameterTypes.Sum(type => Count(type, lengths)) > MostNumbers) return null;
        lengths = new(shape);
        List<(string Name, GateType Type)> parameters = [];
        var body = new StringBuilder("spread");
        var leaves = new Queue<string>(gate.Leaves.Select(leaf => leaf.Name));
        foreach (GateType type in gate.ParameterTypes) body.Append(' ').Append(Argument(type, leaves, lengths, parameters));
        string lambda = parameters.Count == 0 ? "" : $"fun {string.Join(' ', parameters.Select(parameter => $"(``{parameter.Name}``: {parameter.Type})"))} -> ";
        string text = lambda + Weighed($"({body})", gate.ResultType);
        var bag = new Bag();
        var scope = new Scope(null);
        scope.Add(new Symbol("spread", default, new Source("", "")) { Type = gate.Type, Inferred = BuiltinTypes.Read(gate.Type.ToString()), Definition = gate.Term });
        var source = new Source(gate.Name, text);
        Expr? read = Grammar.ParseExpression(source, gate.Options.Limits, bag);
        if (read is null || new Infer(source, scope, Check.NoNames, bag).Expression(read) is not { } term) return null;
        return new Gate(gate.Name, term.Type, (term as Lambda)?.Parameters ?? [], term, null, source, default, gate.Options with { KeepsLoops = keepsLoops, IsSpread = true });
    }

    /// <summary>What a parameter of the spread gate is a part of.</summary>
    public static string StemOf(string name) => name.Split(".[")[0];

    const int MostNumbers = 200;

    static double Count(GateType type, Queue<int> lengths) => type switch
    {
        GateType.Array array => lengths.Dequeue() * Count(array.Element, lengths),
        GateType.Tuple tuple => tuple.Items.Sum(item => Count(item, lengths)),
        _ => 1,
    };

    static int Columns(GateType type) => type switch
    {
        GateType.Array array => Columns(array.Element),
        GateType.Tuple tuple => tuple.Items.Sum(Columns),
        _ => 1,
    };

    // An array of tuples has a name for each column; it is called by the first.
    static string Argument(GateType type, Queue<string> leaves, Queue<int> lengths, List<(string, GateType)> parameters)
    {
        if (type is GateType.Tuple outer) return $"({string.Join(", ", outer.Items.Select(item => Argument(item, leaves, lengths, parameters)))})";
        string name = leaves.Dequeue();
        for (int columns = Columns(type); columns > 1; columns--) leaves.Dequeue();
        return Argument(type, name, lengths, parameters);
    }

    static string Argument(GateType type, string name, Queue<int> lengths, List<(string, GateType)> parameters)
    {
        switch (type)
        {
            case GateType.Array array:
                int length = lengths.Dequeue();
                int[] inner = [.. Enumerable.Range(0, Dimensions(array.Element)).Select(_ => lengths.Dequeue())];
                return length == 0 ? $"([||] : {array})" : $"[| {string.Join("; ", Enumerable.Range(0, length).Select(i => Argument(array.Element, string.Create(CultureInfo.InvariantCulture, $"{name}.[{i}]"), new(inner), parameters)))} |]";
            case GateType.Tuple tuple:
                return $"({string.Join(", ", tuple.Items.Select((item, i) => Argument(item, string.Create(CultureInfo.InvariantCulture, $"{name}.{i + 1}"), lengths, parameters)))})";
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
