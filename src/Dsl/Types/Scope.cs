namespace GateDsl.Types;

/// <summary>The top-level names that a place in a file sees: those of the file so far, of the files it opened, and of an outer scope, the host's.</summary>
sealed class Scope(Scope? outer)
{
    readonly Dictionary<string, Symbol> names = [];

    public Symbol? Find(string name) => names.GetValueOrDefault(name) ?? outer?.Find(name);

    /// <summary>From here on the name means this symbol.</summary>
    public void Add(Symbol symbol) => names[symbol.Name] = symbol;

    /// <summary>All names, the outer scope's too; a name that shadows another may come twice.</summary>
    public IEnumerable<string> Names => outer is null ? names.Keys : names.Keys.Concat(outer.Names);

    public int Count => names.Count;
}

/// <summary>The parameters and locals in sight, with an undo log: a scope is left by taking back what it added.</summary>
sealed class Locals
{
    readonly Dictionary<string, Symbol> names = [];
    readonly List<Symbol> log = [];           // what was added
    readonly List<Symbol?> hidden = [];        // and what it hides

    public int Mark => log.Count;

    public IEnumerable<string> Names => names.Keys;

    public Symbol? Find(string name) => names.GetValueOrDefault(name);

    public void Add(Symbol symbol)
    {
        log.Add(symbol);
        hidden.Add(names.GetValueOrDefault(symbol.Name));
        names[symbol.Name] = symbol;
    }

    /// <summary>Takes back what was added since the mark, and tells of each symbol that goes.</summary>
    public void Release(int mark, Action<Symbol>? left = null)
    {
        for (int i = mark; left is not null && i < log.Count; i++) left(log[i]);
        for (int i = log.Count - 1; i >= mark; i--)
        {
            if (hidden[i] is { } before) names[log[i].Name] = before;
            else names.Remove(log[i].Name);
        }
        log.RemoveRange(mark, log.Count - mark);
        hidden.RemoveRange(mark, hidden.Count - mark);
    }
}
