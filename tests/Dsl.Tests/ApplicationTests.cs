using System.Collections.Concurrent;
using Xunit;

namespace GateDsl.Dsl.Tests;

/// <summary>What an application needs around gates: what they cost, a cache, a folder of files, a file that changes.</summary>
public sealed class ApplicationTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("gate-app-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string Write(string name, string text)
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    GateOptions Inside(string inner = "") => new() { Resolver = GateResolvers.Folder(Path.Combine(folder, inner)) };

    [Fact]
    public void Cost_counts_what_a_call_does()
    {
        Assert.Equal((2, 0), (Gate.FromFormula("a * x + b").Cost.Operations, Gate.FromFormula("a * x + b").Cost.FunctionCalls));
        GateCost two = Gate.FromFormula("exp x + sin y").Cost;
        Assert.Equal((3, 2), (two.Operations, two.FunctionCalls));
        Assert.Equal(0, Gate.FromFormula("3 * exp 1").Cost.Operations);
        Assert.True(two.CodeSize > Gate.FromFormula("x + y").Cost.CodeSize);
        var host = new GateOptions { Functions = HostFunctions.Empty.Add("rate", x => x) };
        Assert.Equal(1, Gate.FromFormula("rate x * 2", options: host).Cost.FunctionCalls);
    }

    [Theory]
    [InlineData("let f (xs: float[]) = Array.sumBy exp xs", "2 * xs.Length operations, xs.Length of them functions")]
    [InlineData("let f (xs: float[]) m = m + Array.sumBy (fun x -> (x - m) ** 2) xs", "1 + 3 * xs.Length operations, 0 of them functions")]
    [InlineData("let f (n: int) x = iterate n sin x", "n operations, n of them functions")]
    [InlineData("let f x = iterate 100 sin x", "100 operations, 100 of them functions")]
    [InlineData("let f (m: float[][]) v = m |> Array.map (fun row -> Array.dot row v) |> Array.sum", "m.Length + 2 * m.Length * m[0].Length operations")]
    [InlineData("let f (n: int) (k: int) x = iterate n (fun y -> iterate k sin y) x", "k * n operations, k * n of them functions")]
    // The product and the sum of ints each have the check of their range beside them.
    [InlineData("let f (n: int) x = iterate (n * n + 1) sin x", "5 + n * n operations, 1 + n * n of them functions")]
    [InlineData("let f (n: int) x = iterate (if x > 0.0 then n else 2 * n) sin x", "trips 1")]
    public void Cost_of_loops_is_a_polynomial_in_lengths_and_counts(string source, string text) =>
        Assert.Contains(text, GateModule.Parse(source)["f"].Cost.ToString(), StringComparison.Ordinal);

    [Fact]
    public void Cost_with_numbers_for_the_lengths()
    {
        GateCost cost = GateModule.Parse("let f (m: float[][]) (n: int) = (m |> Array.sumBy (fun row -> Array.sumBy exp row)) + iterate n sin 1.0")["f"].Cost;
        Assert.Equal(["m.Length", "m[0].Length", "n"], cost.Sizes.Order(StringComparer.Ordinal));
        GateCost at = cost.At(new Dictionary<string, long> { ["m.Length"] = 10, ["m[0].Length"] = 20, ["n"] = 7 });
        Assert.Equal(207, at.FunctionCalls);
        Assert.Contains("'n'", Assert.Throws<ArgumentException>(() => cost.At(new Dictionary<string, long> { ["m.Length"] = 10, ["m[0].Length"] = 20 })).Message, StringComparison.Ordinal);
        Assert.Equal(long.MaxValue, cost.At(new Dictionary<string, long> { ["m.Length"] = long.MaxValue, ["m[0].Length"] = long.MaxValue, ["n"] = 7 }).Operations);
        Assert.Equal(cost.CodeSize, at.CodeSize);
    }

    [Fact]
    public void A_loop_whose_trips_are_known_is_rejected_by_what_they_cost()
    {
        var few = new GateOptions { Limits = new() { Cost = new(Operations: 1_000) } };
        Assert.Equal("GATE0530", Code(() => Gate.FromFormula("iterate 1001 sin x", options: few)));
        Assert.NotNull(Gate.FromFormula("iterate 1000 sin x", options: few));
        string counted = string.Join(" ", Enumerable.Repeat("n +", 5_000)) + " n";
        Assert.NotNull(GateModule.Parse($"let f (n: int) x = iterate ({counted}) sin x")["f"].Cost);
    }

    [Fact]
    public void A_gate_that_costs_more_than_the_host_allows_is_rejected_when_it_is_read()
    {
        var few = new GateOptions { Limits = new() { Cost = new(Operations: 5, FunctionCalls: 1) } };
        Assert.Equal(6, Gate.FromFormula("x * y + 1", options: few).Evaluate(1, 5));
        Assert.Equal("GATE0530", Code(() => Gate.FromFormula("exp x + sin x", options: few)));
        Assert.Equal("GATE0530", Code(() => Gate.FromFormula("a * b * c * d * e * f * g", options: few)));
        Assert.False(GateModule.TryParse(new Source("m.gate", "let f x = x\nlet g x = exp x + sin x\nlet h k = k 1\n"), few, out _, out var diagnostics));
        Assert.Equal((2, "GATE0530"), (diagnostics[0].Source.Place(diagnostics[0].Span.Start).Line, diagnostics[0].Code));
        Assert.Contains("3 operations, 2 of them functions", diagnostics[0].Message, StringComparison.Ordinal);
        Assert.NotNull(GateModule.Parse("let f x = x\nlet g h x = h (h x)", few));
    }

    [Fact]
    public void A_cache_makes_each_formula_once_and_keeps_no_more_than_it_may()
    {
        int made = 0;
        var cache = new GateCache<Gate>(2, gate => { Interlocked.Increment(ref made); return gate; });
        Gate first = cache.Get("x + 1");
        Assert.Same(first, cache.Get("x + 1"));
        Assert.NotSame(first, cache.Get("x + 1", options: new() { AsWritten = true }));
        Assert.Same(first, cache.Get("x + 1", options: new() { Limits = new() }));
        Assert.NotSame(first, cache.Get("x + 1", ["x", "y"]));
        Assert.Same(first, cache.Get("x + 1"));                        // used last, so the other one has gone
        Assert.Equal((2, 3), (cache.Count, made));
        Assert.Throws<GateException>(() => cache.Get("x +"));
        Assert.Throws<GateException>(() => cache.Get("x +"));
        Assert.True(cache.Count <= 2);
    }

    [Fact]
    public void A_cache_serves_many_threads()
    {
        var made = new ConcurrentDictionary<string, int>();
        var cache = new GateCache<double>(64, gate => { made.AddOrUpdate(gate.Parameters[0].Name, 1, (_, n) => n + 1); return gate.Evaluate(2); });
        Parallel.For(0, 4000, i => Assert.Equal(2 + i % 50, cache.Get($"x{i % 50} + {i % 50}")));
        Assert.Equal(50, made.Count);
        Assert.All(made.Values, times => Assert.Equal(1, times));
    }

    [Fact]
    public void A_folder_opens_what_is_in_it()
    {
        Write("main.gate", "open \"lib/a.gate\"\nlet f x = b x + a x");
        Write("lib/a.gate", "open \"b.gate\"\nlet a x = b x");
        Write("lib/b.gate", "let b x = x * 2");
        Assert.Equal(4, GateModule.Load(Path.Combine(folder, "lib/a.gate"), Inside())["a"].Evaluate(2));
        Assert.Equal(6, GateModule.Parse("open \"lib/a.gate\"\nopen \"lib/b.gate\"\nlet f x = a x + x", Inside())["f"].Evaluate(2));
        Assert.Equal(6, GateModule.Parse("open \"./lib/../lib/a.gate\"\nopen \"lib/b.gate\"\nlet f x = a x + x", Inside())["f"].Evaluate(2));
    }

    [Theory]
    [InlineData("../secret.gate"), InlineData("sub/../../secret.gate"), InlineData("missing.gate"), InlineData(""), InlineData("."), InlineData("sub")]
    [InlineData("link.gate"), InlineData("sub/out/secret.gate"), InlineData("loop/a.gate"), InlineData("../inner2/x.gate")]
    public void Nothing_above_a_folder_is_found(string path)
    {
        Write("secret.gate", "let s = 1");
        Write("inner2/x.gate", "let s = 1");
        Write("inner/sub/a.gate", "let a = 1");
        File.CreateSymbolicLink(Path.Combine(folder, "inner/link.gate"), Path.Combine(folder, "secret.gate"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "inner/sub/out"), "../..");
        Directory.CreateSymbolicLink(Path.Combine(folder, "inner/loop"), "loop");
        Assert.Equal("GATE0602", Code(() => GateModule.Parse($"open \"{path}\"", Inside("inner"))));
        Assert.Equal("GATE0602", Code(() => GateModule.Parse($"open \"{Path.Combine(folder, "secret.gate")}\"", Inside("inner"))));
    }

    [Fact]
    public void A_link_within_a_folder_and_to_the_folder_itself_is_followed()
    {
        Write("inner/sub/a.gate", "let a = 1");
        File.CreateSymbolicLink(Path.Combine(folder, "inner/link.gate"), "sub/a.gate");
        Directory.CreateSymbolicLink(Path.Combine(folder, "alias"), "inner");
        Assert.Equal(1, GateModule.Parse("open \"link.gate\"\nlet f x = a * x", Inside("alias"))["f"].Evaluate(1));
    }

    [Fact]
    public void A_file_that_is_no_text_is_a_diagnostic_and_no_exception()
    {
        File.WriteAllBytes(Path.Combine(folder, "bad.gate"), [0x6C, 0xFF, 0xFE]);
        Assert.False(GateModule.TryParse(new Source("main", "open \"bad.gate\""), Inside(), out _, out var diagnostics));
        Assert.EndsWith("bad.gate", diagnostics[0].Source.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void The_number_and_the_depth_of_opened_files_are_limited()
    {
        for (int i = 0; i < 20; i++) Write($"n{i}.gate", i < 19 ? $"open \"n{i + 1}.gate\"" : "let last = 1");
        Assert.NotNull(GateModule.Parse("open \"n0.gate\"", Inside()));
        Assert.Equal("GATE0604", Code(() => GateModule.Parse("open \"n0.gate\"", Inside() with { Limits = new() { Files = 19 } })));
        Assert.NotNull(GateModule.Parse("open \"n0.gate\"", Inside() with { Limits = new() { Files = 20, FileDepth = 21 } }));
        Assert.Equal("GATE0605", Code(() => GateModule.Parse("open \"n0.gate\"", Inside() with { Limits = new() { FileDepth = 20 } })));
    }

    [Fact]
    public void A_watch_has_the_newest_good_version()
    {
        string main = Write("main.gate", "open \"lib.gate\"\nlet f x = k * x");
        Write("lib.gate", "let k = 2.0");
        using GateWatch watch = GateModule.Watch(main, Inside(), TimeSpan.FromHours(1));
        int changes = 0;
        watch.Changed += (_, _) => changes++;
        Assert.Equal(6, watch.Module["f"].Evaluate(3));
        Assert.False(watch.Refresh());
        Write("lib.gate", "let k = 5.0");
        Assert.True(watch.Refresh());
        Assert.Equal(15, watch.Module["f"].Evaluate(3));
        Write("main.gate", "open \"lib.gate\"\nlet f x = k *");
        Assert.True(watch.Refresh());
        Assert.Equal(15, watch.Module["f"].Evaluate(3));
        Assert.Contains(watch.Diagnostics, diagnostic => diagnostic.Severity == Severity.Error);
        Write("main.gate", "open \"lib.gate\"\nlet f x = k * x * x");
        Assert.True(watch.Refresh());
        Assert.Equal((45, 0, 3), (watch.Module["f"].Evaluate(3), watch.Diagnostics.Count, changes));
        File.Delete(main);
        Assert.Throws<FileNotFoundException>(() => watch.Refresh());
        Assert.Equal(45, watch.Module["f"].Evaluate(3));
        Assert.Throws<GateException>(() => GateModule.Watch(Write("bad.gate", "let f x = "), null));
    }

    [Fact]
    public void A_watch_tells_versions_apart_that_have_one_length_and_one_time()
    {
        string main = Write("main.gate", "let f x = x + 1");
        DateTime time = File.GetLastWriteTimeUtc(main);
        using GateWatch watch = GateModule.Watch(main, interval: TimeSpan.FromHours(1));
        Write("main.gate", "let f x = x + 2");
        File.SetLastWriteTimeUtc(main, time);
        Assert.True(watch.Refresh());
        Assert.Equal(3, watch.Module["f"].Evaluate(1));
        File.SetLastWriteTimeUtc(main, time.AddHours(1));
        Assert.False(watch.Refresh());
    }

    [Fact]
    public void A_watch_looks_by_itself()
    {
        string main = Write("main.gate", "let f x = x");
        using GateWatch watch = GateModule.Watch(main, interval: TimeSpan.FromMilliseconds(20));
        // moved there whole: a file that is being written may be read while it is empty, which is a module without gates
        File.Move(Write("new.gate", "let f x = x + 100"), main, overwrite: true);
        Assert.True(SpinWait.SpinUntil(() => watch.Module["f"].Evaluate(1) == 101, TimeSpan.FromSeconds(30)));
    }

    static string Code(Func<object> action) => Assert.Throws<GateException>(() => action()).Diagnostics[0].Code;
}
