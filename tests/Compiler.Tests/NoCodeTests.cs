using GateDsl.Compiler.Lower;
using Xunit;

namespace GateDsl.Compiler.Tests;

/// <summary>Gates of so many parameters or outputs that one method cannot hold them: every route answers.</summary>
public class NoCodeTests
{
    // Hessians with entries that are constant, that are one and the same number, and that all differ.
    public static TheoryData<string, int, string> Hessians => new()
    {
        { "sum of squares", 400, "x{0} ** 2" },
        { "chain", 400, "x{0} * x{1}" },
        { "cubes", 260, "x{0} ** 3 * x{1}" },
    };

    [Theory, MemberData(nameof(Hessians))]
    public void A_Hessian_of_hundreds_of_parameters(string name, int n, string term)
    {
        string sum = string.Join(" + ", Enumerable.Range(0, n).Select(i => term.Replace("{0}", $"{i}", StringComparison.Ordinal).Replace("{1}", $"{(i + 1) % n}", StringComparison.Ordinal)));
        Agrees(name, GateModule.Parse($"let f {string.Join(' ', Enumerable.Range(0, n).Select(i => $"x{i}"))} = {sum}")["f"], n);
    }

    [Fact]
    public void A_Hessian_whose_entries_are_all_the_same()
    {
        const int N = 400;
        string sum = string.Join(" + ", Enumerable.Range(0, N).Select(i => $"x{i}"));
        Agrees("exp of a sum", GateModule.Parse($"let f {string.Join(' ', Enumerable.Range(0, N).Select(i => $"x{i}"))} = exp (({sum}) / 400)")["f"], N);
    }

    [Fact]
    public void What_no_compiler_takes_goes_another_way()
    {
        int tried = 0;
        Assert.Equal(3, Codegen.First(() => Refused(1), () => Refused(2), () => 3));
        Assert.Equal(2, tried);
        Assert.Throws<TimeoutException>(() => Codegen.First(() => throw new TimeoutException(), () => 1));

        int Refused(int way)
        {
            tried = way;
            throw new Codegen.Refused(new InvalidProgramException());
        }
    }

    static void Agrees(string name, Gate gate, int n)
    {
        double[] x = [.. Enumerable.Range(0, n).Select(i => 0.25 + i % 7 * 0.125)], partials = new double[n], second = new double[n * n];
        double value = gate.CompileHessian()(x, partials, second);
        BatchFunction batch = gate.CompileBatch(BatchOutputs.ValueGradientHessian, threads: 1);
        const int Rows = 13;
        double[][] outputs = [.. batch.OutputNames.Select(_ => new double[Rows])];
        double[] sums = new double[outputs.Length];
        BatchColumn[] columns = [.. x.Select((number, i) => i % 2 == 0 ? (BatchColumn)Enumerable.Repeat(number, Rows).ToArray() : number)];
        batch.Invoke(Rows, columns, [.. outputs.Select(column => column.AsMemory())]);
        batch.InvokeSum(Rows, columns, sums);
        double[] expected = [value, .. partials, .. Enumerable.Range(0, n).SelectMany(p => Enumerable.Range(p, n - p).Select(q => second[p * n + q]))];
        for (int i = 0; i < expected.Length; i++)
        {
            for (int row = 0; row < Rows; row++) Assert.True(Math.Abs(expected[i] - outputs[i][row]) <= 1e-12 * Math.Abs(expected[i]), $"{name}, {batch.OutputNames[i]}, row {row}: {expected[i]}, in a batch {outputs[i][row]}");
            Assert.True(Math.Abs(Rows * expected[i] - sums[i]) <= 1e-11 * Math.Abs(sums[i]), $"{name}, {batch.OutputNames[i]}: the sum {sums[i]} of {Rows} rows of {expected[i]}");
        }
    }
}
