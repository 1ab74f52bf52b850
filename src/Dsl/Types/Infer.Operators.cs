using System.Collections.Immutable;
using GateDsl.Primitives;
using GateDsl.Syntax;

namespace GateDsl.Types;

// Prefix operators and flat chains of binary ones. A chain of a million operands is one loop.
sealed partial class Infer
{
    /// <summary>The left operand of the next operator of a chain: all of the chain before it.</summary>
    readonly record struct Left(Ty Type, Span At, Expr? Written, Draft? Draft, Reason? Made);

    /// <summary>An operator of a chain with its right operand, and the types of its instance.</summary>
    sealed record Step(Builtin Operator, Draft Operand, Ty OperandType, Ty Result, Span At);

    Draft Prefix(PrefixExpr prefix)
    {
        // -3 is a literal; - -3 and -(3) are negations.
        if (prefix is { Operand: NumberExpr number, Operator.Text: "-" or "+" }) return Number(number, prefix.Operator.Text == "-", prefix.Span);
        string name = "~" + prefix.Operator.Text;
        if (Builtins.Find(name) is not { } builtin) return Failed(report.NotDefined(prefix.Operator.Span, prefix.Operator.Text, null), prefix.Span);
        Draft operand = Of(prefix.Operand);
        Ty type = Demanded(operand.Type, prefix.Operand, operand, Demand.Number, new OperandOf(prefix.Operator.Span, prefix.Operator.Text));
        return new LaterDraft(type, prefix.Span, () =>
        {
            GateType known = TypeOf(type);
            return new Apply(new BuiltinUse(builtin, new GateType.Function(known, known), prefix.Operator.Span), [Finish(operand)], known, prefix.Span);
        });
    }

    Draft LeftChain(ChainExpr chain)
    {
        if (chain.Rest[0] is { Operator.Text: "|>", Operand: var joins } && Bare(chain.First) is ArrayExpr && IsBuiltin(joins, "Array.concat"))
        {
            var joined = new ApplyExpr(joins, [chain.First], chain.First.Span.To(joins.Span));
            if (chain.Rest.Length == 1) return Of(joined);
            chain = chain with { First = joined, Rest = chain.Rest.RemoveAt(0) };
        }
        Draft first = Of(chain.First);
        var left = new Left(first.Type, chain.First.Span, chain.First, first, null);
        var steps = new Step[chain.Rest.Length];
        for (int i = 0; i < steps.Length; i++)
        {
            Link link = chain.Rest[i];
            Step step = Operation(left, link);
            steps[i] = step;
            left = new Left(step.Result, left.At.To(link.Operand.Span), null, null, Made(link.Operator, step.Result));
        }
        // f >> g has f's parameter, and g << f too.
        bool forward = chain.Rest.All(link => link.Operator.Text == ">>"), backward = chain.Rest.All(link => link.Operator.Text == "<<");
        ImmutableArray<Pattern> names = (forward ? first.Names : backward ? steps[^1].Operand.Names : []) is [var parameter, ..] ? [parameter] : [];
        Ty type = left.Type;
        return new LaterDraft(type, chain.Span, () => new Chain(Finish(first), Finish(steps), false, TypeOf(type), chain.Span), names);
    }

    /// <summary>Only <c>**</c> groups from the right.</summary>
    LaterDraft RightChain(ChainExpr chain)
    {
        Draft first = Check(chain.First, Ty.Float, new OperandOf(chain.Rest[0].Operator.Span, chain.Rest[0].Operator.Text));
        var steps = new Step[chain.Rest.Length];
        for (int i = 0; i < steps.Length; i++)
        {
            Link link = chain.Rest[i];
            Draft operand = Check(link.Operand, Ty.Float, new OperandOf(link.Operator.Span, link.Operator.Text));
            steps[i] = new Step(Builtins.Find(link.Operator.Text)!, operand, Ty.Float, Ty.Float, link.Operator.Span);
        }
        return new LaterDraft(Ty.Float, chain.Span, () => new Chain(Finish(first), Finish(steps), true, GateType.Float, chain.Span));
    }

    ImmutableArray<ChainLink> Finish(Step[] steps)
    {
        var links = ImmutableArray.CreateBuilder<ChainLink>(steps.Length);
        foreach (Step step in steps)
        {
            links.Add(new ChainLink(step.Operator, Finish(step.Operand), TypeOf(step.OperandType), TypeOf(step.Result), step.At));
        }
        return links.MoveToImmutable();
    }

