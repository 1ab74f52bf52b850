using System.Globalization;
using GateDsl.Cli.Output;

namespace GateDsl.Cli.Commands;

/// <summary><c>gate eval -e FORMULA name=value …</c></summary>
static class FormulaRun
{
    public static int Run(Host host, string formula, string[] assignments, bool gradient, bool json, GateOptions options)
    {
        if (WithArrays(host, formula, Assigned(assignments), options) is var (arrays, arguments))
        {
            NamedRun.Print(host, formula, arrays, arguments, gradient, json);
            return Exit.Well;
        }
        var (gate, given) = Read(host, formula, assignments, options);
        if (HasArrays(gate.ResultType))
        {
            NamedRun.Print(host, formula, gate, [.. Numbers(gate, given).Select((number, i) => gate.Inputs[i].Type == GateType.Bool ? (GateValue)(number != 0) : number)], gradient, json);
            return Exit.Well;
        }
        int derivatives = gradient ? 1 : 0;
        var results = new double[gate.OutputNames(derivatives).Count];
        gate.EvaluateAll(Numbers(gate, given), results, derivatives);
        Print(host, formula, gate, results, gradient, json);
        return Exit.Well;
    }

    /// <summary>The same with certificates.</summary>
    public static int Certify(Host host, string formula, string[] assignments, bool gradient, bool json, GateOptions options, CertifyRequest asked)
    {
        var (gate, given) = Read(host, formula, assignments, options);
        double[] at = Numbers(gate, given);
        if (gradient) CheckGradient(gate);
        string?[]? decimals = asked.Real ? [.. gate.Inputs.Select(input => input.Type == GateType.Float && IsDecimal(given[input.Name]) ? given[input.Name] : null)] : null;
        Certified[] results = gate.CertifyOutputs(at, gradient ? 1 : 0, decimals, asked.SearchedDigits, asked.Limits);
        return CertifiedRun.Print(host, gate, formula, results, gradient, json, asked);
    }

    static bool HasArrays(GateType type) => type is GateType.Array || (type is GateType.Tuple tuple && tuple.Items.Any(HasArrays));

    // A name that is given an array is one: its type is that of the value, of a file's lines numbers or, where the formula needs them, rows.
    static (Gate Gate, GateValue[] Arguments)? WithArrays(Host host, string formula, Dictionary<string, string> given, GateOptions options)
    {
        if (!given.Values.Any(text => text.StartsWith('@') || text.StartsWith("[|", StringComparison.Ordinal))) return null;
        Dictionary<string, GateType> types = [];
        GateModule nothing = GateModule.Parse("", options);
        foreach (var (name, text) in given)
        {
            types[name] = text.StartsWith('@') ? new GateType.Array(GateType.Float) : nothing.Expression(new Source(name, text)).ToGate()?.ResultType ?? throw new Wrong($"{name}={text}: this is a gate, and no value");
        }
        Gate gate;
        try { gate = Made(); }
        catch (GateException) when (given.Values.Any(text => text.StartsWith('@')))
        {
            foreach (string name in types.Keys.Where(name => given[name].StartsWith('@')).ToArray()) types[name] = new GateType.Array(new GateType.Array(GateType.Float));
            gate = Made();
        }
        return (gate, [.. gate.Parameters.Select(parameter => given[parameter.Name] is ['@', ..] file ? NamedRun.OfFile(host, parameter.Name, parameter.Type, file) : nothing.Expression(new Source(parameter.Name, given[parameter.Name])).Evaluate())]);

        Gate Made() => Gate.FromFormula(formula, [.. given.Keys.Select(name => types[name] is var type && type == GateType.Float ? $"``{name}``" : $"``{name}``: {types[name]}")], options);
    }

    static double[] Numbers(Gate gate, Dictionary<string, string> given) => [.. gate.Inputs.Select(input => Number(input, given[input.Name]))];

    static bool IsDecimal(string text) => text.AsSpan().IndexOfAnyExcept("0123456789._eE+-") < 0;

    static (Gate Gate, Dictionary<string, string> Given) Read(Host host, string formula, string[] assignments, GateOptions options)
    {
        Dictionary<string, string> given = Assigned(assignments);
        Formula parsed = Formula.Parse(formula, options);
        foreach (string name in parsed.FreeNames)
        {
            if (!given.ContainsKey(name)) throw new Wrong($"the formula uses '{name}': give it a value, as in {name}=1");
        }
        foreach (string name in given.Keys)
        {
            if (!parsed.FreeNames.Contains(name)) throw new Wrong($"the formula does not use '{name}'; it uses {(parsed.FreeNames.Count == 0 ? "no names" : string.Join(", ", parsed.FreeNames))}");
        }
        Messages.Write(host, parsed.Warnings);
        return (GateOf(parsed, given), given);
    }

    static void CheckGradient(Gate gate)
    {
        if (gate.ResultType != GateType.Float) throw new Wrong($"--grad needs a formula whose result is one float, and this one's is {gate.ResultType}");
    }

    static void Print(Host host, string formula, Gate gate, double[] results, bool gradient, bool json)
    {
        var layout = new ResultLayout(gate);
        int next = 0;
        GateValue value = layout.Value(results, ref next);
        List<(string Name, double Value)> partials = [];
        if (gradient)
        {
            CheckGradient(gate);
            partials = [.. gate.Partials.Select((name, i) => (name, results[1 + i]))];
        }
        if (json)
        {
            string gradients = Json.Object(partials.Select(partial => (partial.Name, (object?)partial.Value)));
            host.Out.WriteLine(gradient
                ? Json.Object(("source", formula), ("value", value), ("gradient", new Json.Written(gradients)))
                : Json.Object(("source", formula), ("value", value)));
            return;
        }
        host.Out.WriteLine(value.ToString());
        foreach (var (name, partial) in partials) host.Out.WriteLine($"formula'{name} = {Output.Numbers.Text(partial)}");
    }

    /// <summary>The values of name=value, by name.</summary>
    public static Dictionary<string, string> Assigned(string[] assignments)
    {
        Dictionary<string, string> given = [];
        foreach (string assignment in assignments)
        {
            // ``a=b``=1: the name in backticks may hold the sign.
            int closing = assignment.StartsWith("``", StringComparison.Ordinal) ? assignment.IndexOf("``", 2, StringComparison.Ordinal) : -1;
            int sign = assignment.IndexOf('=', closing < 0 ? 0 : closing);
            if (sign < 1) throw new Wrong($"'{assignment}' is no assignment: a value is given as name=value");
            string name = closing < 0 ? assignment[..sign].Trim() : assignment[2..closing];
            if (!given.TryAdd(name, assignment[(sign + 1)..].Trim())) throw new Wrong($"'{name}' is given twice");
        }
        return given;
    }

    // What the formula leaves open is a truth value where one is given: x = y with x=true y=false.
    static Gate GateOf(Formula formula, Dictionary<string, string> given)
    {
        Gate gate = formula.ToGate();
        bool IsTruth(GateParameter input) => input.Type == GateType.Float && given[input.Name] is "true" or "false";
        return gate.Inputs.Any(IsTruth) ? formula.ToGate([.. gate.Inputs.Select(input => IsTruth(input) ? $"``{input.Name}``: bool" : input.Name)]) : gate;
    }

    static double Number(GateParameter input, string text)
    {
        if (Data.Cells.Read(text, input.Type, out double number)) return number;
        throw new Wrong($"{input.Name}={text}: '{text}' is {(Data.Cells.IsTooLarge(text) ? "larger than any float (1.8e308); write infinity if that is meant" : $"no {input.Type}")}");
    }
}
