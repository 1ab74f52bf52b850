namespace GateDsl.Bench.Peers;

/// <summary>The C of loops.c.</summary>
static unsafe class LoopPeers
{
    static readonly Lazy<nint> library = new(() => NativePeers.Build(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Peers", "loops.c"))));

    public static bool Present => library.Value != 0;

    public static double Rosenbrock(long n, double* x, double* g) => ((delegate* unmanaged<long, double*, double*, double>)Of("rosenbrock"))(n, x, g);

    public static double Chain(long n, double* x, double* g, double* work) => ((delegate* unmanaged<long, double*, double*, double*, double>)Of("chain"))(n, x, g, work);

    public static double LogSumExp(long n, double* x, double* g) => ((delegate* unmanaged<long, double*, double*, double>)Of("logsumexp"))(n, x, g);

    public static double Regression(long rows, long columns, double* w, double* x, double* y, double* g) =>
        ((delegate* unmanaged<long, long, double*, double*, double*, double*, double>)Of("logistic_regression"))(rows, columns, w, x, y, g);

    public static double Net(long rows, long inputs, long hidden, long classes, double* p, double* x, double* labels, double* g) =>
        ((delegate* unmanaged<long, long, long, long, double*, double*, double*, double*, double>)Of("net"))(rows, inputs, hidden, classes, p, x, labels, g);

    public static double Recurrent(long steps, long states, double* p, double* x, double* g, double* work) =>
        ((delegate* unmanaged<long, long, double*, double*, double*, double*, double>)Of("recurrent"))(steps, states, p, x, g, work);

    public static double Pendulum(long steps, double* p, double* g, double* work) => ((delegate* unmanaged<long, double*, double*, double*, double>)Of("pendulum"))(steps, p, g, work);

    public static double LogisticMap(long steps, double* p, double* g) => ((delegate* unmanaged<long, double*, double*, double>)Of("logistic_map"))(steps, p, g);

    static readonly Dictionary<string, nint> known = [];

    static nint Of(string name) => known.TryGetValue(name, out nint address) ? address : known[name] = System.Runtime.InteropServices.NativeLibrary.GetExport(library.Value, name);
}
