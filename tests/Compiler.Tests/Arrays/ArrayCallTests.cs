using Xunit;

namespace GateDsl.Compiler.Tests.Arrays;

/// <summary>Gates with arrays as delegates.</summary>
public sealed class ArrayCallTests
{
    delegate double OfSpan(ReadOnlySpan<double> xs, double c);

    [Fact]
    public void Arrays_and_matrices_are_those_of_the_host()
    {
        GateModule module = GateModule.Parse("""
            let total (xs: float[]) c = Array.sum xs + c
            let squares (xs: float[]) = Array.map (fun x -> x * x) xs
            let product (m: float[][]) v = Array.map (fun row -> Array.dot row v) m
            let turned (m: float[][]) = Array.transpose m
            let larger (xs: float[]) = Array.map (fun x -> x > 1) xs
            let any (bs: bool[]) (n: int) = Array.exists id bs && n > 1
            let steps n x = iterate n (fun y -> 2 * y) x
            """);
        double[] xs = [1, 2, 3];
        double[,] matrix = { { 1, 2, 3 }, { 4, 5, 6 } };
        double[][] rows = [[1, 2, 3], [4, 5, 6]];
        Assert.Equal(10, module["total"].Compile<Func<double[], double, double>>()(xs, 4));
        Assert.Equal(10, module["total"].Compile<Func<ReadOnlyMemory<double>, double, double>>()(xs, 4));
        Assert.Equal(10, module["total"].Compile<OfSpan>()(xs, 4));
        Assert.Equal([1, 4, 9], module["squares"].Compile<Func<double[], double[]>>()(xs));
        Assert.Equal([14, 32], module["product"].Compile<Func<double[,], double[], double[]>>()(matrix, xs));
        Assert.Equal([14, 32], module["product"].Compile<Func<double[][], double[], double[]>>()(rows, xs));
        Assert.Equal([[1, 4], [2, 5], [3, 6]], module["turned"].Compile<Func<double[,], double[][]>>()(matrix));
        Assert.Equal(new double[,] { { 1, 4 }, { 2, 5 }, { 3, 6 } }, module["turned"].Compile<Func<double[][], double[,]>>()(rows));
        Assert.Equal([false, true, true], module["larger"].Compile<Func<double[], bool[]>>()(xs));
        Assert.True(module["any"].Compile<Func<bool[], int, bool>>()([false, true], 2));
        Assert.Equal(24, module["steps"].Compile<Func<int, double, double>>()(3, 3));
        Assert.Equal([2, 4, 6], module["total"].Derivative("xs").Compile<Func<double[], double, double[]>>()(xs, 4).Zip(xs, (slope, x) => slope * 2 * x));
        Assert.Throws<ArgumentException>(() => module["product"].Compile<Func<double[][], double[], double[]>>()([[1, 2], [3]], xs));
        Assert.Throws<ArgumentException>(() => module["total"].Compile<Func<double, double, double>>());
    }

    delegate void Step(double[] xs, double[] vs, double[] first, double[] second);

    [Theory]
    [InlineData("(Array.map2 (fun x v -> x + v) xs vs, xs)", new double[] { 11, 22 }, new double[] { 1, 2 })]
    [InlineData("(vs, xs)", new double[] { 10, 20 }, new double[] { 1, 2 })]
    [InlineData("(Array.map (fun v -> 2 * v) vs, Array.rev xs)", new double[] { 20, 40 }, new double[] { 2, 1 })]
    public void Results_may_go_to_memory_of_the_arguments(string results, double[] first, double[] second)
    {
        Step step = GateModule.Parse($"let f (xs: float[]) (vs: float[]) = {results}")["f"].Compile<Step>();
        double[] xs = [1, 2], vs = [10, 20];
        step(xs, vs, xs, vs);
        Assert.Equal(first, xs);
        Assert.Equal(second, vs);
    }

    delegate void Into(ReadOnlySpan<double> xs, double c, Span<double> scaled);