    Step Operation(Left left, Link link)
    {
        string text = link.Operator.Text;
        Span at = link.Operator.Span;
        if (Builtins.Find(text) is not { } op) throw new Bag.Stop(report.NotDefined(at, text, null));
        return text switch
        {
            "|>" => PipeRight(op, left, link),
            "<|" => PipeLeft(op, left, link),
            ">>" or "<<" => Composition(op, left, link),
            _ => Infix(op, left, link),
        };
    }

    /// <summary>An operator whose operands are of one type, <c>'n -> 'n -> 'n</c>, <c>'e -> 'e -> bool</c>, or of known types.</summary>
    Step Infix(Builtin op, Left left, Link link)
    {
        Span at = link.Operator.Span;
        var needs = new OperandOf(at, op.Name);
        if (BuiltinTypes.Of(op) is not TyFunction { Argument: var x, Result: TyFunction { Argument: var y, Result: var result } })
        {
            throw new InvalidOperationException($"'{op.Name}' is no binary operator");
        }
        if (x is not TyVariable { Demand: var demand })
        {
            ExpectLeft(left, x, needs);
            return new Step(op, Check(link.Operand, y, needs), x, result, at);
        }
        if (demand == Demand.Number && OnArrays(op, left, link) is { } wrong) return wrong;
        Ty type = left.Written is null
            ? DemandedOfLeft(left, demand, needs)
            : Demanded(left.Type, left.Written, left.Draft!, demand, needs);
        Reason same = demand == Demand.Number ? needs : new OtherSideOf(at, op.Name);
        Draft operand;
        if (type is TyVariable && Bare(link.Operand) is not NumberExpr)
        {
            // The right side may say what the left side did not: neither is to blame before both are known.
            operand = Of(link.Operand);
            Ty right = Demanded(operand.Type, link.Operand, operand, demand, needs);
            if (right is not TyError) Expect(operand, link.Operand, type, same);
        }
        else
        {
            operand = Check(link.Operand, type, same);
        }
        return new Step(op, operand, type, result is TyVariable ? type : result, at);
    }

    /// <summary>Arithmetic on whole arrays; null if the left side is none.</summary>
    Step? OnArrays(Builtin op, Left left, Link link)
    {
        if (left.Type.Root is not TyArray) return null;
        Draft operand = Of(link.Operand);
        Fail(report.ArrayArithmetic(link.Operator.Span, op.Name, TypeOf(left.Type), operand.Type.Root is TyArray or TyVariable { Demand: < Demand.Scalar }, left.Written is null ? "xs" : Short(left.At), Short(link.Operand.Span)));
        return new Step(op, operand, Ty.Error, Ty.Error, link.Operator.Span);
    }

    /// <summary>Asks something of a type; what is wrong is reported at the expression, and the type is then unknown.</summary>
    Ty Demanded(Ty type, Expr written, Draft draft, Demand demand, Reason why)
    {
        Clash clash = unify.Ask(type, demand, why);
        if (clash == Clash.None) return type.Root;
        Clashed(clash, draft, Bare(written), NeededFor(demand), why);
        return Ty.Error;
    }

    Ty DemandedOfLeft(Left left, Demand demand, Reason why)
    {
        Clash clash = unify.Ask(left.Type, demand, why);
        if (clash == Clash.None) return left.Type.Root;
        Clashed(clash, left, NeededFor(demand), why);
        return Ty.Error;
    }

    void ExpectLeft(Left left, Ty needed, Reason why)
    {
        if (left.Written is not null)
        {
            Expect(left.Draft!, Bare(left.Written), needed, why);
            return;
        }
        Clash clash = unify.Join(left.Type, needed, why);
        if (clash != Clash.None) Clashed(clash, left, needed, why);
    }

    static Ty NeededFor(Demand demand) => demand == Demand.Number ? Ty.Float : new TyVariable(demand, 0);

