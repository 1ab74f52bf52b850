namespace GateDsl.Types;

/// <summary>Walks over typed terms.</summary>
static class Terms
{
    /// <summary>Visits a term and all terms inside it, from the outside in. A loop with a stack of its own: terms may be deep.</summary>
    public static void Visit(Term root, Action<Term> visit)
    {
        Stack<Term> open = new([root]);
        while (open.TryPop(out Term? term))
        {
            visit(term);
            switch (term)
            {
                case Apply apply:
                    open.Push(apply.Function);
                    foreach (Term argument in apply.Arguments) open.Push(argument);
                    break;
                case Chain chain:
                    open.Push(chain.First);
                    foreach (ChainLink link in chain.Rest) open.Push(link.Operand);
                    break;
                case Lambda lambda:
                    open.Push(lambda.Body);
                    break;
                case MakeTuple tuple:
                    foreach (Term item in tuple.Items) open.Push(item);
                    break;
                case MakeArray array:
                    foreach (Term item in array.Items) open.Push(item);
                    break;
                case Choose choice:
                    foreach (var (condition, then) in choice.Branches)
                    {
                        open.Push(condition);
                        open.Push(then);
                    }
                    open.Push(choice.Otherwise);
                    break;
                case Block block:
                    foreach (var (_, value) in block.Bindings) open.Push(value);
                    open.Push(block.Result);
                    break;
                case Differentiate derivative:
                    open.Push(derivative.Inner);
                    break;
            }
        }
    }
}