    delegate void IntoTwo(double[,] m, ReadOnlyMemory<double> v, Span<double> total, Span<double> products);

    [Fact]
    public void Results_go_to_memory_of_the_caller_and_nothing_is_allocated()
    {
        GateModule module = GateModule.Parse("""
            let scaled (xs: float[]) c = Array.map (fun x -> c * sin x) xs
            let energy (xs: float[]) c = c * Array.sumBy (fun x -> x ** 3) xs
            let both (m: float[][]) (v: float[]) = let p = Array.map (fun row -> Array.dot row v) m in (Array.sum p, p)
            let turned (m: float[][]) (v: float[]) = Array.transpose m
            """);
        Into scaled = module["scaled"].Compile<Into>(), slope = module["energy"].Derivative("xs").Compile<Into>();
        IntoTwo both = module["both"].Compile<IntoTwo>();
        double[,] m = { { 1, 2, 3 }, { 4, 5, 6 } };
        double[] xs = [.. Enumerable.Range(0, 1_000).Select(i => Math.Sin(i))], into = new double[1_000], v = [1, 2, 3], total = new double[1], products = new double[2];
        for (int i = 0; i < 3; i++) Call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) Call();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(xs.Select(x => 3 * 2 * x * x), into, (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.Equal((46, 14, 32), (total[0], products[0], products[1]));
        scaled(xs, 2, into);
        Assert.Equal(xs.Select(x => 2 * Math.Sin(x)), into, (a, b) => Math.Abs(a - b) < 1e-15);

        var turned = new double[6];
        module["turned"].Compile<Action<double[][], double[], double[]>>()([[1, 2, 3], [4, 5, 6]], [], turned);
        Assert.Equal([1, 4, 2, 5, 3, 6], turned);
        Assert.Contains("1000 numbers are computed, and there is room for 3", Assert.Throws<ArgumentException>("scaled", () => scaled(xs, 2, new double[3])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => module["both"].Compile<Into>());

        void Call()
        {
            scaled(xs, 2, into);
            slope(xs, 2, into);
            both(m, v, total, products);
        }
    }

    [Fact]
    public void A_fault_is_an_exception_of_its_own()
    {
        Func<double[], double> first = GateModule.Parse("let first (xs: float[]) = xs.[0]")["first"].Compile<Func<double[], double>>();
        Assert.Equal("GATE0620", Assert.Throws<GateRunException>(() => first([])).Diagnostic.Code);
    }

    [Fact]
    public void What_takes_numbers_only_says_so()
    {
        Gate gate = GateModule.Parse("let total (xs: float[]) = Array.sum xs")["total"];
        Assert.Throws<NotSupportedException>(() => gate.CompileGradient());
        Assert.Throws<NotSupportedException>(() => gate.CompileValue());
        Assert.Throws<NotSupportedException>(() => gate.ToExpression<Func<double[], double>>());
        Assert.Throws<NotSupportedException>(() => gate.Certify([1, 2]));
    }

    [Fact]
    public void Numbers_with_loops_between_go_every_way()
    {
        Gate gate = GateModule.Parse("let f x = Array.sum (Array.init 3 (fun i -> x ** float i)) + iterate 3 (fun y -> y * x) 1.0")["f"];
        Assert.Equal(1 + 2 + 4 + 8, gate.Compile<Func<double, double>>()(2));
        Assert.Equal(1 + 2 + 4 + 8, gate.ToExpression<Func<double, double>>().Compile()(2));
        var partials = new double[1];
        Assert.Equal(15, gate.CompileGradient()([2], partials));
        Assert.Equal(1 + 4 + 12, partials[0]);
        double[] column = [0, 1, 2, 3, 4, 5, 6, 7, 8], results = new double[9];
        gate.CompileBatch().Invoke(9, (ReadOnlySpan<ReadOnlyMemory<double>>)[column], [results]);
        Assert.Equal(column.Select(x => 1 + x + x * x + x * x * x), results);
    }
}
