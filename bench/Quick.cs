using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using GateDsl.Compiler;

namespace GateDsl.Bench;

/// <summary>Every ratio of bench/README.md in one run, without BenchmarkDotNet's rigour.</summary>
static unsafe class Quick
{
    const int Rows = 1 << 20, Rounds = 25;

    static readonly List<(string Name, Action Measure)> all =
    [
        ("scalar", Scalar), ("net", Net), ("affine", Affine), ("price", Price), ("greeks", Greeks), ("loss", Loss), ("polynomial", Polynomial),
        ("rosenbrock", () => Gradients("rosenbrock", Workloads.Rosenbrock, HandScalar.Rosenbrock)),
        ("chain", () => Gradients("chain", Workloads.Chain, HandScalar.Chain)),
        ("large", Large), ("threads", Threads), ("first", First), ("text", Text), ("luajit", LuaJit),
    ];

    public static int Run(string[] only)
    {
        foreach ((string name, Action measure) in all)
        {
            if (only.Length > 0 && !only.Contains(name)) continue;
            try { measure(); }
            catch (PlatformNotSupportedException missing) { Console.WriteLine($"{name}: {missing.Message}"); }
        }
        return 0;
    }

    static void Scalar()
    {
        Func<double, double> hand = HandScalar.Sigmoid, ours = Workloads.Sigmoid.Compile<Func<double, double>>(),
            framework = Workloads.Sigmoid.ToExpression<Func<double, double>>().Compile();
        const int Calls = 100_000;
        double[] best = Clock.Best(Calls, Rounds * 4, Loop(hand), Loop(ours), Loop(framework));
        Report("sigmoid call", best[1], ("hand-written C#", best[0]), ("Expression.Compile", best[2]));

        static Action Loop(Func<double, double> f) => () =>
        {
            double sum = 0;
            for (int i = 0; i < Calls; i++) sum += f(i * 1e-4 - 5);
            sink = sum;
        };
    }

    static void Net()
    {
        GradientFunction hand = HandScalar.NetGradient, ours = Workloads.NetError.CompileGradient(Workloads.Weights);
        const int Calls = 50_000;
        double[] best = Clock.Best(Calls, Rounds * 4, Loop(hand), Loop(ours));
        Report("net, value and 9 partials, a call", best[1], ("hand-written C#", best[0]));

        static Action Loop(GradientFunction f) => () =>
        {
            double[] x = [0.1, -0.4, 0.3, 0.8, 0.2, -0.5, 1.1, -0.7, 0.05, 0.5, -1, 1], g = new double[9];
            double sum = 0;
            for (int i = 0; i < Calls; i++)
            {
                x[9] = i * 1e-5;
                sum += f(x, g);
            }
            sink = sum;
        };
    }

    static void Affine()
    {
        double[] x = Column(1, -4, 4), y = new double[Rows], peer = new double[Rows];
        BatchFunction batch = Workloads.Affine.CompileBatch(threads: 1);
        fixed (double* px = x, pp = peer)
        {
            (nint cx, nint cp) = ((nint)px, (nint)pp);
            double[] best = Clock.Best(Rows, Rounds, () => batch.Invoke(Rows, [x, 1.5, 0.25], [y]),
                () => NativePeers.SigmoidAffine(Rows, (double*)cx, 1.5, 0.25, (double*)cp),
                () => HandVector.SigmoidAffine(x, 1.5, 0.25, peer),
                () =>
                {
                    TensorPrimitives.Multiply(x, 1.5, peer);
                    TensorPrimitives.Add(peer, 0.25, peer);
                    TensorPrimitives.Sigmoid(peer, peer);
                });
            Report("sigmoid of an affine column, a row", best[0], ("gcc", best[1]), ("hand-written Vector512", best[2]), ("TensorPrimitives", best[3]));
            Compare(y, peer);
        }
    }

    static void Price()
    {
        double[][] c = PriceColumns();
        double[] y = new double[Rows], peer = new double[Rows];
        BatchFunction batch = Workloads.CallPrice.CompileBatch(threads: 1);
        fixed (double* s = c[0], k = c[1], t = c[2], r = c[3], v = c[4], p = peer)
        {
            (nint a, nint b, nint d, nint e, nint f, nint g) = ((nint)s, (nint)k, (nint)t, (nint)r, (nint)v, (nint)p);
            double[] best = Clock.Best(Rows, Rounds, () => batch.Invoke(Rows, [c[0], c[1], c[2], c[3], c[4]], [y]),
                () => NativePeers.CallPrice(Rows, (double*)a, (double*)b, (double*)d, (double*)e, (double*)f, (double*)g));
            Report("call price, a row", best[0], ("gcc", best[1]));
            Compare(y, peer);
        }
    }

