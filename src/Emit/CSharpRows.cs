using System.Globalization;
using System.Text;
using GateDsl.Compiler.Lower;
using GateDsl.Ir;

namespace GateDsl.Emit;

/// <summary>
/// A circuit over columns: a loop that is generic in the lane type, called with the widest vectors that the machine has and then, for the rows that are left,
/// with single numbers. Every operation on lanes has the bits of the scalar one.
/// </summary>
/// <param name="text">Where it is written to.</param>
/// <param name="type">The class: calls name it, since a column may have the name of a method.</param>
/// <param name="method">The name of the method.</param>
/// <param name="written">The circuit.</param>
/// <param name="inputs">The names of its inputs.</param>
/// <param name="outputs">The names of its outputs: the values, then the partials.</param>
/// <param name="call">The call for one row, from how its numbers are read; of a gradient, the partials go into <c>d</c>.</param>
/// <param name="results">How the values of that call, <c>result</c>, are read as numbers.</param>
sealed class CSharpRows(StringBuilder text, string type, string method, Circuit written, string[] inputs, string[] outputs, Func<string[], string> call, string[] results)
{
    /// <summary>Larger loops have more locals than the JIT keeps track of.</summary>
    const int MostNodes = 900;

    /// <summary>Deeper expressions are cut, to stay readable.</summary>
    const int Deepest = 6;

    readonly Circuit circuit = Sharing.Of(written);
    readonly string[] columns = CSharpNames.Distinct([.. inputs, .. outputs], type);

    public void Write()
    {
        string[] reads = columns[..inputs.Length], writes = columns[inputs.Length..];
        string spans = string.Join(", ", [.. reads.Select(c => $"ReadOnlySpan<double> {c}"), .. writes.Select(c => $"Span<double> {c}")]);
        text.Append(CultureInfo.InvariantCulture, $$"""
                public static void {{method}}(int rows, {{spans}})
                {
                    if (rows < 0{{string.Concat(columns.Select(c => $" || {c}.Length < rows"))}}) throw new ArgumentException("a column is shorter than the number of rows", nameof(rows));

            """);
        if (circuit.Nodes.Length > MostNodes) RowByRow(reads, writes);
        else Vectors(spans, writes);
    }

    void Vectors(string spans, string[] writes)
    {
        string passed = string.Join(", ", columns);
        text.Append(CultureInfo.InvariantCulture, $$"""
                    int row = 0;
                    if (Vector512.IsHardwareAccelerated) row = {{method}}<Numerics::Lanes512>(row, rows, {{passed}});
                    else if (Vector256.IsHardwareAccelerated) row = {{method}}<Numerics::Lanes256>(row, rows, {{passed}});
                    else if (Vector128.IsHardwareAccelerated) row = {{method}}<Numerics::Lanes128>(row, rows, {{passed}});
                    {{method}}<Numerics::Scalar64>(row, rows, {{passed}});
                }

                [MethodImpl(MethodImplOptions.AggressiveOptimization)]
                static int {{method}}<T>(int row, int rows, {{spans}}) where T : struct, Numerics::ILane<T>
                {

            """);
        for (int i = 0; i < columns.Length; i++) text.Append(CultureInfo.InvariantCulture, $"        ref double c{i + 1} = ref MemoryMarshal.GetReference({columns[i]});\n");
        Loop();
        text.Append("        return row;\n    }\n\n");
    }

    // A loop of calls. What a row reads is read before what it writes is written.
    void RowByRow(string[] reads, string[] writes)
    {
        int partials = writes.Length - results.Length;
        if (partials > 0) text.Append(CultureInfo.InvariantCulture, $"        Span<double> d = new double[{partials}];\n");
        text.Append($"        for (int row = 0; row < rows; row++)\n        {{\n            var result = {type}.{call([.. reads.Select(column => $"{column}[row]")])};\n");
        for (int i = 0; i < results.Length; i++) text.Append($"            {writes[i]}[row] = {results[i]};\n");
        for (int i = 0; i < partials; i++) text.Append(CultureInfo.InvariantCulture, $"            {writes[results.Length + i]}[row] = d[{i}];\n");
        text.Append("        }\n    }\n\n");
    }

    void Loop()
    {
        var values = new string[circuit.Nodes.Length];
        var constants = new StringBuilder();
        var body = new StringBuilder();
        int[] uses = Uses();
        var depth = new int[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            Node node = circuit.Nodes[i];
            string local = string.Create(CultureInfo.InvariantCulture, $"v{i + 1}");
            if (node.Op is Op.Number or Op.Truth)
            {
                constants.Append($"        T {local} = {LaneSpelling.Constant(node)};\n");
                values[i] = local;
                continue;
            }
            string a = node.A < 0 ? "" : values[node.A], b = node.B < 0 ? "" : values[node.B], c = node.C < 0 ? "" : values[node.C];
            string value = node.Op == Op.Input ? Read((int)node.Bits) : LaneSpelling.Of(node, a, b, c);
            for (int argument = 0; argument < node.Arity; argument++) depth[i] = Math.Max(depth[i], depth[node[argument]] + 1);
            if (node.Op != Op.Input && uses[i] == 1 && depth[i] < Deepest) { values[i] = LaneSpelling.IsOperator(node.Op) ? $"({value})" : value; continue; }
            depth[i] = 0;
            body.Append($"            T {local} = {value};\n");
            values[i] = local;
        }
        text.Append(constants).Append("        for (; row <= rows - T.Count; row += T.Count)\n        {\n").Append(body);
        for (int i = 0; i < circuit.Outputs.Length; i++)
        {
            string value = values[circuit.Outputs[i]];
            if (circuit.Kinds[circuit.Outputs[i]] == Kind.Bool) value = $"{value} & T.Create(1.0)";
            text.Append(CultureInfo.InvariantCulture, $"            T.Store({value}, ref Unsafe.Add(ref c{inputs.Length + i + 1}, row));\n");
        }
        text.Append("        }\n");
    }

    string Read(int input)
    {
        string number = string.Create(CultureInfo.InvariantCulture, $"T.Load(ref Unsafe.Add(ref c{input + 1}, row))");
        return circuit.Inputs[input].Kind == Kind.Bool ? $"~T.Equal({number}, T.Create(0.0))" : number;
    }

    int[] Uses()
    {
        var uses = new int[circuit.Nodes.Length];
        foreach (Node node in circuit.Nodes)
        {
            for (int argument = 0; argument < node.Arity; argument++) uses[node[argument]]++;
            if (LaneSpelling.RepeatsArgument(node.Op)) uses[node.A]++;
        }
        // What is stored is computed before the first store: an output may be the memory of an input.
        foreach (int output in circuit.Outputs) uses[output] += 2;
        return uses;
    }
}
