using System.Globalization;
using System.Text;
using GateDsl.Syntax;

namespace GateDsl.Printing;

/// <summary>A tree as a text without places, parentheses and docs: two trees mean the same exactly where their shapes are equal.</summary>
sealed class Shape
{
    readonly StringBuilder text = new();

    public static string Of(Item item)
    {
        var shape = new Shape();
        switch (item)
        {
            case DefinitionItem definition: shape.Add(definition.Binding); break;
            case ResultItem result: shape.Add("result").Add(result.Body); break;
            case AssertItem assert: shape.Add("assert").Add(assert.Condition); break;
            case OpenItem open: shape.Add("open").Add(open.Path); break;
            default: shape.Add("broken"); break;
        }
        return shape.text.ToString();
    }

    public static string Of(Expr expression) => new Shape().Add(expression).text.ToString();

    // Each word with its length, so that no name can look like structure.
    Shape Add(string word)
    {
        text.Append(CultureInfo.InvariantCulture, $"{word.Length}:").Append(word);
        return this;
    }

    Shape Add(Binding binding)
    {
        Add("let").Add(binding.Target);
        text.Append('[');
        foreach (var parameter in binding.Parameters) Add(parameter);
        text.Append(']');
        return (binding.Result is { } type ? Add("of").Add(type) : this).Add("=").Add(binding.Body);
    }

    Shape Add(Pattern pattern)
    {
        switch (pattern)
        {
            case ParenPattern paren: return Add(paren.Inner);
            case NamePattern name: return Add(name.Name.Text);
            case WildcardPattern: return Add("_");
            case AnnotatedPattern annotated: return Add("typed").Add(annotated.Inner).Add(annotated.Type);
            case TuplePattern tuple:
                text.Append('(');
                foreach (var item in tuple.Items) Add(item);
                text.Append(')');
                return this;
            default: throw new InvalidOperationException(pattern.GetType().Name);
        }
    }

    Shape Add(TypeExpr type)
    {
        if (!DeepStack.HasRoom) return DeepStack.Run(() => Add(type));
        switch (type)
        {
            case NamedType named: return Add(named.Name);
            case TypeVariable variable: return Add("'" + variable.Name);
            case ArrayType array: return Add("[]").Add(array.Element);
            case FunctionType function: return Add("->").Add(function.Argument).Add(function.Result);
            case TupleType tuple:
                text.Append('(');
                foreach (var item in tuple.Items) Add(item);
                text.Append(')');
                return this;
            default: throw new InvalidOperationException(type.GetType().Name);
        }
    }

    Shape Add(Expr expression)
    {
        if (!DeepStack.HasRoom) return DeepStack.Run(() => Add(expression));
        switch (expression)
        {
            case ParenExpr paren: return Add(paren.Inner);
            case NumberExpr number: return Add(number.Text);
            case BoolExpr truth: return Add(truth.Value ? "true" : "false");
            case NameExpr name: return Add("name").Add(name.Name.Text);
            case OperatorNameExpr op: return Add("operator").Add(op.Operator);
            case PrefixExpr prefix: return Add("prefix").Add(prefix.Operator.Text).Add(prefix.Operand);
            case AnnotatedExpr annotated: return Add("typed").Add(annotated.Inner).Add(annotated.Type);
        }
        text.Append('(');
        switch (expression)
        {
            case ChainExpr chain:
                Add("chain").Add(chain.First);
                foreach (var (op, operand) in chain.Rest) Add(op.Text).Add(operand);
                break;
            case ApplyExpr apply:
                Add("apply").Add(apply.Function);
                foreach (var argument in apply.Arguments) Add(argument);
                break;
            case TupleExpr tuple:
                Add("tuple");
                foreach (var item in tuple.Items) Add(item);
                break;
            case IfExpr choice:
                Add("if");
                foreach (var (condition, then) in choice.Branches) Add(condition).Add(then);
                Add(choice.Otherwise);
                break;
            case LambdaExpr lambda:
                Add("fun");
                foreach (var parameter in lambda.Parameters) Add(parameter);
                Add("->").Add(lambda.Body);
                break;
            case ArrayExpr array:
                Add("array");
                foreach (var item in array.Items) Add(item);
                break;
            case RangeExpr range:
                Add("range").Add(range.First);
                if (range.Step is not null) Add("step").Add(range.Step);
                Add("to").Add(range.Last);
                break;
            case ForExpr each: Add("for").Add(each.Target).Add(each.Source).Add(each.Body); break;
            case IndexExpr index: Add("item").Add(index.Array).Add(index.Index); break;
            case SliceExpr slice:
                Add("slice").Add(slice.Array);
                if (slice.First is not null) Add("from").Add(slice.First);
                if (slice.Last is not null) Add("to").Add(slice.Last);
                break;
            case LengthExpr length: Add("length").Add(length.Array); break;
            case BlockExpr block:
                Add("block");
                foreach (var binding in block.Bindings) Add(binding);
                Add(block.Result);
                break;
            default: throw new InvalidOperationException(expression.GetType().Name);
        }
        text.Append(')');
        return this;
    }
}