    static void Greeks()
    {
        double[][] c = PriceColumns();
        double[][] y = [.. Enumerable.Range(0, 6).Select(_ => new double[Rows])], peer = [.. Enumerable.Range(0, 6).Select(_ => new double[Rows])];
        BatchFunction batch = Workloads.CallPrice.CompileBatch(BatchOutputs.ValueAndGradient, threads: 1);
        fixed (double* s = c[0], k = c[1], t = c[2], r = c[3], v = c[4], p = peer[0], p1 = peer[1], p2 = peer[2], p3 = peer[3], p4 = peer[4], p5 = peer[5])
        {
            nint[] n = [(nint)s, (nint)k, (nint)t, (nint)r, (nint)v, (nint)p, (nint)p1, (nint)p2, (nint)p3, (nint)p4, (nint)p5];
            double[] best = Clock.Best(Rows, Rounds, () => batch.Invoke(Rows, [c[0], c[1], c[2], c[3], c[4]], [y[0], y[1], y[2], y[3], y[4], y[5]]),
                () => NativePeers.CallGreeks(Rows, (double*)n[0], (double*)n[1], (double*)n[2], (double*)n[3], (double*)n[4],
                    (double*)n[5], (double*)n[6], (double*)n[7], (double*)n[8], (double*)n[9], (double*)n[10]));
            Report("call price and its 5 partials, a row", best[0], ("gcc", best[1]));
            for (int i = 0; i < 6; i++) Compare(y[i], peer[i]);
        }
    }

    static void Loss()
    {
        double[] x = Column(1, -1, 1), y = Column(2, -1, 1), target = Column(3, 0, 1), weights = [0.1, -0.4, 0.3, 0.8, 0.2, -0.5, 1.1, -0.7, 0.05];
        double[] sums = new double[10], peer = new double[10];
        BatchFunction batch = Workloads.NetError.CompileBatch(BatchOutputs.ValueAndGradient, Workloads.Weights, threads: 1);
        fixed (double* px = x, py = y, pt = target, pw = weights, pp = peer)
        {
            nint[] n = [(nint)px, (nint)py, (nint)pt, (nint)pw, (nint)pp];
            double[] best = Clock.Best(Rows, Rounds, () => batch.InvokeSum(Rows, [0.1, -0.4, 0.3, 0.8, 0.2, -0.5, 1.1, -0.7, 0.05, x, y, target], sums),
                () => NativePeers.NetLoss(Rows, (double*)n[0], (double*)n[1], (double*)n[2], (double*)n[3], (double*)n[4]),
                () => HandVector.NetLoss(x, y, target, weights, peer));
            Report("net loss over rows and its 9 partials, a row", best[0], ("gcc", best[1]), ("hand-written Vector512", best[2]));
            Compare(sums, peer);
        }
    }

    static void Polynomial()
    {
        double[] x = Column(1, -1, 1), y = new double[Rows], peer = new double[Rows];
        BatchFunction batch = Workloads.Polynomial.CompileBatch(threads: 1);
        fixed (double* px = x, pp = peer)
        {
            (nint cx, nint cp) = ((nint)px, (nint)pp);
            double[] best = Clock.Best(Rows, Rounds * 2, () => batch.Invoke(Rows, [x], [y]), () => x.CopyTo(peer, 0),
                () => NativePeers.Polynomial(Rows, (double*)cx, (double*)cp));
            Report("x * x + 2 * x + 1, a row", best[0], ("copying the column", best[1]), ("gcc", best[2]));
        }
    }

    static void Gradients(string name, Func<int, Gate> make, GradientFunction hand)
    {
        foreach (int n in (int[])[10, 100, 1000])
        {
            Gate gate = make(n);
            long start = Stopwatch.GetTimestamp();
            GradientFunction gradient = gate.CompileGradient();
            double compiled = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            ValueFunction value = gate.CompileValue();
            double[] x = [.. Enumerable.Range(0, n).Select(i => Math.Sin(i + 1))], g = new double[n], h = new double[n], one = new double[1];
            int calls = 20_000 / n + 1;
            double[] best = Clock.Best(calls, Rounds * 2, () => { for (int i = 0; i < calls; i++) sink = gradient(x, g); },
                () => { for (int i = 0; i < calls; i++) value(x, one); }, () => { for (int i = 0; i < calls; i++) sink = hand(x, h); });
            Report($"{name} of {n}, value and gradient (compiled in {compiled:F0} ms)", best[0], ("value", best[1]), ("hand-written C#", best[2]));
            Compare(g, h);
        }
    }

    static void Large()
    {
        var costs = new double[2, 3];
        int[] sizes = [500, 20_000];
        for (int i = 0; i < 2; i++)
        {
            Gate gate = Workloads.RandomPolynomial(sizes[i]);
            int nodes = gate.Circuit(GateDsl.Graphs.Outputs.Value).Nodes.Length;
            long start = Stopwatch.GetTimestamp();
            ValueFunction f = gate.CompileValue();
            double scalar = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            start = Stopwatch.GetTimestamp();
            BatchFunction batch = gate.CompileBatch(threads: 1);
            double batched = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            double[] x = [0.3, -0.2, 0.7, 0.9], y = new double[1];
            int calls = 2_000_000 / nodes, rows = 1 << 14;
            double[][] c = [.. Enumerable.Range(0, 4).Select(k => Column(k, -1, 1)[..rows])];
            double[] result = new double[rows];
            costs[i, 0] = Clock.Best((double)calls * nodes, Rounds, () => { for (int k = 0; k < calls; k++) f(x, y); })[0];
            costs[i, 1] = Clock.Best((double)rows * nodes, 10, () => batch.Invoke(rows, [c[0], c[1], c[2], c[3]], [result]))[0];
            Console.WriteLine($"random polynomial of {nodes} nodes: {costs[i, 0]:F3} ns a node, {costs[i, 1]:F4} in batches; compiled in {scalar:F0} and {batched:F0} ms");
        }
        Console.WriteLine($"    20,000 against 500 nodes, a node: {costs[1, 0] / costs[0, 0]:F2}; in batches {costs[1, 1] / costs[0, 1]:F2}");
    }

