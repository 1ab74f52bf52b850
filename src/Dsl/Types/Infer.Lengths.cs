using GateDsl.Syntax;

namespace GateDsl.Types;

// Lengths that the source shows: rows of a matrix that cannot be of one length, arrays that cannot go together.
sealed partial class Infer
{
    /// <summary>Which arguments of a function are arrays of one length: the first of them, and how many.</summary>
    static (int First, int Count) OfOneLength(string function) => function switch
    {
        "Array.map2" or "Array.mapi2" => (1, 2),
        "Array.map3" => (1, 3),
        "Array.zip" or "Array.dot" or "interp" => (0, 2),
        "Array.zip3" => (0, 3),
        "Array.fold2" => (2, 2),
        _ => default,
    };

    /// <summary>Looks at the lengths in an application of a function on arrays.</summary>
    void Lengths(ApplyExpr apply)
    {
        if (Bare(apply.Function) is not NameExpr { Name.Text: var name } || !IsBuiltin(apply.Function, name)) return;
        if (name is "Array.init" or "Array.mapi" && apply.Arguments[Math.Min(name == "Array.init" ? 1 : 0, apply.Arguments.Length - 1)] is var argument
            && Bare(argument) is LambdaExpr { Parameters: [var index, ..] } lambda && Signature.Bare(index) is NamePattern { Name.Text: var i })
        {
            RowsOfOneLength(i, lambda.Body);
        }
        var (first, count) = OfOneLength(name);
        Expr? known = null;
        for (int k = first; k < Math.Min(first + count, apply.Arguments.Length); k++)
        {
            Expr array = apply.Arguments[k];
            if (LengthOf(array) is not { } length) continue;
            known ??= array;
            if (LengthOf(known) is { } other && other != length) Fail(report.LengthsDiffer(array.Span, name, other, length, known.Span));
        }
    }

    /// <summary>The rows of a literal.</summary>
    void RowsOfOneLength(ArrayExpr matrix)
    {
        Expr? known = null;
        foreach (Expr row in matrix.Items)
        {
            if (LengthOf(row) is not { } length) continue;
            known ??= row;
            if (LengthOf(known) is { } other && other != length) Fail(report.RowsDiffer(row.Span, other, length, known.Span));
        }
    }

    /// <summary>Rows that are made one for each index: their length must not grow with it.</summary>
    void RowsOfOneLength(string index, Expr row)
    {
        if (RowLength(row) is { } length && GrowsWith(index, length)) Fail(report.RowLengthVaries(Bare(length).Span, Short(Bare(length).Span), index));
    }

    /// <summary>How long an array is, if its source says so.</summary>
    int? LengthOf(Expr array) => Bare(array) switch
    {
        ArrayExpr literal => literal.Items.Length,
        RangeExpr { First: NumberExpr { IsWhole: true } first, Step: null, Last: NumberExpr { IsWhole: true } last } => (int)Math.Clamp(last.Value - first.Value + 1, 0, int.MaxValue),
        ForExpr { Body: ForExpr { IsInner: true } inner } each => LengthOf(each.Source) * LengthOf(inner),
        ForExpr each => LengthOf(each.Source),
        NameExpr name => (locals.Find(name.Name.Text) ?? scope.Find(name.Name.Text))?.Length,
        ApplyExpr { Function: NameExpr { Name.Text: var function } name } apply when IsBuiltin(name, function) => (function, apply.Arguments) switch
        {
            ("Array.init" or "Array.create" or "Array.replicate", [NumberExpr { IsWhole: true } count, ..]) => (int)Math.Min(count.Value, int.MaxValue),
            ("Array.map" or "Array.mapi", [_, var xs]) => LengthOf(xs),
            ("Array.rev" or "Array.sort" or "Array.sortDescending" or "Array.indexed", [var xs]) => LengthOf(xs),
            _ => null,
        },
        _ => null,
    };

    /// <summary>The expression that says how long a row is, or ends at.</summary>
    Expr? RowLength(Expr row) => Bare(row) switch
    {
        BlockExpr block => RowLength(block.Result),
        RangeExpr { Step: null } range => range.Last,
        ForExpr { Body: not ForExpr { IsInner: true } } each => RowLength(each.Source),
        ApplyExpr { Function: NameExpr { Name.Text: var function } name } apply when IsBuiltin(name, function) => (function, apply.Arguments) switch
        {
            ("Array.init" or "Array.create" or "Array.replicate" or "Array.take" or "Array.skip", [var count, ..]) => count,
            ("Array.map" or "Array.mapi", [_, var xs]) => RowLength(xs),
            _ => null,
        },
        _ => null,
    };

    /// <summary>Whether a length is a sum or product in which the index occurs.</summary>
    static bool GrowsWith(string index, Expr length)
    {
        bool occurs = false;
        return IsSimple(length) && occurs;

        bool IsSimple(Expr part)
        {
            switch (Bare(part))
            {
                case NumberExpr: return true;
                case NameExpr name:
                    occurs |= name.Name.Text == index;
                    return true;
                case ChainExpr chain when chain.Rest.All(link => link.Operator.Text is "+" or "-" or "*"):
                    return DeepStack.HasRoom && IsSimple(chain.First) && chain.Rest.All(link => IsSimple(link.Operand));
                default: return false;
            }
        }
    }
}
