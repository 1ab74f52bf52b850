namespace GateDsl.Types;

/// <summary>
/// Finds terms that may differentiate through a function of the host: they contain a derivative and call the host, themselves or in a definition
/// that they use. Whether they do only tracing can tell: the function may be called on what does not vary.
/// </summary>
static class ThroughHost
{
    public static bool MayDifferentiate(Term term)
    {
        bool derivative = false, host = false;
        HashSet<Symbol> seen = [];
        Queue<Term> open = new([term]);
        while (!(derivative && host) && open.TryDequeue(out Term? next))
        {
            Terms.Visit(next, part =>
            {
                derivative |= part is Differentiate or BuiltinUse { Builtin.Name: "diff" or "grad" };
                host |= part is HostUse;
                if (part is Use { Symbol: { Definition: { } definition } symbol } && seen.Add(symbol)) open.Enqueue(definition);
            });
        }
        return derivative && host;
    }
}
