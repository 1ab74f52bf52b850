using System.Collections.Immutable;

namespace GateDsl.Syntax;

// What the rules of the grammar make of what they have read.
static partial class Grammar
{
    static T Several<T>(ImmutableArray<T> items, Func<ImmutableArray<T>, T> tuple) => items.Length == 1 ? items[0] : tuple(items);

    static bool IsWhole(string number) => number.AsSpan().IndexOfAny(".eE") < 0;

    static TypeExpr KnownType(Token token, Reading reading)
    {
        if (token.Text is not ("float" or "bool" or "int")) reading.Problems.Add(reading.Report.UnknownType(token.Span, token.Text, MeantType(token.Text)));
        return new NamedType(token.Text, token.Span);
    }

    static string? MeantType(string name) => name switch
    {
        "double" or "Double" or "real" or "Float" or "number" or "single" or "float32" or "float64" or "decimal" or "Real" => "float",
        "boolean" or "Boolean" or "Bool" => "bool",
        "int32" or "int64" or "integer" or "Int" or "long" or "uint" or "nat" => "int",
        _ => Similar.To(name, ["float", "bool", "int"]),
    };

    static TypeExpr ArrayOf(TypeExpr element, List<Token> ranks, Reading reading)
    {
        for (int i = 0; i < ranks.Count; i++)
        {
            reading.Check(ranks[i], i + 1);
            element = new ArrayType(element, element.Span.To(ranks[i].Span));
        }
        return element;
    }

    static Expr Signed(ImmutableArray<Token> signs, Expr operand, Reading reading)
    {
        if (signs.Length > 1) reading.Check(signs[0], signs.Length);
        for (int i = signs.Length - 1; i >= 0; i--)
        {
            operand = new PrefixExpr(new(signs[i].Text, signs[i].Span), operand, signs[i].Span.To(operand.Span));
        }
        return operand;
    }

    static Expr Applied(Expr function, List<Expr> some, Reading reading)
    {
        if (function is NameExpr && some.Count > 0 && BehindCall(function, some[0]) is { } element)
        {
            function = element;
            some.RemoveAt(0);
        }
        ImmutableArray<Expr> arguments = [.. some];
        if (arguments.Length == 0) return function;
        var span = function.Span.To(arguments[^1].Span);
        if (function is NumberExpr number) reading.Problems.Add(reading.Report.NumberApplied(span, number.Text, ProductOrDifference(number, arguments, reading)));
        // As in F#, f g(x) is refused.
        for (int i = 0; i + 1 < arguments.Length; i++)
        {
            if (arguments[i] is NameExpr name && arguments[i + 1] is ParenExpr or OperatorNameExpr && arguments[i + 1].Span.Start == name.Span.End)
            {
                var argument = name.Span.To(arguments[i + 1].Span);
                reading.Problems.Add(reading.Report.ArgumentNeedsParentheses(argument, reading.TextOf(argument)));
            }
        }
        return new ApplyExpr(function, arguments, span);
    }

    // As in F#, f(x).[0] is (f(x)).[0]: what follows a call without a blank belongs to what it gives. Null where it is not that.
    static Expr? BehindCall(Expr function, Expr argument)
    {
        Stack<Expr> suffixes = [];
        while (argument is IndexExpr or SliceExpr or LengthExpr)
        {
            suffixes.Push(argument);
            argument = argument switch { IndexExpr index => index.Array, SliceExpr slice => slice.Array, var length => ((LengthExpr)length).Array };
        }
        if (suffixes.Count == 0 || argument is not ParenExpr || argument.Span.Start != function.Span.End) return null;
        Expr whole = new ApplyExpr(function, [argument], function.Span.To(argument.Span));
        while (suffixes.TryPop(out Expr? suffix))
        {
            Span span = function.Span.To(suffix.Span);
            whole = suffix switch
            {
                IndexExpr index => index with { Array = whole, Span = span },
                SliceExpr slice => slice with { Array = whole, Span = span },
                _ => new LengthExpr(whole, span),
            };
        }
        return whole;
    }

