using System.Globalization;
using System.Linq.Expressions;
using System.Text;
using GateDsl.Compiler.Lower;
using GateDsl.Ir;
using GateDsl.Tracing;

namespace GateDsl.Emit;

/// <summary>One gate as C# methods. Every one computes with the lane functions, so the bits are those of <see cref="GateOptions.Reproducible"/>.</summary>
sealed class CSharpGate
{
    readonly Gate gate;
    readonly string type, name;
    readonly string[] parameters;    // by parameter
    readonly string[] leaves;        // by input of the circuit: how its number is read
    readonly StringBuilder text;

    public CSharpGate(Gate gate, string type, string name, StringBuilder text)
    {
        gate.RefuseArrays("C#", inside: true);
        (this.gate, this.type, this.name, this.text) = (gate, type, name, text);
        parameters = CSharpNames.Distinct(gate.Parameters.Select((parameter, i) => parameter.Type is GateType.Tuple ? TupleName(i) : parameter.Name));
        List<string> read = [];
        for (int i = 0; i < parameters.Length; i++) Read(gate.Parameters[i].Type, parameters[i], read);
        leaves = [.. read];
    }

    /// <summary>Whether there is something to differentiate, and something to differentiate in.</summary>
    public static bool HasGradient(Gate gate) => gate.Leaves.Any(leaf => leaf.Type == GateType.Float) && IsMadeOfFloats(gate.ResultType);

    public static bool HasHessian(Gate gate) => gate.ResultType == GateType.Float && HasGradient(gate);

    /// <summary>The value.</summary>
    public void Value()
    {
        Documentation(null);
        Begin($"{TypeText(gate.ResultType)} {name}({Declared()})");
        Body(Wanted.Of(gate, Outputs.Value, null), (tree, output) => tree.Line($"return {Result(output)};"), name);
        End();
    }

    /// <summary>The value and its partials, written into a span; of a tuple a row for each item.</summary>
    public void Gradient()
    {
        Wanted wanted = Wanted.Of(gate, Outputs.ValueAndGradient, null);
        int count = wanted.Values * wanted.Partials;
        Documentation($"The value; partials receives the {Count(count, "partial derivative")}{(wanted.Values > 1 ? ", a row for each item of the result," : "")} in {string.Join(", ", wanted.Parameters)}.");
        Begin($"{TypeText(gate.ResultType)} {name}_grad({Declared("Span<double> partials")})");
        NeedsRoom("partials", count);
        Body(wanted, (tree, output) =>
        {
            for (int i = 0; i < count; i++) tree.Line($"partials[{i}] = {output(wanted.Values + i)};");
            tree.Line($"return {Result(output)};");
        }, name + "_grad");
        End();
    }

    /// <summary>The value, its partials and the matrix of second partials.</summary>
    public void Hessian()
    {
        Wanted wanted = Wanted.Of(gate, Outputs.ValueGradientHessian, null);
        int n = wanted.Partials;
        Documentation($"The value; partials receives the {Count(n, "partial derivative")} in {string.Join(", ", wanted.Parameters)}, second the {n} × {n} second ones, row by row.");
        Begin($"double {name}_hess({Declared("Span<double> partials", "Span<double> second")})");
        NeedsRoom("partials", n);
        NeedsRoom("second", n * n);
        Body(wanted, (tree, output) =>
        {
            for (int i = 0; i < n; i++) tree.Line($"partials[{i}] = {output(1 + i)};");
            int next = 1 + n;
            for (int p = 0; p < n; p++)
            {
                for (int q = p; q < n; q++)
                {
                    string value = output(next++);
                    tree.Line($"second[{p * n + q}] = {value};");
                    if (p != q) tree.Line($"second[{q * n + p}] = {value};");
                }
            }
            tree.Line($"return {output(0)};");
        }, name + "_hess");
        End();
    }

    /// <summary>The value over columns; with derivatives, a column for each partial too.</summary>
    public void Rows(bool gradient)
    {
        Wanted wanted = Wanted.Of(gate, gradient ? Outputs.ValueAndGradient : Outputs.Value, null);
        string method = gradient ? name + "_grad_rows" : name + "_rows";
        string[] values = wanted.Values == 1 ? [name] : [.. Enumerable.Range(1, wanted.Values).Select(i => $"{name}_{i}")];
        string[] partials = gradient ? [.. values.SelectMany(value => wanted.Parameters.Select(p => $"{value}_{p}"))] : [];
        Documentation($"The same for each row of columns; truth values are 0 and 1. An output may be the memory of an input.");
        List<string> results = [];
        Read(gate.ResultType, "result", results);
        results = [.. results.Select((item, i) => wanted.Circuit.Kinds[wanted.Circuit.Outputs[i]] == Kind.Bool ? item + " ? 1 : 0" : item)];
        new CSharpRows(text, type, method, wanted.Circuit, [.. gate.Leaves.Select(leaf => leaf.Name)], [.. values, .. partials],
            columns => $"{(gradient ? name + "_grad" : name)}({Arguments(columns)}{(gradient ? ", d" : "")})", [.. results]).Write();
    }

