using System.Diagnostics.CodeAnalysis;
using GateDsl.Ir;
using GateDsl.Types;

namespace GateDsl;

/// <summary>A checked gate file with everything it opens. Immutable, and safe to share between threads.</summary>
public sealed class GateModule
{
    readonly CheckedModule content;
    readonly Dictionary<string, Symbol> symbols;
    readonly Lazy<Gate[]> exported;                       // made when asked for: a run of the file does not
    readonly Lazy<Dictionary<string, Gate>> gates;

    GateModule(CheckedModule content, IReadOnlyList<Diagnostic> warnings)
    {
        (this.content, Warnings) = (content, warnings);
        symbols = content.Symbols.ToDictionary(symbol => symbol.Name);
        exported = new(() => [.. content.Symbols.Where(symbol => Exports.IsExported(symbol.Type)).Select(symbol => GateOf(symbol, symbol.Name, content.Options))]);
        gates = new(() => Gates.ToDictionary(gate => gate.Name));
        Items = [.. content.Items.Select(ItemOf).OfType<ModuleItem>()];
    }

    /// <summary>The gates that can be called from outside: their parameters and results are floats, truth values, ints and tuples of them. In the order of the file.</summary>
    public IReadOnlyList<Gate> Gates => exported.Value;

    /// <summary>The top-level expressions and asserts, in the order of the file.</summary>
    public IReadOnlyList<ModuleItem> Items { get; }

    /// <summary>What the source probably does not mean.</summary>
    public IReadOnlyList<Diagnostic> Warnings { get; }

    /// <summary>The text that the module was made of.</summary>
    public Source Source => content.Source;

    /// <summary>A gate by its name.</summary>
    /// <exception cref="ArgumentException">There is none of that name, or it takes gates and cannot be called from outside.</exception>
    public Gate this[string name] => TryGetGate(name, out Gate? gate) ? gate
        : symbols.TryGetValue(name, out Symbol? symbol)
            ? throw new ArgumentException($"'{name}' takes or gives gates ({symbol.Type}): it can be used by other gates, but not by itself", nameof(name))
            : throw new ArgumentException(Missing(name), nameof(name));

    /// <summary>A gate by its name, if there is one.</summary>
    public bool TryGetGate(string name, [NotNullWhen(true)] out Gate? gate) => gates.Value.TryGetValue(name, out gate);

    /// <summary>Compiles a text.</summary>
    /// <exception cref="GateException">The source is wrong.</exception>
    public static GateModule Parse(string text, GateOptions? options = null, CancellationToken cancellation = default) => Parse(new Source("input", text), options, cancellation);

    /// <summary>Compiles a text that has a name.</summary>
    /// <exception cref="GateException">The source is wrong.</exception>
    public static GateModule Parse(Source source, GateOptions? options = null, CancellationToken cancellation = default) =>
        TryParse(source, options, out GateModule? module, out IReadOnlyList<Diagnostic> diagnostics, cancellation) ? module : throw new GateException(diagnostics);

    /// <summary>Compiles a file.</summary>
    /// <exception cref="GateException">The source is wrong, or the file is no text.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static GateModule Load(string path, GateOptions? options = null, CancellationToken cancellation = default) =>
        TryLoad(path, options, out GateModule? module, out IReadOnlyList<Diagnostic> diagnostics, cancellation) ? module : throw new GateException(diagnostics);

    /// <summary>Compiles a text, for hosts that expect errors.</summary>
    /// <param name="source">The text.</param>
    /// <param name="options">How it is compiled.</param>
    /// <param name="module">The module, if there is no error.</param>
    /// <param name="diagnostics">Errors and warnings, in the order of the text.</param>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Whether there is no error.</returns>
    public static bool TryParse(Source source, GateOptions? options, [NotNullWhen(true)] out GateModule? module, out IReadOnlyList<Diagnostic> diagnostics,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var bag = new Bag(cancellation);
        CheckedModule content = Check.Module(source, options ?? GateOptions.Default, bag);
        module = bag.HasErrors ? null : new(content, bag.All);
        module?.FindMissingDerivatives(bag);
        module?.FindCostly(bag);
        diagnostics = bag.All;
        if (bag.HasErrors) module = null;
        return module is not null;
    }