    // x |> f is f x: the value is known first, so a lambda on the right learns from it.
    Step PipeRight(Builtin op, Left left, Link link)
    {
        Span at = link.Operator.Span;
        if (Bare(link.Operand) is LambdaExpr lambda)
        {
            Ty result = unify.Fresh();
            Draft function = Check(lambda, Ty.Function(left.Type, result), new PipedInto(at, op.Name));
            return new Step(op, function, left.Type, result, at);
        }
        Draft gate = Of(link.Operand);
        Solve(final: false);
        switch (gate.Type.Root)
        {
            case TyFunction function:
                ExpectLeft(left, function.Argument, new ArgumentOf(link.Operand.Span, GateName(link.Operand), ArgumentsGiven(link.Operand)));
                Solve(final: false);
                return new Step(op, gate, left.Type, function.Result, at);
            case TyVariable { Demand: Demand.None }:
                Ty result = unify.Fresh();
                Expect(gate, link.Operand, Ty.Function(left.Type, result), new PipedInto(at, op.Name));
                return new Step(op, gate, left.Type, result, at);
            case TyError:
                return new Step(op, gate, left.Type, Ty.Error, at);
            default:
                Fail(Misused(Bare(link.Operand), gate.Type, null) ?? report.NotAGate(link.Operand.Span, "what follows `|>`", TypeOf(gate.Type), Made(Bare(link.Operand), gate), "`x |> f` is f x: a gate stands on the right"));
                return new Step(op, gate, left.Type, Ty.Error, at);
        }
    }

    Step PipeLeft(Builtin op, Left left, Link link)
    {
        Span at = link.Operator.Span;
        switch (left.Type.Root)
        {
            case TyFunction function:
                var why = left.Written is null ? new ArgumentOf(left.At, null, 0) : new ArgumentOf(left.At, GateName(left.Written), ArgumentsGiven(left.Written));
                Draft argument = Check(link.Operand, function.Argument, why);
                Solve(final: false);
                return new Step(op, argument, function, function.Result, at);
            case TyVariable { Demand: Demand.None } variable:
                Draft given = Of(link.Operand);
                Ty result = unify.Fresh();
                ExpectLeft(left, Ty.Function(given.Type, result), new PipedInto(at, op.Name));
                return new Step(op, given, variable, result, at);
            case TyError:
                return new Step(op, Of(link.Operand), Ty.Error, Ty.Error, at);
            default:
                Draft ignored = Of(link.Operand);
                Fail(Misused(left.Written, left.Type, null) ?? report.NotAGate(left.At, "what stands before `<|`", TypeOf(left.Type), left.Written is null ? left.Made : Made(Bare(left.Written), left.Draft!), "`f <| x` is f x: a gate stands on the left"));
                return new Step(op, ignored, left.Type, Ty.Error, at);
        }
    }

    Step Composition(Builtin op, Left left, Link link)
    {
        Span at = link.Operator.Span;
        var why = new OperandOf(at, op.Name);
        Draft right = Of(link.Operand);
        Solve(final: false);
        if (Gate(left.Type, () => left, why) is not var (leftTakes, leftGives)
            || Gate(right.Type, () => new Left(right.Type, link.Operand.Span, link.Operand, right, null), why) is not var (rightTakes, rightGives))
        {
            return new Step(op, right, left.Type, Ty.Error, at);
        }
        bool forward = op.Name == ">>";
        var (takes, gives) = forward ? (leftTakes, rightGives) : (rightTakes, leftGives);
        var (from, into) = forward ? (leftGives, rightTakes) : (rightGives, leftTakes);
        if (unify.Join(from, into, why) != Clash.None) Fail(report.NotComposable(at, op.Name, TypeOf(from), TypeOf(into)));
        return new Step(op, right, left.Type, Ty.Function(takes, gives), at);
    }

    /// <summary>What a gate takes and gives; null, after a message, for something that is no gate.</summary>
    (Ty Takes, Ty Gives)? Gate(Ty type, Func<Left> operand, Reason why)
    {
        switch (type.Root)
        {
            case TyFunction function:
                return (function.Argument, function.Result);
            case TyError:
                return null;
            case TyVariable { Demand: Demand.None }:
                Ty takes = unify.Fresh(), gives = unify.Fresh();
                ExpectLeft(operand(), Ty.Function(takes, gives), why);
                return (takes, gives);
            default:
                Left left = operand();
                string what = left.Written is { } written && GateName(written) is { } name ? $"'{name}'" : "this";
                Fail(Misused(left.Written, type, null) ?? report.NotAGate(left.At, what, TypeOf(type), left.Made, $"{why.What} joins two gates: (f >> g) x is g (f x)"));
                return null;
        }
    }

    static int ArgumentsGiven(Expr expression) => Bare(expression) is ApplyExpr apply ? apply.Arguments.Length : 0;
}
