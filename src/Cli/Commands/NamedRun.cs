using GateDsl.Cli.Data;
using GateDsl.Cli.Output;

namespace GateDsl.Cli.Commands;

/// <summary><c>gate eval FILE NAME x=1 xs=@file.csv …</c>: a gate with its arguments by name. A value is an expression in the scope of the file, or a file of numbers.</summary>
static class NamedRun
{
    public static int Run(Host host, GateModule module, string name, string[] assignments, bool gradient, bool json)
    {
        Gate gate = SourceFiles.Find(module, name);
        Dictionary<string, string> given = FormulaRun.Assigned(assignments);
        foreach (string other in given.Keys)
        {
            if (gate.Parameters.All(parameter => parameter.Name != other)) throw new Wrong($"'{gate.Name}' has no parameter '{other}': {gate.Signature}");
        }
        GateValue[] arguments = [.. gate.Parameters.Select(parameter => given.TryGetValue(parameter.Name, out string? text)
            ? Value(host, module, parameter, text)
            : throw new Wrong($"'{parameter.Name}' is missing: {gate.Signature}"))];
        Print(host, name, gate, arguments, gradient, json);
        return Exit.Well;
    }

    /// <summary>Shows what a gate gives, and its partial derivatives.</summary>
    public static void Print(Host host, string source, Gate gate, GateValue[] arguments, bool gradient, bool json)
    {
        GateValue value = Evaluated(gate, arguments);
        List<(string Name, GateValue Value)> partials = gradient ? [.. gate.Partials.Select(partial => (partial, Evaluated(gate.Derivative(partial), arguments)))] : [];
        if (json)
        {
            string gradients = Json.Object(partials.Select(partial => (partial.Name, (object?)partial.Value)));
            host.Out.WriteLine(gradient ? Json.Object(("source", source), ("value", value), ("gradient", new Json.Written(gradients))) : Json.Object(("source", source), ("value", value)));
            return;
        }
        host.Out.WriteLine(Shown.Of(value, host));
        foreach (var (name, partial) in partials) host.Out.WriteLine($"{gate.Name}'{name} = {Shown.Of(partial, host)}");
    }

    static GateValue Evaluated(Gate gate, GateValue[] arguments)
    {
        try { return gate.Evaluate(arguments, CancellationToken.None); }
        catch (ArgumentException wrong) { throw new Wrong(SourceFiles.Sentence(wrong)); }
    }

    static GateValue Value(Host host, GateModule module, GateParameter parameter, string text)
    {
        if (text.StartsWith('@')) return OfFile(host, parameter.Name, parameter.Type, text);
        return module.Expression(new Source(parameter.Name, $"({text} : {parameter.Type})")).Evaluate();
    }

    /// <summary>The numbers of a file.</summary>
    public static GateValue OfFile(Host host, string name, GateType type, string text) =>
        type is GateType.Array array ? NumbersFile.Read(text[1..], array, host) : throw new Wrong($"{name}={text}: a file gives an array, and {type} is needed");
}