    // Numbers of a row as arguments: truth values are 0 and 1 there.
    string Arguments(string[] columns)
    {
        int next = 0;
        return string.Join(", ", gate.Parameters.Select(parameter => Of(parameter.Type)));

        string Of(GateType type) => type is GateType.Tuple tuple ? $"({string.Join(", ", tuple.Items.Select(Of))})"
            : type == GateType.Bool ? $"{columns[next++]} != 0" : type == GateType.Int ? $"(int){columns[next++]}" : columns[next++];
    }

    /// <summary>The statements of a circuit, then what is done with its outputs: in one method, or through a workspace in several.</summary>
    void Body(Wanted wanted, Action<CSharpTree, Func<int, string>> end, string method)
    {
        var schedule = new Schedule(wanted.Circuit);
        Circuit circuit = schedule.Circuit;
        if (CallCode.IsOneMethod(schedule))
        {
            ParameterExpression[] inputs = [.. circuit.Inputs.Select(input => Expression.Parameter(input.Kind == Kind.Bool ? typeof(bool) : typeof(double), input.Name))];
            var tree = new CSharpTree(inputs.Select((input, i) => (input, leaves[i])), "        ");
            var statements = new Statements(schedule, position => inputs[position]);
            foreach (Expression statement in statements.Of(schedule.Steps)) tree.Statement(statement);
            end(tree, i => tree.Text(statements.Value(circuit.Outputs[i])));
            text.Append(tree);
            return;
        }
        (int length, LambdaExpression[] parts) = SplitCode.Trees(schedule);
        var outer = new CSharpTree([], "        ");
        outer.Line($"double[] workspace = ArrayPool<double>.Shared.Rent({length});");
        for (int i = 0; i < leaves.Length; i++) outer.Line($"workspace[{i}] = {(circuit.Inputs[i].Kind == Kind.Bool ? leaves[i] + " ? 1 : 0" : leaves[i])};");
        for (int i = 0; i < parts.Length; i++) outer.Line($"{method}_part{i + 1}(workspace);");
        for (int i = 0; i < circuit.Outputs.Length; i++)
        {
            bool truth = circuit.Kinds[circuit.Outputs[i]] == Kind.Bool;
            outer.Line($"{(truth ? "bool" : "double")} c{i} = workspace[{leaves.Length + i}]{(truth ? " != 0" : "")};");
        }
        outer.Line("ArrayPool<double>.Shared.Return(workspace);");
        end(outer, i => $"c{i}");
        text.Append(outer).Append("    }\n");
        for (int i = 0; i < parts.Length; i++)
        {
            text.Append("\n    static void ").Append(method).Append("_part").Append(i + 1).Append("(double[] workspace)\n    {\n");
            var part = new CSharpTree([(parts[i].Parameters[0], "workspace")], "        ");
            part.Statement(parts[i].Body);
            text.Append(part);
            if (i < parts.Length - 1) text.Append("    }\n");
        }
    }

    void Documentation(string? returns)
    {
        if (gate.Doc is { Length: > 0 } doc)
        {
            text.Append("    /// <summary>\n");
            foreach (string line in doc.Split('\n')) text.Append($"    /// {Escaped(line.TrimEnd())}\n");
            text.Append("    /// </summary>\n");
        }
        else text.Append($"    /// <summary>The gate {Escaped(gate.Signature)}.</summary>\n");
        if (returns is not null) text.Append($"    /// <remarks>{Escaped(returns)}</remarks>\n");
    }

    void Begin(string signature) => text.Append("    public static ").Append(signature).Append("\n    {\n");

    void End() => text.Append("    }\n\n");

    void NeedsRoom(string span, int count) =>
        text.Append(CultureInfo.InvariantCulture, $"        if ({span}.Length < {count}) throw new ArgumentException(\"{span} needs room for {Count(count, "number")}\", nameof({span}));\n");

    string Declared(params string[] further) =>
        string.Join(", ", [.. parameters.Select((parameter, i) => $"{TypeText(gate.Parameters[i].Type)} {parameter}"), .. further]);

    string Result(Func<int, string> output)
    {
        int next = 0;
        return Of(gate.ResultType);

        string Of(GateType type) => type is GateType.Tuple tuple ? $"({string.Join(", ", tuple.Items.Select(Of))})"
            : type == GateType.Int ? $"(int)({output(next++)})" : output(next++);
    }

    // (a, b) as a parameter is named after its items
    string TupleName(int parameter) => string.Join('_', gate.Parameters[parameter].Name.Split((char[])['(', ')', ',', ' '], StringSplitOptions.RemoveEmptyEntries));

    static void Read(GateType type, string from, List<string> read)
    {
        if (type is GateType.Tuple tuple)
        {
            for (int i = 0; i < tuple.Items.Length; i++) Read(tuple.Items[i], string.Create(CultureInfo.InvariantCulture, $"{from}.Item{i + 1}"), read);
        }
        else read.Add(type == GateType.Int ? $"(double){from}" : from);
    }

    static bool IsMadeOfFloats(GateType type) => type == GateType.Float || (type is GateType.Tuple tuple && tuple.Items.All(IsMadeOfFloats));

    static string TypeText(GateType type) => type is GateType.Tuple tuple ? $"({string.Join(", ", tuple.Items.Select(TypeText))})"
        : type == GateType.Bool ? "bool" : type == GateType.Int ? "int" : "double";

    static string Count(int count, string thing) => string.Create(CultureInfo.InvariantCulture, $"{count} {thing}{(count == 1 ? "" : "s")}");

    static string Escaped(string line) => line.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