    /// <summary>Compiles a file, for hosts that expect errors.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static bool TryLoad(string path, GateOptions? options, [NotNullWhen(true)] out GateModule? module, out IReadOnlyList<Diagnostic> diagnostics,
        CancellationToken cancellation = default) => TryRead(path, File.ReadAllBytes(path), options, out module, out diagnostics, cancellation);

    internal static bool TryRead(string path, byte[] content, GateOptions? options, [NotNullWhen(true)] out GateModule? module, out IReadOnlyList<Diagnostic> diagnostics,
        CancellationToken cancellation = default)
    {
        Source source = Utf8Text.Decode(path, content, out Diagnostic? wrong);
        if (wrong is null) return TryParse(source, options, out module, out diagnostics, cancellation);
        (module, diagnostics) = (null, [wrong]);
        return false;
    }

    /// <summary>
    /// Loads the code of the stages on another thread, if there is another processor: for programs that start, read one gate and end, and whose first
    /// milliseconds are spent on something else.
    /// </summary>
    public static void WarmUp() => GateDsl.WarmUp.Begin();

    /// <summary>A file that is read again when it changes: <see cref="GateWatch.Module"/> is its newest version without errors.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is compiled. Files that it opens are looked at too, by asking the resolver again.</param>
    /// <param name="interval">How often the files are looked at; a second unless given.</param>
    /// <exception cref="GateException">The source is wrong from the start.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static GateWatch Watch(string path, GateOptions? options = null, TimeSpan? interval = null) => new(path, options, interval ?? TimeSpan.FromSeconds(1));

    /// <summary>The value of an expression in the scope of the module's end.</summary>
    /// <exception cref="GateException">The expression is wrong, or a limit is reached.</exception>
    public GateValue Evaluate(string expression, CancellationToken cancellation = default) => Expression(new Source("expression", expression), cancellation).Evaluate(cancellation);

    /// <summary>An expression in the scope of the module's end, checked.</summary>
    /// <exception cref="GateException">The expression is wrong.</exception>
    public ModuleItem Expression(Source expression, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var bag = new Bag(cancellation);
        Term? term = Check.Expression(expression, content, bag);
        return term is null ? throw new GateException(bag.All) : new(expression, new(0, expression.Text.Length), false, term, content.Options);
    }

    internal static Gate GateOf(Symbol symbol, string name, GateOptions options) =>
        new(name, Exports.Of(symbol.Type), symbol.Parameters, symbol.Definition!, symbol.Doc, symbol.Source, symbol.At, options);

    ModuleItem? ItemOf(CheckedItem item) => item switch
    {
        CheckedResult result => new(content.Source, result.Span, false, result.Value, content.Options),
        CheckedAssert assertion => new(content.Source, assertion.Span, true, assertion.Condition, content.Options),
        _ => null,
    };

    // Only where a definition or an expression may differentiate through a host function is its graph built here.
    void FindMissingDerivatives(Bag bag)
    {
        if (content.Options.Functions.Count == 0) return;
        IEnumerable<Gate> expressions = Items.Select(item => item.ToGate()).OfType<Gate>();
        foreach (Gate gate in Gates.Concat(expressions).Where(gate => ThroughHost.MayDifferentiate(gate.Term)))
        {
            if (gate.MissingDerivative(bag.Cancellation) is { } diagnostic) bag.Add(diagnostic);
        }
    }

    // Only where a cost is limited are the graphs of all gates built here.
    void FindCostly(Bag bag)
    {
        if (content.Options.Limits.Cost == GateCost.Unlimited || bag.HasErrors) return;
        if (Gates.Select(gate => gate.TooCostly(bag.Cancellation)).FirstOrDefault(found => found is not null) is { } diagnostic) bag.Add(diagnostic);
    }

    string Missing(string name)
    {
        string? similar = Similar.To(name, gates.Value.Keys);
        return $"there is no gate '{name}'{(similar is null ? "" : $"; did you mean '{similar}'?")}";
    }
}
