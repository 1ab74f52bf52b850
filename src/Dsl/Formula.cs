using GateDsl.Types;

namespace GateDsl;

/// <summary>A bare formula, such as a user types into a field: an expression whose unknown names are its variables.</summary>
public sealed class Formula
{
    readonly GateOptions options;
    readonly Source source;

    Formula(Source source, GateOptions options, IReadOnlyList<string> freeNames) => (this.source, this.options, FreeNames) = (source, options, freeNames);

    /// <summary>
    /// The names that the formula uses and the language does not define, in the order in which they first appear: of <c>x * a</c> x and a, of <c>a * x</c> a and x.
    /// </summary>
    public IReadOnlyList<string> FreeNames { get; }

    /// <summary>Reads a formula.</summary>
    /// <exception cref="GateException">It cannot be read.</exception>
    public static Formula Parse(string text, GateOptions? options = null)
    {
        var source = new Source("formula", text);
        var bag = new Bag();
        IReadOnlyList<string>? names = Check.FreeNames(source, options ?? GateOptions.Default, bag);
        return names is null ? throw new GateException(bag.All) : new(source, options ?? GateOptions.Default, names);
    }

    /// <summary>The gate of the formula.</summary>
    /// <param name="parameters">The names of its parameters, in order, each with a type or without: <c>x</c>, <c>flag: bool</c>. Null: <see cref="FreeNames"/>.</param>
    /// <exception cref="GateException">Its types do not fit, it uses a name that is no parameter, or it differentiates through a host function without a derivative.</exception>
    /// <exception cref="ArgumentException">A parameter's type is not float, bool or int.</exception>
    public Gate ToGate(IReadOnlyList<string>? parameters = null)
    {
        var bag = new Bag();
        Symbol? symbol = Check.Formula(source, [.. (parameters ?? FreeNames).Select(Parameter)], options, bag);
        if (symbol is null) throw new GateException(bag.All);
        Gate gate = GateModule.GateOf(symbol, "formula", options);
        if (options.Limits.Cost != GateCost.Unlimited && gate.TooCostly() is { } costly) throw new GateException([costly]);
        if (options.Functions.Count == 0 || !ThroughHost.MayDifferentiate(gate.Term)) return gate;
        return gate.MissingDerivative() is { } diagnostic ? throw new GateException([diagnostic]) : gate;
    }

    static (string, GateType?) Parameter(string written)
    {
        string[] parts = written.Split(':', 2, StringSplitOptions.TrimEntries);
        return (parts[0], parts.Length == 1 ? null : parts[1] switch
        {
            "float" => GateType.Float,
            "bool" => GateType.Bool,
            "int" => GateType.Int,
            _ => throw new ArgumentException($"the type of parameter '{parts[0]}' is float, bool or int, not '{parts[1]}'"),
        });
    }
}
