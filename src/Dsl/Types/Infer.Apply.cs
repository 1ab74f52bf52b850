using System.Collections.Immutable;
using GateDsl.Syntax;

namespace GateDsl.Types;

// Application, and what is said when it does not fit.
sealed partial class Infer
{
    Draft Application(ApplyExpr apply)
    {
        if (apply.Arguments is [var only] && Bare(only) is ArrayExpr literal && IsBuiltin(apply.Function, "Array.concat")) return Joined(literal, apply.Span);
        Draft function = Of(apply.Function);
        string? name = GateName(apply.Function);
        int before = ArgumentsGiven(apply.Function);
        var arguments = new Draft[apply.Arguments.Length];
        Ty type = function.Type;
        int errors = bag.Errors;
        bool isLoop = name is not null && (name.StartsWith(ArrayBuiltins.Prefix, StringComparison.Ordinal) || name is "iterate" or "iterateWhile");
        for (int i = 0; i < arguments.Length; i++)
        {
            Expr argument = apply.Arguments[i];
            if (isLoop && bag.Errors > errors)
            {
                // What is wrong with one argument of a function on arrays makes the others look wrong.
                for (int j = i; j < arguments.Length; j++) Of(apply.Arguments[j]);
                return Wrong(apply.Span);
            }
            switch (type.Root)
            {
                case TyFunction next:
                    if (TupleForArguments(apply, i, function, next.Argument) is { } instead)
                    {
                        return Failed(report.TupleForArguments(argument.Span, name!, SignatureOf(name!, function.Names, function.Type), instead), apply.Span);
                    }
                    if (ArgumentsForTuple(apply, i, function, next) is { } tuple)
                    {
                        return Failed(report.ArgumentsForTuple(apply.Span, name!, tuple), apply.Span);
                    }
                    arguments[i] = Check(argument, next.Argument, ArgumentReason(argument.Span, name, before + i));
                    type = next.Result;
                    break;
                case TyVariable { Demand: <= Demand.Data } unknown:
                    arguments[i] = Of(argument);
                    Ty result = unify.Fresh();
                    Ty applied = Ty.Function(arguments[i].Type, result);
                    Clash clash = unify.Join(unknown, applied, new AppliedAt(apply.Function.Span));
                    if (clash != Clash.None)
                    {
                        Fail(clash == Clash.NotData ? report.ArrayOfGates(apply.Function.Span, TypeOf(applied)) : report.InfiniteType(apply.Function.Span));
                        result = Ty.Error;
                    }
                    type = result;
                    break;
                case TyError:
                    arguments[i] = Of(argument);
                    break;
                default:
                    NotApplicable(apply, i, function, type);
                    for (int j = i; j < arguments.Length; j++) Of(apply.Arguments[j]);
                    return Wrong(apply.Span);
            }
            Solve(final: false);
        }
        Lengths(apply);
        ImmutableArray<Pattern> names = function.Names;
        names = names.Length > arguments.Length ? names.RemoveRange(0, arguments.Length) : [];
        return new LaterDraft(type, apply.Span, () => new Apply(Finish(function), Finish(arguments), TypeOf(type), apply.Span), names);
    }