    static string? ProductOrDifference(NumberExpr number, ImmutableArray<Expr> arguments, Reading reading)
    {
        string right = Report.Short(reading.TextOf(arguments[0].Span));
        return arguments[0] switch
        {
            PrefixExpr sign => $"write {number.Text} {sign.Operator.Text} {Report.Short(reading.TextOf(sign.Operand.Span))}",
            _ => $"for a product write {number.Text} * {right}",
        };
    }

    static Expr Grouped(Expr first, List<Link> rest, Reading reading)
    {
        if (rest.Count == 0) return first;
        var grouped = Fixity.Group(first, rest);
        WarnOfMinus(first, rest[0].Operator, rest[0].Operand, reading);
        for (int i = 0; i + 1 < rest.Count; i++) WarnOfMinus(rest[i].Operand, rest[i + 1].Operator, rest[i + 1].Operand, reading);
        return grouped;
    }

    // -x ** 2 is (-x) ** 2. For a literal power that is even or a plain number before it the reader is as likely to be misled.
    static void WarnOfMinus(Expr left, Identifier op, Expr right, Reading reading)
    {
        if (op.Text != "**" || left is not PrefixExpr { Operator.Text: "-" } minus) return;
        reading.Problems.Add(reading.Report.MinusBeforePower(left.Span.To(right.Span), reading.TextOf(minus.Operand.Span), reading.TextOf(right.Span)));
    }

    static Expr Tupled(Expr first, List<Expr> others, Reading reading)
    {
        ImmutableArray<Expr> items = [first, .. others];
        if (items.Length == 1) return first;
        if (items.Length == 2 && reading.DecimalComma(items[0].Span, items[1].Span) is { } comma) reading.Problems.Add(comma);
        return new TupleExpr(items, first.Span.To(items[^1].Span));
    }

    // As in F#, a condition does not end with a bare let … in: the 'then' would be read as part of it.
    static Branch Case(Expr condition, Expr value, Reading reading)
    {
        var last = condition switch { ChainExpr chain => chain.Rest[^1].Operand, TupleExpr tuple => tuple.Items[^1], _ => condition };
        if ((last is ChainExpr inner ? inner.Rest[^1].Operand : last) is BlockExpr block) reading.Problems.Add(reading.Report.ConditionNeedsParentheses(block.Span));
        return new(condition, value);
    }

    // An 'if' that is the whole of an 'else' is a branch more.
    static Expr Choice(Token @if, ImmutableArray<Branch> branches, Expr otherwise)
    {
        var span = @if.Span.To(otherwise.Span);
        return otherwise is IfExpr inner ? new IfExpr([.. branches, .. inner.Branches], inner.Otherwise, span) : new IfExpr(branches, otherwise, span);
    }

    static Binding Bound(Token let, Pattern target, ImmutableArray<Pattern> parameters, ImmutableArray<Pattern> others, TypeExpr? type, Expr value, Reading reading)
    {
        if (others.Length > 0)
        {
            if (parameters.Length > 0) reading.Problems.Add(reading.Report.NotAPattern(target.Span.To(others[^1].Span), "this mixture of parameters and a tuple"));
            target = new TuplePattern([target, .. others], target.Span.To(others[^1].Span));
            parameters = [];
        }
        else if (parameters.Length > 0 && target is not NamePattern)
        {
            reading.Problems.Add(reading.Report.NotAPattern(target.Span, "a pattern with parameters"));
        }
        return new(target, parameters, type, value, reading.DocOf(let), let.Span.To(value.Span));
    }

    // let a = … in let b = … in e is one block.
    static Expr Sequence(ImmutableArray<Binding> bindings, Expr value)
    {
        var span = bindings[0].Span.To(value.Span);
        return value is BlockExpr inner ? new BlockExpr([.. bindings, .. inner.Bindings], inner.Result, span) : new BlockExpr(bindings, value, span);
    }
}
