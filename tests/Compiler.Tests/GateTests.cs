using System.Runtime.CompilerServices;
using GateDsl.Compiler.Lower;
using Xunit;

namespace GateDsl.Compiler.Tests;

/// <summary>The public face: from a gate to each kind of function.</summary>
public class GateTests
{
    static readonly GateModule module = GateModule.Parse("""
        let sigmoid_gate x = 1 / (1 + exp (-x))
        let net w1 w2 b x1 x2 t =
            let e = sigmoid_gate (w1 * x1 + w2 * x2 + b) - t
            e * e
        let safe x = if x > 0 then log x else 0
        let polar r a = r * cos a, r * sin a
        let flag x (on: bool) = if on then x else -x
        let both (p: float * bool) y = (fst p) * y, snd p
        let above x y = x > y
        """);

    static readonly Target noJit = new(Jit: false, Lanes: 2);

    public static TheoryData<bool> Jit => [true, false];

    static Target TargetOf(bool jit) => jit ? Target.Machine : noJit;

    [Theory, MemberData(nameof(Jit))]
    public void Compiles_to_a_delegate(bool jit)
    {
        var f = module["net"].Compile<Func<double, double, double, double, double, double, double>>(TargetOf(jit));
        Assert.Equal(module["net"].Evaluate(0.1, 0.2, 0.3, 1, -1, 1), f(0.1, 0.2, 0.3, 1, -1, 1));
        Assert.True(module["above"].Compile<Func<double, double, bool>>(TargetOf(jit))(2, 1));
        Assert.Equal(-3, module["flag"].Compile<Func<double, bool, double>>(TargetOf(jit))(3, false));
    }

    [Theory, MemberData(nameof(Jit))]
    public void Tuples_are_value_tuples_or_flat(bool jit)
    {
        var tuple = module["both"].Compile<Func<(double, bool), double, (double, bool)>>(TargetOf(jit));
        var flat = module["both"].Compile<Func<double, bool, double, ValueTuple<double, bool>>>(TargetOf(jit));
        Assert.Equal((6, true), tuple((2, true), 3));
        Assert.Equal((6, false), flat(2, false, 3));
    }

    [Theory, MemberData(nameof(Jit))]
    public void Value_with_gradient(bool jit)
    {
        GradientFunction g = module["net"].CompileGradient(null, TargetOf(jit));
        double[] x = [0.1, 0.2, 0.3, 1, -1, 1], partials = new double[6];
        Assert.Equal(module["net"].Evaluate(x), g(x, partials));
        for (int i = 0; i < 6; i++) Assert.Equal(Numeric(x, i), partials[i], 6);

        static double Numeric(double[] x, int i)
        {
            double[] up = [.. x], down = [.. x];
            up[i] += 1e-5;
            down[i] -= 1e-5;
            return (module["net"].Evaluate(up) - module["net"].Evaluate(down)) / 2e-5;
        }
    }

    [Theory, MemberData(nameof(Jit))]
    public void Hessian_is_symmetric_and_agrees_with_derivatives(bool jit)
    {
        HessianFunction h = module["net"].CompileHessian(null, TargetOf(jit));
        double[] x = [0.1, 0.2, 0.3, 1, -1, 1], partials = new double[6], second = new double[36];
        h(x, partials, second);
        string[] names = [.. module["net"].Parameters.Select(p => p.Name)];
        for (int p = 0; p < 6; p++)
        {
            for (int q = 0; q < 6; q++)
            {
                Assert.Equal(second[p * 6 + q], second[q * 6 + p]);
                Assert.Equal(module["net"].Derivative(names[p]).Derivative(names[q]).Evaluate(x), second[p * 6 + q], 12);
            }
        }
    }

