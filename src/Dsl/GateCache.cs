namespace GateDsl;

/// <summary>
/// What was made of the last formulas, so that a formula that comes again is neither read nor compiled again:
/// <c>new GateCache&lt;GradientFunction&gt;(1000, gate => gate.CompileGradient())</c>. Safe to use from any thread; what several threads ask for at once is made once.
/// </summary>
/// <typeparam name="T">What is made of a gate: the gate itself, or a compiled function.</typeparam>
/// <param name="capacity">How many are kept. The one that has not been asked for the longest goes first.</param>
/// <param name="make">Makes it.</param>
public sealed class GateCache<T>(int capacity, Func<Gate, T> make)
{
    readonly int capacity = capacity > 0 ? capacity : throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "a cache holds at least one");
    readonly Func<Gate, T> make = make ?? throw new ArgumentNullException(nameof(make));
    readonly Dictionary<Key, LinkedListNode<Entry>> known = [];
    readonly LinkedList<Entry> byUse = [];           // the last one used is first
    readonly Lock guard = new();

    /// <summary>How many are kept now.</summary>
    public int Count
    {
        get { lock (guard) return known.Count; }
    }

    /// <summary>What was made of a formula, or is made now. Formulas are the same if their texts, parameters and options are.</summary>
    /// <param name="formula">The formula: see <see cref="Gate.FromFormula"/>.</param>
    /// <param name="parameters">The names of its parameters, in order.</param>
    /// <param name="options">How it is compiled.</param>
    /// <exception cref="GateException">The formula is wrong. Errors are not kept.</exception>
    public T Get(string formula, IReadOnlyList<string>? parameters = null, GateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(formula);
        var key = new Key(formula, parameters is null ? null : string.Join('\n', parameters), options ?? GateOptions.Default);
        Entry entry = Find(key, () => new(make(Gate.FromFormula(formula, parameters, options))));
        try { return entry.Made.Value.Value; }
        catch
        {
            Remove(entry);
            throw;
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        lock (guard)
        {
            known.Clear();
            byUse.Clear();
        }
    }

    Entry Find(Key key, Func<Box> value)
    {
        lock (guard)
        {
            if (known.TryGetValue(key, out LinkedListNode<Entry>? node))
            {
                byUse.Remove(node);
                byUse.AddFirst(node);
                return node.Value;
            }
            var entry = new Entry(key, new(value));
            known.Add(key, byUse.AddFirst(entry));
            if (known.Count > capacity)
            {
                known.Remove(byUse.Last!.Value.Key);
                byUse.RemoveLast();
            }
            return entry;
        }
    }

    void Remove(Entry entry)
    {
        lock (guard)
        {
            if (!known.TryGetValue(entry.Key, out LinkedListNode<Entry>? node) || node.Value != entry) return;
            known.Remove(entry.Key);
            byUse.Remove(node);
        }
    }

    sealed record Key(string Formula, string? Parameters, GateOptions Options);

    sealed record Box(T Value);

    sealed class Entry(Key key, Lazy<Box> made)
    {
        public Key Key { get; } = key;
        public Lazy<Box> Made { get; } = made;
    }
}
