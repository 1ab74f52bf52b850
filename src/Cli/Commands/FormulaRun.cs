using System.Globalization;
using GateDsl.Cli.Output;
using GateDsl.Ir;
using GateDsl.Tracing;
using GateDsl.Types;

namespace GateDsl.Cli.Commands;

/// <summary><c>gate eval -e FORMULA name=value …</c></summary>
static class FormulaRun
{
    public static int Run(Host host, string formula, string[] assignments, bool gradient, bool json, GateOptions options)
    {
        var (gate, given) = Read(host, formula, assignments, options);
        double[] at = [.. gate.Leaves.Select(leaf => Number(leaf, given[leaf.Name]))];
        var circuit = gate.Circuit(gradient ? Outputs.ValueAndGradient : Outputs.Value);
        var results = new double[circuit.Outputs.Length];
        Interpreter.Run(circuit, at, results);
        Print(host, formula, gate, results, gradient, json);
        return Exit.Well;
    }

    /// <summary>The same with certificates.</summary>
    public static int Certify(Host host, string formula, string[] assignments, bool gradient, bool json, GateOptions options, CertifyRequest asked)
    {
        var (gate, given) = Read(host, formula, assignments, options);
        double[] at = [.. gate.Leaves.Select(leaf => Number(leaf, given[leaf.Name]))];
        if (gradient) CheckGradient(gate);
        Circuit circuit = gate.ExactCircuit(gradient ? Outputs.ValueAndGradient : Outputs.Value);
        if (asked.Real) circuit = circuit.Given([.. gate.Leaves.Select((leaf, i) => leaf.Type == GateType.Float && RealNumber.IsDecimal(given[leaf.Name]) ? new RealNumber(given[leaf.Name], at[i]) : null)]);
        Certified[] results = Balls.Certify.Point(circuit, at, asked.Limits, asked.Digits);
        return CertifiedRun.Print(host, gate, formula, results, gradient, json, asked);
    }

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
            partials = [.. layout.Floats.Select((leaf, i) => (leaf.Name, results[1 + i]))];
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
        foreach (var (name, partial) in partials) host.Out.WriteLine($"formula'{name} = {NumberText.Of(partial)}");
    }

    static Dictionary<string, string> Assigned(string[] assignments)
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
        bool IsTruth(Leaf leaf) => leaf.Type == GateType.Float && given[leaf.Name] is "true" or "false";
        return gate.Leaves.Any(IsTruth) ? formula.ToGate([.. gate.Leaves.Select(leaf => IsTruth(leaf) ? $"``{leaf.Name}``: bool" : leaf.Name)]) : gate;
    }

    static double Number(Leaf leaf, string text)
    {
        if (Data.Cells.Read(text, leaf.Type, out double number)) return number;
        throw new Wrong($"{leaf.Name}={text}: '{text}' is {(Data.Cells.IsTooLarge(text) ? "larger than any float (1.8e308); write infinity if that is meant" : $"no {leaf.Type}")}");
    }
}
