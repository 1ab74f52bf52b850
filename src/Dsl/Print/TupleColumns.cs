using System.Collections.Immutable;
using System.Globalization;
using GateDsl.Syntax;
using GateDsl.Tracing;

namespace GateDsl.Printing;

/// <summary>Arrays of tuples in source: a graph has their columns, and the source takes them apart and puts them together.</summary>
static class TupleColumns
{
    /// <summary>One column of a value: what stands at a place among the leaves of its type.</summary>
    /// <param name="type">The type of the value.</param>
    /// <param name="leaf">The place.</param>
    /// <param name="whole">The value.</param>
    public static Expr Of(GateType type, int leaf, Expr whole)
    {
        if (type is not GateType.Array { Element: var element } || !HasTuple(element)) return whole;
        var (pattern, column) = Inside(element, leaf);
        return Apply("Array.map", new LambdaExpr([pattern], column, default), whole);
    }

    /// <summary>How many columns a type has.</summary>
    public static int Count(GateType type) => type switch
    {
        GateType.Tuple tuple => tuple.Items.Sum(Count),
        GateType.Array array => Count(array.Element),
        _ => 1,
    };

    /// <summary>Whether a tuple is in a type.</summary>
    public static bool HasTuple(GateType type) => type is GateType.Tuple || (type is GateType.Array array && HasTuple(array.Element));

    // A pattern that names what leads to a leaf, and the column from there.
    static (Pattern Pattern, Expr Column) Inside(GateType type, int leaf)
    {
        if (type is not GateType.Tuple tuple) return (Named("x"), Of(type, leaf, Name("x")));
        ImmutableArray<Pattern>.Builder items = ImmutableArray.CreateBuilder<Pattern>();
        Expr? column = null;
        foreach (GateType item in tuple.Items)
        {
            int count = Count(item);
            if (leaf < 0 || leaf >= count) items.Add(new WildcardPattern(default));
            else
            {
                (Pattern pattern, column) = Inside(item, leaf);
                items.Add(pattern);
            }
            leaf -= count;
        }
        return (new TuplePattern(items.ToImmutable(), default), column!);
    }

    /// <summary>An array of its columns.</summary>
    /// <param name="element">The shape of an element.</param>
    /// <param name="columns">The columns.</param>
    public static Expr Joined(Value element, IReadOnlyList<Expr> columns)
    {
        int names = 0;
        return Joined(element, columns, ref names);
    }

    static Expr Joined(Value element, IReadOnlyList<Expr> columns, ref int names)
    {
        if (element is TupleValue { Items: var items } && items.Length <= 3 && items.All(item => item is WireValue)) return Zipped(columns);
        if (columns.Count == 1) return columns[0];
        List<Pattern> parts = [];
        var inner = new Queue<Expr>();
        foreach (Expr _ in columns)
        {
            string name = "c" + (++names).ToString(CultureInfo.InvariantCulture);
            parts.Add(Named(name));
            inner.Enqueue(Name(name));
        }
        Expr body = Built(element, inner, ref names);
        var (pattern, zipped) = Grouped(parts, columns);
        return columns.Count <= 3 ? Apply(columns.Count == 2 ? "Array.map2" : "Array.map3", [new LambdaExpr([.. parts], body, default), .. columns])
            : Apply("Array.map", new LambdaExpr([pattern], body, default), zipped);
    }

    static Expr Built(Value shape, Queue<Expr> leaves, ref int names)
    {
        switch (shape)
        {
            case TupleValue tuple:
                List<Expr> items = [];
                foreach (Value item in tuple.Items) items.Add(Built(item, leaves, ref names));
                return new TupleExpr([.. items], default);
            case ArrayValue array:
                List<Expr> columns = [];
                for (int k = Tracing.Arrays.Columns.Nodes(array).Length; k > 0; k--) columns.Add(leaves.Dequeue());
                return Joined(array.Columns, columns, ref names);
            default: return leaves.Dequeue();
        }
    }

    // Three at a time
    static (Pattern, Expr) Grouped(IReadOnlyList<Pattern> parts, IReadOnlyList<Expr> columns)
    {
        if (columns.Count == 1) return (parts[0], columns[0]);
        if (columns.Count <= 3) return (new TuplePattern([.. parts], default), Zipped(columns));
        var (rest, others) = Grouped([.. parts.Skip(3)], [.. columns.Skip(3)]);
        return (new TuplePattern([new TuplePattern([.. parts.Take(3)], default), rest], default), Apply("Array.zip", Zipped([.. columns.Take(3)]), others));
    }

    static Expr Zipped(IReadOnlyList<Expr> columns) => Apply(columns.Count == 2 ? "Array.zip" : "Array.zip3", [.. columns]);

    static ApplyExpr Apply(string function, params Expr[] arguments) => new(Name(function), [.. arguments], default);

    static NameExpr Name(string name) => new(new(name, default));

    static NamePattern Named(string name) => new(new(name, default));
}