    /// <summary>Something is applied that is no gate, or no gate any more after the arguments before.</summary>
    void NotApplicable(ApplyExpr apply, int index, Draft function, Ty type)
    {
        Expr head = Bare(apply.Function), argument = apply.Arguments[index];
        if ((index == 0 || head is not NameExpr) && Misused(head, type, null, argument) is { } misused)
        {
            Fail(misused);
            return;
        }
        GateType known = TypeOf(type);
        int before = ArgumentsGiven(apply.Function);
        if (index + before > 0)
        {
            // A gate, but with more arguments than it takes; or, where the last one begins with a minus, a subtraction.
            if (argument is PrefixExpr { Operand: var subtracted } minus && index == apply.Arguments.Length - 1 && type.Root is TyBasic or TyVariable)
            {
                string applied = TextOf(apply.Function.Span.To(apply.Arguments[Math.Max(0, index - 1)].Span));
                if (index > 0)
                {
                    Fail(report.MinusIsArgument(argument.Span, applied, known, TextOf(subtracted.Span), minus.Operator.Text));
                    return;
                }
            }
            string gate = GateName(head) ?? "this gate";
            Ty whole = function.Type;
            if (before > 0 && head is ApplyExpr inner) whole = Of(inner.Function).Type;
            Fail(report.WrongArity(apply.Span, gate, SignatureOf(gate, before > 0 ? [] : function.Names, whole), before + apply.Arguments.Length, before + index));
            return;
        }
        string text = Short(apply.Function.Span);
        switch (head, argument)
        {
            case (_, PrefixExpr { Operator.Text: "-" or "+" } minus) when apply.Arguments.Length == 1:
                Fail(report.MinusIsArgument(apply.Span, text, known, Short(minus.Operand.Span), minus.Operator.Text));
                break;
            default:
                string what = head is NameExpr or NumberExpr ? $"'{text}'" : "this";
                string? help = type.Root is TyBasic basic && !ReferenceEquals(basic, Ty.Bool) && argument is ParenExpr or NameExpr or NumberExpr
                    ? $"a product is written '{text} * {Short(argument.Span)}'"
                    : null;
                Fail(report.NotAGate(apply.Function.Span, what, known, Made(head, function), help));
                break;
        }
    }

    /// <summary><c>f(x, y)</c> of a gate <c>f x y</c>: how it is written instead; null if that is not the mistake.</summary>
    string? TupleForArguments(ApplyExpr apply, int index, Draft function, Ty needed)
    {
        if (apply.Arguments[index] is not ParenExpr { Inner: TupleExpr tuple } || GateName(apply.Function) is null) return null;
        if (needed.Root is not (TyBasic or TyVariable { Demand: >= Demand.Number })) return null;
        int takes = 0;
        for (Ty type = function.Type.Root; type is TyFunction next; type = next.Result.Root) takes++;
        if (takes < index + tuple.Items.Length) return null;
        string before = TextOf(apply.Function.Span) + string.Concat(apply.Arguments.Take(index).Select(argument => " " + TextOf(argument.Span)));
        return before + string.Concat(tuple.Items.Select(item => " " + AsArgument(item)));
    }

    /// <summary><c>f 2 3</c> of a gate <c>f (x, y)</c>: how it is written instead; null if that is not the mistake.</summary>
    string? ArgumentsForTuple(ApplyExpr apply, int index, Draft function, TyFunction next)
    {
        if (next.Argument.Root is not TyTuple tuple || GateName(apply.Function) is null) return null;
        int count = tuple.Items.Length;
        if (apply.Arguments.Length < index + count || apply.Arguments.Skip(index).Take(count).Any(argument => argument is not (NumberExpr or PrefixExpr))) return null;
        string before = TextOf(apply.Function.Span) + string.Concat(apply.Arguments.Take(index).Select(argument => " " + TextOf(argument.Span)));
        return $"{before} ({string.Join(", ", apply.Arguments.Skip(index).Take(count).Select(argument => Short(argument.Span)))})";
    }

    /// <summary>What comes after the gate that diff, grad and soft are given are arguments of what they make of it.</summary>
    static ArgumentOf ArgumentReason(Span at, string? gate, int index) =>
        index > 0 && gate is "diff" or "grad" or "soft" ? new(at, null, index - 1) : new(at, gate, index);

    string AsArgument(Expr expression) => expression is NameExpr or NumberExpr or BoolExpr or ParenExpr ? Short(expression.Span) : $"({Short(expression.Span)})";

    /// <summary>The text of a place, cut where it is too long for a message.</summary>
    string Short(Span at)
    {
        const int most = 40;
        string text = source.Text.Substring(at.Start, Math.Min(at.Length, most + 1));
        int line = text.AsSpan().IndexOfAny('\n', '\r');
        return line >= 0 ? text[..line].TrimEnd() + " …" : text.Length > most ? text[..most] + "…" : text;
    }
}
