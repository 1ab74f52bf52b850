using GateDsl;
using GateDsl.Compiler;

namespace Service;

/// <summary>There is no formula of that name.</summary>
sealed class UnknownFormula(string name) : Exception($"there is no formula '{name}'");

/// <summary>Evaluates formulas with their gradients. What is compiled is kept while it is asked for; what is not is collected.</summary>
sealed class Scorer(string folder)
{
    static readonly GateOptions strangers = new() { Limits = Limits.ForStrangers };

    readonly FormulaFolder named = new(folder);

    // Formulas that come again and again are compiled once; the memory of a thousand is some megabytes.
    readonly GateCache<Compiled> formulas = new(1_000, gate => new(gate));

    /// <summary>A formula of a client, within the limits for strangers.</summary>
    public Score Formula(FormulaRequest request)
    {
        if (request.Formula is null) throw new ArgumentException("'formula' is missing");
        return formulas.Get(request.Formula, null, strangers).At(request.Values ?? []);
    }

    /// <summary>A formula of the folder.</summary>
    public Score Named(string name, Dictionary<string, double>? values) =>
        (named.Find(name) ?? throw new UnknownFormula(name)).At(values ?? []);

    /// <summary>The formulas of the folder, as their signatures.</summary>
    public IReadOnlyDictionary<string, string> Names() => named.All().ToDictionary(formula => formula.Gate.Name, formula => formula.Gate.Signature);
}

/// <summary>A gate with its compiled gradient.</summary>
sealed class Compiled
{
    readonly GradientFunction gradient;

    public Compiled(Gate gate)
    {
        Gate = gate;
        // Numbers and truth values (as 1 and 0) alone have a score; of a formula without numbers to differentiate in, the gradient is empty.
        gradient = gate.CompileGradient();
    }

    public Gate Gate { get; }

    /// <exception cref="ArgumentException">A value is missing, or is for no name of the formula.</exception>
    public Score At(Dictionary<string, double> values)
    {
        string[] missing = [.. Gate.Inputs.Select(input => input.Name).Where(name => !values.ContainsKey(name))];
        if (missing.Length > 0) throw new ArgumentException($"the value of '{missing[0]}' is missing: {Gate.Signature}");
        string? extra = values.Keys.FirstOrDefault(name => Gate.Inputs.All(input => input.Name != name));
        if (extra is not null) throw new ArgumentException($"the formula has no '{extra}': {Gate.Signature}");

        double[] x = [.. Gate.Inputs.Select(input => values[input.Name])], partials = new double[Gate.Partials.Count];
        double value = gradient(x, partials);
        return new(value, Gate.Partials.Zip(partials).ToDictionary(pair => pair.First, pair => pair.Second));
    }
}
