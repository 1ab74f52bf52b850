namespace GateDsl.Syntax;

// How far left a context may start.
sealed partial class Layout
{
    int Limit(Context kind) => Limiting(kind, out int limit) ? limit : -1;

    // The innermost context that sets a limit strictly: blocks do, brackets and 'fun' and 'then' pass the question on to what is around them.
    bool Limiting(Context kind, out int limit)
    {
        int i = stack.Count - 1;
        while (i >= 0 && stack[i].Kind == Context.Line) i--;
        limit = -1;
        if (i < 0) return false;
        var frame = stack[i];
        switch (frame.Kind)
        {
            case Context.Block when i > 0 && stack[i - 1].Kind == Context.Paren:
                limit = LooseFor(kind, i - 2);
                return true;
            case Context.Block:
                limit = frame.Column;
                return true;
            default:
                limit = LooseFor(kind, i);
                return true;
        }
    }

    int LooseFor(Context kind, int index)
    {
        Loose(index, out int forBlock, out int forIf, out int forOther);
        return kind switch { Context.Block => forBlock, Context.If or Context.Then or Context.Else => forIf, _ => forOther };
    }

    void Loose(int index, out int forBlock, out int forIf, out int forOther) =>
        (forBlock, forIf, forOther) = index < 0 ? (-1, -1, -1) : (stack[index].ForBlock, stack[index].ForIf, stack[index].ForOther);

    // For the message: the context whose column is the limit.
    Token Around(Context kind)
    {
        int limit = Limit(kind);
        for (int i = stack.Count - 1; i >= 0; i--)
        {
            if (stack[i].Column + 1 >= limit && stack[i].Column <= limit && stack[i].Kind is Context.Let or Context.If or Context.Block) return stack[i].At;
        }
        return stack[0].At;
    }
}
