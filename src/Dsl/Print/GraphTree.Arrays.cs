using System.Collections.Immutable;
using GateDsl.Ir;
using GateDsl.Syntax;

namespace GateDsl.Printing;

// Arrays, and which numbers are ints.
sealed partial class GraphTree
{
    bool IsInt(int id) => ints is not null && ints.IsInt(id);

    // The same as an int or as a float, where it is of the other type.
    Expr As(int id, bool isInt)
    {
        Expr expression = Expression(id);
        if (ints is null || graph.KindOf(id).Scalar() == Ir.Kind.Bool || ints.IsInt(id) == isInt || ints.IsEither(id)) return expression;
        NameExpr conversion = Name(isInt ? "int" : "float");
        return graph.KindOf(id).Rank() is > 0 and var rank ? ApplyExpr(Deep("Array.map", conversion, rank), expression) : ApplyExpr(conversion, expression);
    }

    bool TakesInts(in Node node) => node.Op is Op.Negate or Op.Add or Op.Subtract or Op.Multiply or Op.Modulo or Op.Abs or Op.Max or Op.Min
            or Op.Less or Op.LessEqual or Op.Greater or Op.GreaterEqual or Op.Equal or Op.NotEqual
        && ints!.AreInts(node.Arity > 1 ? [node.A, node.B] : [node.A]);

    // What is written in a way of its own; null: as its entry says.
    Expr? OfArrays(int id, in Node node)
    {
        switch (node.Op)
        {
            case Op.Part: return PartOf(node);
            case Op.Root: return RootOf(id);
            case Op.Items:
                bool areInts = IsInt(id);
                return new ArrayExpr([.. ArrayNodes.Arguments(graph, id).Select(item => As(item, areInts))], default);
            case Op.Length:
                Expr array = Expression(node.A);
                for (long k = 1; k < node.Bits; k++) array = ApplyExpr(Name("Array.concat"), array);
                if (node.Bits > 0) array = ApplyExpr(Name("Array.transpose"), array);
                return ApplyExpr(Name(ArrayBuiltins.Length), array);
            case Op.At: return (Expr?)BestOf(node) ?? new IndexExpr(Expression(node.A), As(node.B, true), IsDotted: true, default);
            case Op.Put: return PutOf(id, node);
            case Op.Zeros: return ZerosLike(node.A);
            case Op.Transpose: return ApplyExpr(Name("Array.transpose"), Expression(node.A));
            case Op.Plus: return ApplyExpr(Deep("Array.map2", new OperatorNameExpr("+", default), graph.KindOf(id).Rank()), As(node.A, IsInt(id)), As(node.B, IsInt(id)));
            case Op.Order: return OrderOf(node);
            case Op.Locate: return LocateOf(node);
            case Op.Add when graph[node.A] is { Op: Op.Checked } check && (Fault)(check.Bits & CheckPlace.FaultMask) == Fault.Knots: return Number(0);       // of a table in order
            case Op.Checked or Op.Held: return Expression(node.A);
            case Op.Floor or Op.Ceil or Op.Round or Op.Truncate when IsInt(node.A): return As(node.A, true);
            case Op.Truncate when ints!.Quotient(node) is { } quotient: return Infix(As(quotient.A, true), "/", As(quotient.B, true));
            case Op.Select when ints!.IsIntOf(id): return ApplyExpr(Name("int"), As(graph[node.A].A, false));
            default: return null;
        }
    }

    static ApplyExpr ApplyExpr(Expr function, params Expr[] arguments) => function is ApplyExpr apply
        ? apply with { Arguments = [.. apply.Arguments, .. arguments.Select(Unsigned)] }
        : new(function, [.. arguments.Select(Unsigned)], default);

    // Array.map f, of matrices Array.map (Array.map f)
    static ApplyExpr Deep(string map, Expr function, int rank)
    {
        ApplyExpr deep = new(Name(map), [function], default);
        for (int i = 1; i < rank; i++) deep = new(Name(map), [deep], default);
        return deep;
    }

    ApplyExpr ZerosLike(int like) => ApplyExpr(Deep("Array.map", Fun([new WildcardPattern(default)], Number(0)), graph.KindOf(like).Rank()), Expression(like));

    static LambdaExpr Fun(IEnumerable<Pattern> parameters, Expr body) => new([.. parameters], body, default);

    // Zeros with a value at a position: Array.mapi (fun i _ -> if i = position then value else 0) like
    ApplyExpr PutOf(int id, Node node)
    {
        int rank = graph.KindOf(id).Rank();
        string index = locals.Index(), row = rank > 1 ? locals.Take("row") : "";
        Pattern element = rank > 1 ? NamePattern(row) : new WildcardPattern(default);
        Expr zero = rank > 1 ? ApplyExpr(Deep("Array.map", Fun([new WildcardPattern(default)], Number(0)), rank - 1), Name(row)) : Number(0);
        var choice = new IfExpr([new(Infix(Name(index), "=", As(node.C, true)), As(node.B, IsInt(id)))], zero, default);
        locals.Release(index);
        if (rank > 1) locals.Release(row);
        return ApplyExpr(Name("Array.mapi"), Fun([NamePattern(index), element], choice), Expression(node.A));
    }

    // The permutation that sorts: positions, sorted by what stands there
    ApplyExpr OrderOf(in Node node)
    {
        string x = locals.Take("x"), i = locals.Index();
        bool isDescending = node.Bits == 1;
        Expr position = isDescending ? Prefix(Name(i)) : Name(i);
        Expr pairs = ApplyExpr(Name("Array.mapi"), Fun([NamePattern(i), NamePattern(x)], new TupleExpr([Name(x), position], default)), Expression(node.A));
        Expr sorted = ApplyExpr(Name(isDescending ? "Array.sortDescending" : "Array.sort"), pairs);
        locals.Release(x);
        locals.Release(i);
        return ApplyExpr(Name("Array.map"), Fun([new TuplePattern([new WildcardPattern(default), NamePattern(i)], default)], position), sorted);
    }

    // The last knot that is not above a number, of those that have one after them
    ApplyExpr LocateOf(in Node node)
    {
        string low = locals.Take("low"), i = locals.Index();
        Expr knots = Expression(node.A), x = As(node.B, false);
        var last = new RangeExpr(Number(1), null, Infix(ApplyExpr(Name(ArrayBuiltins.Length), knots), "-", Number(2)), default);
        var step = new IfExpr([new(Infix(new IndexExpr(knots, Name(i), true, default), "<=", x), Name(i))], Name(low), default);
        locals.Release(low);
        locals.Release(i);
        return ApplyExpr(Name("Array.fold"), Fun([NamePattern(low), NamePattern(i)], step), Number(0), last);
    }

    static NamePattern NamePattern(string name) => new(new(name, default));
}
