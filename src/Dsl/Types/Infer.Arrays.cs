using GateDsl.Syntax;

namespace GateDsl.Types;

// Arrays: literals, ranges, comprehensions, elements, slices, lengths. All but literals become applications of the functions on arrays.
sealed partial class Infer
{
    Draft ArrayLiteral(ArrayExpr array, TyArray? needed, Reason? why)
    {
        var items = new Draft[array.Items.Length];
        Ty element = needed?.Element ?? unify.Fresh(Demand.Data);
        for (int i = 0; i < items.Length; i++)
        {
            // The first item decides what is not known yet, and the others must agree with it.
            bool isOpen = element.Root is TyVariable;
            Reason reason = i > 0 && (needed is null || isOpen) ? new ElementOf(array.Items[0].Span) : why ?? new ElementOf(array.Items[i].Span);
            if (i == 0 && isOpen)
            {
                items[i] = Of(array.Items[i]);
                Expect(items[i], array.Items[i], element, reason);
            }
            else
            {
                items[i] = Check(array.Items[i], element, reason);
            }
        }
        RowsOfOneLength(array);
        Ty type = Limited(Ty.Array(element), array.Span);
        return new LaterDraft(type, array.Span, () => new MakeArray(Finish(items), TypeOf(type), array.Span));
    }

    /// <summary>The numbers from the first to the last: ints, unless floats are needed.</summary>
    LaterDraft Range(RangeExpr range, TyArray? needed, Reason? why)
    {
        Ty number = unify.Fresh(Demand.Count);
        if (needed is not null && unify.Join(number, needed.Element, why!) != Clash.None)
        {
            Fail(report.Mismatch(range.Span, TypeOf(Ty.Array(number)), null, TypeOf(needed), why!));
            number = Ty.Error;
        }
        var part = new PartOfRange(range.Span);
        Draft first = Check(range.First, number, part);
        Draft? step = range.Step is null ? null : Check(range.Step, number, part);
        Draft last = Check(range.Last, number, part);
        return Applied(ArrayBuiltins.Range, range.Span, Ty.Array(number), first, step ?? new LiteralDraft(1, null, number, range.First.Span), last);
    }

    /// <summary><c>[| for x in xs -> e |]</c> is <c>Array.map (fun x -> e) xs</c>; with another 'for' inside, the arrays of that are joined, of whatever lengths.</summary>
    Draft Comprehension(ForExpr each)
    {
        Ty element = unify.Fresh(Demand.Data);
        Draft source = Check(each.Source, Ty.Array(element), new SourceOfFor(each.Source.Span));
        bool isNested = each.Body is ForExpr { IsInner: true };
        Ty made = unify.Fresh(Demand.Data);
        if (isNested) made = Ty.Array(made);
        Draft function = Function([each.Target], null, each.Body, ((TyFunction)Ty.Function(element, made), new SourceOfFor(each.Source.Span)), each.Target.Span.To(each.Body.Span));
        if (isNested) return Applied(ArrayBuiltins.Nested, each.Span, made, function, source);
        if (each is { Source: RangeExpr, Target: NamePattern { Name: var index } }) RowsOfOneLength(index.Text, each.Body);
        return Applied("Array.map", each.Span, Limited(Ty.Array(made), each.Span), function, source);
    }

    Draft Element(IndexExpr index)
    {
        Span at = new(index.Array.Span.End, index.Span.End - index.Array.Span.End);
        Ty element = unify.Fresh(Demand.Data);
        Draft array = Check(index.Array, Ty.Array(element), new IndexedAt(at));
        if (Bare(index.Index) is TupleExpr { Items: [var row, var column] }) return Failed(report.TwoPositions(index.Index.Span, Short(index.Array.Span), Short(row.Span), Short(column.Span)), index.Span);
        Draft position = Check(index.Index, Ty.Int, new PositionOf(at));
        return Applied(ArrayBuiltins.Item, index.Span, element, position, array);
    }

    Draft Slice(SliceExpr slice)
    {
        Span at = new(slice.Array.Span.End, slice.Span.End - slice.Array.Span.End);
        Ty type = Ty.Array(unify.Fresh(Demand.Data));
        Draft array = Check(slice.Array, type, new IndexedAt(at));
        Draft? first = slice.First is null ? null : Check(slice.First, Ty.Int, new PositionOf(at));
        Draft? last = slice.Last is null ? null : Check(slice.Last, Ty.Int, new PositionOf(at));
        return (first, last) switch
        {
            (null, null) => array,
            (null, _) => Applied(ArrayBuiltins.SliceTo, slice.Span, type, array, last),
            (_, null) => Applied(ArrayBuiltins.SliceFrom, slice.Span, type, array, first),
            _ => Applied(ArrayBuiltins.Slice, slice.Span, type, array, first, last),
        };
    }

    Draft Length(LengthExpr length)
    {
        Span at = new(length.Array.Span.End, length.Span.End - length.Array.Span.End);
        Draft array = Check(length.Array, Ty.Array(unify.Fresh(Demand.Data)), new LengthAt(at));
        return Applied(ArrayBuiltins.Length, length.Span, Ty.Int, array);
    }

    /// <summary><c>Array.concat [| xs; ys |]</c> joins arrays of any lengths: they are no rows of a matrix.</summary>
    LaterDraft Joined(ArrayExpr literal, Span at)
    {
        Ty type = Ty.Array(unify.Fresh(Demand.Data));
        var parts = new Draft[literal.Items.Length];
        for (int i = 0; i < parts.Length; i++) parts[i] = Check(literal.Items[i], type, new ArgumentOf(literal.Items[i].Span, "Array.concat", 0));
        return new LaterDraft(type, at, () =>
        {
            GateType whole = TypeOf(type);
            var append = new BuiltinUse(Builtins.Find("Array.append")!, new GateType.Function(whole, new GateType.Function(whole, whole)), at);
            Term joined = parts.Length == 0 ? new MakeArray([], whole, at) : Finish(parts[0]);
            for (int i = 1; i < parts.Length; i++) joined = new Apply(append, [joined, Finish(parts[i])], whole, at);
            return joined;
        });
    }

    bool IsBuiltin(Expr expression, string name) => Bare(expression) is NameExpr { Name.Text: var text } && text == name && locals.Find(name) is null && scope.Find(name) is null;

    /// <summary>The application of a built-in function to arguments whose types fit.</summary>
    LaterDraft Applied(string builtin, Span at, Ty result, params Draft[] arguments) => new(result, at, () =>
    {
        Ty type = result;
        for (int i = arguments.Length - 1; i >= 0; i--) type = Ty.Function(arguments[i].Type, type);
        return new Apply(new BuiltinUse(Builtins.Find(builtin)!, TypeOf(type), at), Finish(arguments), TypeOf(result), at);
    });
}
