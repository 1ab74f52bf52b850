using System.Diagnostics.CodeAnalysis;
using GateDsl.Types;

namespace GateDsl;

/// <summary>A bare formula, such as a user types into a field: an expression whose unknown names are its variables, each a number or a truth value.</summary>
public sealed class Formula
{
    readonly FormulaText text;
    readonly GateOptions options;
    readonly Symbol asWritten;

    Formula(FormulaText text, Symbol asWritten, GateOptions options, IReadOnlyList<Diagnostic> warnings)
    {
        (this.text, this.asWritten, this.options, Warnings) = (text, asWritten, options, warnings);
        FreeNames = [.. text.FreeNames.Select(name => name.Text)];
    }

    /// <summary>
    /// Its variables: the names that the formula uses and the language does not define, in the order in which they first appear: of <c>x * a</c> x and a, of <c>a * x</c> a and x.
    /// </summary>
    public IReadOnlyList<string> FreeNames { get; }

    /// <summary>What the formula probably does not mean.</summary>
    public IReadOnlyList<Diagnostic> Warnings { get; }

    /// <summary>Reads and checks a formula.</summary>
    /// <param name="text">The formula.</param>
    /// <param name="options">How it is compiled.</param>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="GateException">It is wrong: it cannot be read, its types do not fit, it applies a name that is not defined, or its value is a gate.</exception>
    /// <remarks>A variable that has the name of a built-in gate is no free name: for those use <see cref="Gate.FromFormula"/> with parameters.</remarks>
    public static Formula Parse(string text, GateOptions? options = null, CancellationToken cancellation = default) =>
        TryParse(text, out Formula? formula, out IReadOnlyList<Diagnostic> diagnostics, options, cancellation) ? formula : throw new GateException(diagnostics);

    /// <summary>Reads and checks a formula, for hosts that expect errors.</summary>
    /// <param name="text">The formula.</param>
    /// <param name="formula">The formula, if there is no error.</param>
    /// <param name="diagnostics">Errors and warnings, in the order of the text.</param>
    /// <param name="options">How it is compiled.</param>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Whether there is no error.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out Formula? formula, out IReadOnlyList<Diagnostic> diagnostics, GateOptions? options = null,
        CancellationToken cancellation = default)
    {
        options ??= GateOptions.Default;
        var bag = new Bag(cancellation);
        FormulaText? read = Read(text, options, bag);
        Symbol? symbol = read is null ? null : Check.Formula(read, [.. read.FreeNames.Select(name => new FormulaParameter(name.Text))], null, options, bag);
        diagnostics = bag.All;
        formula = symbol is null ? null : new(read!, symbol, options, diagnostics);
        return formula is not null;
    }

    /// <summary>The gate of the formula.</summary>
    /// <param name="parameters">The names of its parameters, in order, each with a type or without: <c>x</c>, <c>flag: bool</c>. Null: <see cref="FreeNames"/>.</param>
    /// <param name="result">The type that its value must have, <c>float</c> for instance; null: whatever it is.</param>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="GateException">Its types do not fit, it uses a name that is no parameter, or it differentiates through a host function without a derivative.</exception>
    /// <exception cref="ArgumentException">A parameter has no name or the name of another, or a type is none.</exception>
    public Gate ToGate(IReadOnlyList<string>? parameters = null, string? result = null, CancellationToken cancellation = default)
    {
        var bag = new Bag(cancellation);
        Symbol? symbol = parameters is null && result is null ? asWritten : Check.Formula(text, FormulaSignature.Parameters(parameters, text.FreeNames), FormulaSignature.Result(result), options, bag);
        return GateOf(symbol, options, bag) ?? throw new GateException(bag.All);
    }

    /// <summary>The gate of a text in one go; null, with messages, if it is wrong.</summary>
    internal static Gate? Gate(string formula, IReadOnlyList<string>? parameters, string? result, GateOptions options, Bag bag)
    {
        ArgumentNullException.ThrowIfNull(formula);
        GateType? resultType = FormulaSignature.Result(result);
        return Read(formula, options, bag) is { } read ? GateOf(Check.Formula(read, FormulaSignature.Parameters(parameters, read.FreeNames), resultType, options, bag), options, bag) : null;
    }

    static FormulaText? Read(string text, GateOptions options, Bag bag) => Check.ReadFormula(new Source("formula", text), options, bag);

    static Gate? GateOf(Symbol? symbol, GateOptions options, Bag bag)
    {
        if (symbol is null) return null;
        Gate gate = GateModule.GateOf(symbol, "formula", options);
        Diagnostic? wrong = options.Limits.Cost != GateCost.Unlimited ? gate.TooCostly(bag.Cancellation) : null;
        if (wrong is null && options.Functions.Count > 0 && ThroughHost.MayDifferentiate(gate.Term)) wrong = gate.MissingDerivative(bag.Cancellation);
        if (wrong is null) return gate;
        bag.Add(wrong);
        return null;
    }
}