    [Theory, MemberData(nameof(Jit))]
    public void Jacobian_has_a_row_for_each_item(bool jit)
    {
        JacobianFunction j = module["polar"].CompileJacobian(null, TargetOf(jit));
        double[] values = new double[2], jacobian = new double[4];
        j([2, 0.5], values, jacobian);
        Assert.Equal([2 * Math.Cos(0.5), 2 * Math.Sin(0.5)], values);
        Assert.Equal([Math.Cos(0.5), -2 * Math.Sin(0.5), Math.Sin(0.5), 2 * Math.Cos(0.5)], jacobian.Select(d => Math.Round(d, 15)), (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Theory, MemberData(nameof(Jit))]
    public void Derivatives_in_some_parameters(bool jit)
    {
        double[] x = [0.1, 0.2, 0.3, 1, -1, 1], all = new double[6], some = new double[2], second = new double[36], someSecond = new double[4];
        module["net"].CompileHessian(null, TargetOf(jit))(x, all, second);
        module["net"].CompileHessian(["b", "w2"], TargetOf(jit))(x, some, someSecond);
        Assert.Equal([all[2], all[1]], some);
        Assert.Equal([second[14], second[13], second[8], second[7]], someSecond);
        Assert.Throws<ArgumentException>(() => module["net"].CompileGradient(["w3"]));
        double[] jacobian = new double[2];
        module["polar"].CompileJacobian(["a"], TargetOf(jit))([2, 0.5], new double[2], jacobian);
        Assert.Equal(-2 * Math.Sin(0.5), jacobian[0], 14);
    }

    [Theory, MemberData(nameof(Jit))]
    public void Derivatives_along_a_direction(bool jit)
    {
        double[] x = [0.1, 0.2, 0.3, 1, -1, 1], v = [1, -2, 0.5, 0, 3, 1], partials = new double[6], second = new double[36];
        double value = module["net"].CompileHessian(null, TargetOf(jit))(x, partials, second);
        double[] values = new double[1], along = new double[1], gradient = new double[6], product = new double[6];
        module["net"].CompileDirectional(TargetOf(jit))(x, v, values, along);
        Assert.Equal(value, values[0]);
        Assert.Equal(partials.Zip(v, (p, d) => p * d).Sum(), along[0], 14);
        Assert.Equal(value, module["net"].CompileHessianVector(TargetOf(jit))(x, v, gradient, product));
        Assert.Equal(partials, gradient);
        for (int p = 0; p < 6; p++) Assert.Equal(Enumerable.Range(0, 6).Sum(q => second[p * 6 + q] * v[q]), product[p], 13);
        double[] two = new double[2], moved = new double[2];
        module["polar"].CompileDirectional(TargetOf(jit))([2, 0.5], [1, 0], two, moved);
        Assert.Equal([Math.Cos(0.5), Math.Sin(0.5)], moved);
    }

    [Fact]
    public void A_branch_not_taken_leaves_no_trace()
    {
        var partials = new double[1];
        foreach (bool jit in (bool[])[true, false]) Assert.Equal(0, module["safe"].CompileGradient(null, TargetOf(jit))([-1], partials) + partials[0]);
        BatchFunction batch = module["safe"].CompileBatch(BatchOutputs.ValueAndGradient);
        double[] x = [-1, 0, 2, double.NaN, -1, 3, 0, -0.0, 1], value = new double[9], slope = new double[9];
        batch.Invoke(9, [x], [value, slope]);
        Assert.Equal([0, 0, 0.5, 0, 0, 1 / 3.0, 0, 0, 1], slope);
    }

    [Fact]
    public void Batches_take_columns_and_numbers()
    {
        BatchFunction batch = module["net"].CompileBatch(BatchOutputs.ValueAndGradient);
        Assert.Equal(["w1", "w2", "b", "x1", "x2", "t"], batch.InputNames);
        Assert.Equal(["net", "net'w1", "net'w2", "net'b", "net'x1", "net'x2", "net't"], batch.OutputNames);
        double[] x1 = [1, 2, 3], x2 = [-1, 0, 1], t = [0, 1, 0];
        double[][] outputs = [.. Enumerable.Range(0, 7).Select(_ => new double[3])];
        batch.Invoke(3, [0.1, 0.2, 0.3, x1, x2, t], [.. outputs.Select(o => o.AsMemory())]);
        for (int row = 0; row < 3; row++) Assert.Equal(module["net"].Evaluate(0.1, 0.2, 0.3, x1[row], x2[row], t[row]), outputs[0][row], 14);
        ReadOnlyMemory<double>[] columns = [x1, x1, x1, x1, x2, t];
        batch.Invoke(3, columns, [.. outputs.Select(o => o.AsMemory())]);
        Assert.Equal(module["net"].Evaluate(3, 3, 3, 3, 1, 0), outputs[0][2], 14);
    }

    [Fact]
    public void Wrong_use_states_the_signature()
    {
        string signature = module["above"].Signature;
        Assert.Contains(signature, Assert.Throws<ArgumentException>(() => module["above"].Compile<Func<double, bool>>()).Message);
        Assert.Contains(signature, Assert.Throws<ArgumentException>(() => module["above"].Compile<Func<double, double, double>>()).Message);
        Assert.Contains(signature, Assert.Throws<ArgumentException>(() => module["above"].Compile<Action<double, double>>()).Message);
        GradientFunction g = module["net"].CompileGradient();
        Assert.Contains(module["net"].Signature, Assert.Throws<ArgumentException>(() => g(new double[5], new double[6])).Message);
        Assert.Contains(module["net"].Signature, Assert.Throws<ArgumentException>(() => g(new double[6], new double[5])).Message);
        Assert.Throws<ArgumentException>(() => module["polar"].CompileGradient());
        BatchFunction batch = module["safe"].CompileBatch();
        Assert.Contains(module["safe"].Signature, Assert.Throws<ArgumentException>(() => batch.Invoke(3, [new double[2]], [new double[3]])).Message);
        Assert.Throws<ArgumentException>(() => batch.Invoke(3, [new double[3]], [new double[2]]));
        Assert.Throws<ArgumentException>(() => batch.Invoke(3, [new double[3]], []));
    }

    [Fact]
    public void Trees_can_be_compiled_by_others()
    {
        var tree = module["net"].ToExpression<Func<double, double, double, double, double, double, double>>();
        Assert.Equal("w1", tree.Parameters[0].Name);
        Assert.Equal(module["net"].Evaluate(0.1, 0.2, 0.3, 1, -1, 1), tree.Compile()(0.1, 0.2, 0.3, 1, -1, 1));
    }

    [Fact]
    public void Calls_allocate_nothing()
    {
        var f = module["net"].Compile<Func<double, double, double, double, double, double, double>>();
        GradientFunction g = module["net"].CompileGradient();
        BatchFunction batch = module["net"].CompileBatch(BatchOutputs.ValueAndGradient);
        double[] x = [0.1, 0.2, 0.3, 1, -1, 1], partials = new double[6], column = new double[100_000], sums = new double[7];
        Memory<double>[] outputs = [.. Enumerable.Range(0, 7).Select(_ => new double[column.Length].AsMemory())];
        Call();
        Call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++) Call();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Call()
        {
            f(1, 2, 3, 4, 5, 6);
            g(x, partials);
            batch.Invoke(column.Length, [0.1, 0.2, 0.3, column, column, column], outputs);
            batch.InvokeSum(column.Length, [0.1, 0.2, 0.3, column, column, column], sums);
        }
    }

    [Fact]
    public void Compiled_code_is_collected()
    {
        WeakReference[] references = Make();
        for (int i = 0; i < 10 && references.Any(r => r.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.All(references, reference => Assert.False(reference.IsAlive));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference[] Make()
        {
            var f = module["net"].Compile<Func<double, double, double, double, double, double, double>>();
            GradientFunction g = module["net"].CompileGradient();
            BatchFunction batch = module["net"].CompileBatch();
            double[] column = new double[10], outputs = new double[10];
            batch.Invoke(10, [column, column, column, column, column, column], [outputs]);
            f(1, 2, 3, 4, 5, 6);
            return [new(f), new(f.Method), new(g), new(g.Method), new(batch)];
        }
    }

    [Fact]
    public void A_batch_can_be_stopped()
    {
        BatchFunction batch = module["safe"].CompileBatch();
        double[] column = new double[1_000_000];
        Assert.Throws<OperationCanceledException>(() => batch.Invoke(column.Length, [column], [column], new CancellationToken(canceled: true)));
        Assert.Equal(0, column[0]);
    }
}
