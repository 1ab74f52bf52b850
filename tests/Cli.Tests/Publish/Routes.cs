using System.Globalization;
using GateDsl;
using GateDsl.Compiler;

// Runs every gate of a file by every way there is, and prints the bits. The file is the first argument.
double[] numbers = [0.3, 1.7, -2.5, 0, 40.25, -0.75, 3, 1e-9, 0.5, -17.125];
foreach (GateOptions options in (GateOptions[])[new(), new() { Reproducible = true }, new() { AsWritten = true }])
{
    foreach (Gate gate in GateModule.Load(args[0], options).Gates) Ways.Of(gate, options, numbers);
}

static class Ways
{
    const int Rows = 21;

    public static void Of(Gate gate, GateOptions options, double[] numbers)
    {
        for (int at = 0; at < numbers.Length; at++)
        {
            double[] x = [.. gate.Inputs.Select((input, i) => input.Type == GateType.Bool ? (at + i) % 2 : numbers[(at + 3 * i) % numbers.Length])];
            Of(gate, x);
        }
        if (options.Reproducible) Columns(gate, numbers);
    }

    static void Of(Gate gate, double[] x)
    {
        int items = gate.OutputNames().Count, n = gate.Partials.Count;
        double[] values = new double[items], partials = new double[n], jacobian = new double[items * n], along = new double[items], direction = [.. Enumerable.Range(1, n).Select(i => 1.0 / i)];
        Print(gate, "evaluated", gate.EvaluateAll(x));
        gate.CompileValue()(x, values);
        Print(gate, "value", values);
        gate.CompileJacobian()(x, values, jacobian);
        Print(gate, "jacobian", [.. values, .. jacobian]);
        gate.CompileDirectional()(x, direction, values, along);
        Print(gate, "directional", [.. values, .. along]);
        Call(gate, x);
        if (gate.ResultType != GateType.Float) return;
        Print(gate, "gradient", [gate.CompileGradient()(x, partials), .. partials]);
        double[] second = new double[n * n], product = new double[n];
        Print(gate, "hessian", [gate.CompileHessian()(x, partials, second), .. partials, .. second]);
        Print(gate, "hessian vector", [gate.CompileHessianVector()(x, direction, partials, product), .. partials, .. product]);
    }

    // A delegate of the gate's shape, for the shapes that the file has.
    static void Call(Gate gate, double[] x)
    {
        switch (gate.Type.ToString())
        {
            case "float -> float": Print(gate, "call", [gate.Compile<Func<double, double>>()(x[0]), gate.CompileFor<One>()(new(x[0]))]); break;
            case "float -> float -> float":
                Print(gate, "call", [gate.Compile<Func<double, double, double>>()(x[0], x[1]), gate.Compile<Two>()(x[0], x[1])]);
                Both both = gate.CompileFor<Pair, Both>()(new(x[0], x[1]));
                Print(gate, "by name", [gate.EvaluateFor(new Pair(x[0], x[1])), both.Value, both.X, both.Y]);
                break;
            case "float -> float -> float -> float": Print(gate, "call", [gate.Compile<Func<double, double, double, double>>()(x[0], x[1], x[2])]); break;
            case "float -> float -> bool": Print(gate, "call", [gate.Compile<Func<double, double, bool>>()(x[0], x[1]) ? 1 : 0]); break;
            case "bool -> bool -> bool": Print(gate, "call", [gate.Compile<Func<bool, bool, bool>>()(x[0] != 0, x[1] != 0) ? 1 : 0]); break;
            case "float -> bool -> float": Print(gate, "call", [gate.Compile<Func<double, bool, double>>()(x[0], x[1] != 0)]); break;
            case "float * bool -> float -> float * bool":
                var tuple = gate.Compile<Func<(double, bool), double, (double, bool)>>()((x[0], x[1] != 0), x[2]);
                Print(gate, "call", [tuple.Item1, tuple.Item2 ? 1 : 0]);
                break;
        }
    }

    static void Columns(Gate gate, double[] numbers)
    {
        double[][] columns = [.. gate.Inputs.Select((input, i) => Enumerable.Range(0, Rows)
            .Select(row => input.Type == GateType.Bool ? (row + i) % 2 : numbers[(row + 3 * i) % numbers.Length]).ToArray())];
        BatchOutputs most = gate.ResultType == GateType.Float ? BatchOutputs.ValueGradientHessian : BatchOutputs.ValueAndGradient;
        BatchFunction batch = gate.CompileBatch(most);
        double[][] outputs = [.. batch.OutputNames.Select(_ => new double[Rows])];
        batch.Invoke(Rows, [.. columns.Select(column => (BatchColumn)column)], [.. outputs.Select(column => column.AsMemory())]);
        for (int i = 0; i < outputs.Length; i++) Print(gate, "column " + batch.OutputNames[i], outputs[i]);
        var sums = new double[outputs.Length];
        batch.InvokeSum(Rows, [.. columns.Select(column => (BatchColumn)column)], sums);
        Print(gate, "sums", sums);
    }

    static void Print(Gate gate, string way, double[] numbers) => Console.WriteLine(
        $"{gate.Name} {way}: {string.Join(' ', numbers.Select(x => double.IsNaN(x) ? "nan" : BitConverter.DoubleToInt64Bits(x).ToString("x16", CultureInfo.InvariantCulture)))}");
}

delegate double Two(double a, double b);
record struct One(double X);
record Pair(double X, double Y);
record Both(double Value, double X, double Y);
