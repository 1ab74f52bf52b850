using GateDsl.Primitives;
using GateDsl.Syntax;

namespace GateDsl.Types;

/// <summary>The names in a formula that nothing defines, in the order in which they first appear: its variables.</summary>
sealed class FreeNames(Scope scope)
{
    readonly List<Identifier> found = [];
    readonly HashSet<string> known = [];
    readonly Dictionary<string, int> bound = [];

    /// <summary>Each with the place where it first appears.</summary>
    public IReadOnlyList<Identifier> Of(Expr formula)
    {
        Walk(formula);
        return found;
    }

    void Walk(Expr expression)
    {
        if (!DeepStack.HasRoom)
        {
            DeepStack.Run(() => { Walk(expression); return true; });
            return;
        }
        switch (expression)
        {
            case NameExpr name: Meet(name.Name); break;
            case ParenExpr inner: Walk(inner.Inner); break;
            case AnnotatedExpr annotated: Walk(annotated.Inner); break;
            case PrefixExpr prefix: Walk(prefix.Operand); break;
            case TupleExpr tuple:
                foreach (Expr item in tuple.Items) Walk(item);
                break;
            case ChainExpr chain:
                Walk(chain.First);
                foreach (Link link in chain.Rest) Walk(link.Operand);
                break;
            case ApplyExpr apply:
                Walk(apply.Function);
                foreach (Expr argument in apply.Arguments) Walk(argument);
                break;
            case IfExpr choice:
                foreach (Branch branch in choice.Branches)
                {
                    Walk(branch.Condition);
                    Walk(branch.Then);
                }
                Walk(choice.Otherwise);
                break;
            case LambdaExpr lambda:
                Within(lambda.Parameters, () => Walk(lambda.Body));
                break;
            case ArrayExpr array:
                foreach (Expr item in array.Items) Walk(item);
                break;
            case RangeExpr range:
                Walk(range.First);
                if (range.Step is not null) Walk(range.Step);
                Walk(range.Last);
                break;
            case ForExpr each:
                Walk(each.Source);
                Within([each.Target], () => Walk(each.Body));
                break;
            case IndexExpr index:
                Walk(index.Array);
                Walk(index.Index);
                break;
            case SliceExpr slice:
                Walk(slice.Array);
                if (slice.First is not null) Walk(slice.First);
                if (slice.Last is not null) Walk(slice.Last);
                break;
            case LengthExpr length:
                Walk(length.Array);
                break;
            case BlockExpr block:
                List<string> names = [];
                foreach (Binding binding in block.Bindings)
                {
                    Within(binding.Parameters, () => Walk(binding.Body));
                    names.AddRange(Signature.Names([binding.Target]).Select(name => name.Name));
                    foreach (Named bound in Signature.Names([binding.Target])) Bind(bound.Name, 1);
                }
                Walk(block.Result);
                foreach (string name in names) Bind(name, -1);
                break;
        }
    }

    void Within(System.Collections.Immutable.ImmutableArray<Pattern> parameters, Action body)
    {
        var names = Signature.Names(parameters);
        foreach (var (name, _) in names) Bind(name, 1);
        body();
        foreach (var (name, _) in names) Bind(name, -1);
    }

    void Bind(string name, int change) => bound[name] = bound.GetValueOrDefault(name) + change;

    void Meet(Identifier name)
    {
        // sigmoid' is a derivative of something known; x' of an unknown x is a variable with a prime in its name.
        if (!IsDefined(name.Text) && !Primes.Splits(name.Text).Any(split => IsDefined(split.Gate)) && known.Add(name.Text)) found.Add(name);
    }

    bool IsDefined(string name) => bound.GetValueOrDefault(name) > 0 || scope.Find(name) is not null || Builtins.Find(name) is not null || name.StartsWith(ArrayBuiltins.Prefix, StringComparison.Ordinal);
}