    static void Threads()
    {
        double[][] c = PriceColumns();
        double[] y = new double[Rows];
        BatchFunction one = Workloads.CallPrice.CompileBatch(threads: 1), two = Workloads.CallPrice.CompileBatch(threads: 2);
        double[] best = Clock.Best(Rows, Rounds * 2, () => two.Invoke(Rows, [c[0], c[1], c[2], c[3], c[4]], [y]), () => one.Invoke(Rows, [c[0], c[1], c[2], c[3], c[4]], [y]));
        Report("call price, two threads, a row", best[0], ("one thread", best[1]));
    }

    /// <summary>In processes of their own, so that nothing has run before; the best of some, as of all.</summary>
    static void First()
    {
        if (Environment.GetEnvironmentVariable("GATE_BENCH_FIRST") is not null) { FirstHere(); return; }
        double first = double.PositiveInfinity, steady = double.PositiveInfinity;
        for (int i = 0; i < 7; i++)
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!, ["--quick", "first"]) { UseShellExecute = false, RedirectStandardOutput = true };
            start.Environment["GATE_BENCH_FIRST"] = "1";
            using Process fresh = Process.Start(start)!;
            string[] times = fresh.StandardOutput.ReadToEnd().Split(' ');
            fresh.WaitForExit();
            first = Math.Min(first, double.Parse(times[0], CultureInfo.InvariantCulture));
            steady = Math.Min(steady, double.Parse(times[1], CultureInfo.InvariantCulture));
        }
        Report("first batch of 1M rows in a fresh process, a row", first, ("steady state", steady));
    }

    static void FirstHere()
    {
        double[] x = Column(1, -4, 4), y = new double[Rows];
        y.AsSpan().Fill(1);
        BatchFunction batch = Workloads.Affine.CompileBatch(threads: 1);
        long begin = Stopwatch.GetTimestamp();
        batch.Invoke(Rows, [x, x, x], [y]);
        double first = Stopwatch.GetElapsedTime(begin).TotalNanoseconds / Rows;
        double steady = Clock.Best(Rows, Rounds, () => batch.Invoke(Rows, [x, x, x], [y]))[0];
        Console.Write(string.Create(CultureInfo.InvariantCulture, $"{first} {steady}"));
    }

    /// <summary>From the text of the seed's gates to the first value of a derivative.</summary>
    static void Text()
    {
        const string Seed = """
            let multiplier_gate x y = x * y
            let adder_gate x y = x + y
            let sigmoid_gate x = 1 / (1 + exp (-x))
            let square gate x y =
                let temp = gate x y
                temp * temp
            let sum_square x y = square adder_gate x y
            """;
        double[] best = Clock.Best(1, Rounds, () => sink = GateModule.Parse(Seed)["sum_square"].Derivative("x").Compile<Func<double, double, double>>()(5, -6),
            () => sink = GateModule.Parse(Seed)["sum_square"].Derivative("x").Evaluate(5, -6));
        Console.WriteLine($"text to the first derivative value: {best[0] / 1e6:F2} ms compiled, {best[1] / 1e6:F2} ms interpreted");
    }

    static void LuaJit()
    {
        try
        {
            using Process lua = Process.Start("luajit", [Path.Combine(AppContext.BaseDirectory, "peers.lua")]);
            lua.WaitForExit();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine("no luajit here");
        }
    }

    static double sink;

    static void Report(string what, double ours, params (string Name, double Time)[] others)
    {
        Console.WriteLine($"{what}: {ours:F3} ns");
        foreach ((string name, double time) in others) Console.WriteLine($"    against {name}, {time:F3} ns: {ours / time:F2}");
    }

    static void Compare(ReadOnlySpan<double> ours, ReadOnlySpan<double> peer)
    {
        double worst = 0;
        for (int i = 0; i < peer.Length; i++) worst = Math.Max(worst, Math.Abs(ours[i] - peer[i]) / (1e-3 + Math.Abs(peer[i])));
        if (!(worst < 1e-9)) Console.WriteLine($"    the results differ: {worst}");
    }

    static double[] Column(int seed, double low, double high)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Rows).Select(_ => low + (high - low) * random.NextDouble())];
    }

    static double[][] PriceColumns() => [Column(1, 50, 150), Column(2, 50, 150), Column(3, 0.1, 3), Column(4, 0, 0.1), Column(5, 0.1, 0.6)];
}
