using System.Diagnostics;

namespace GateDsl.Dsl.Tests.Types;

/// <summary>Long, deep and strange programs: an answer or a clear error, on a small stack, in time that grows with the text.</summary>
public class TypeLimitsTests
{
    const int Stack = 1 << 20;

    static string[] OnSmallStack(string text)
    {
        string[] messages = [];
        var thread = new Thread(() => messages = Checked.Messages(text), Stack);
        thread.Start();
        thread.Join();
        return messages;
    }

    static string Repeat(int count, Func<int, string> part, string separator = "") => string.Join(separator, Enumerable.Range(0, count).Select(part));

    public static TheoryData<string, string> Long() => new()
    {
        { "a sum of 50,000 terms", $"let f x = {Repeat(50_000, _ => "x", " + ")}" },
        { "a sum of 50,000 numbers", $"let v = {Repeat(50_000, _ => "1", " + ")}" },
        { "10,000 definitions in a block", $"let f x =\n{Repeat(10_000, i => $"    let a{i} = {(i == 0 ? "x" : $"a{i - 1}")} + 1\n")}    a9999" },
        { "10,000 gates in a block", $"let f x =\n{Repeat(10_000, i => $"    let a{i} y = {(i == 0 ? "y" : $"a{i - 1} y")} + x\n")}    a9999 x" },
        { "5,000 parameters", $"let f {Repeat(5_000, i => $"a{i}", " ")} = a0 + a4999\nf {Repeat(5_000, _ => "1", " ")}" },
        { "a tuple of 20,000", $"let f x = {Repeat(20_000, _ => "x", ", ")}" },
        { "20,000 branches", $"let f x = {Repeat(20_000, i => $"{(i == 0 ? "if" : " elif")} x > {i} then {i}")} else 0" },
        { "nesting to the limit", $"let f x = {Repeat(450, _ => "sin (1 + ")}x{new string(')', 450)}" },
        { "lambdas to the limit", $"let f x = {Repeat(300, _ => "(fun y -> ")}x{new string(')', 300)}" },
        { "10,000 files' worth of small gates", Repeat(10_000, i => $"let g{i} x y = if x > y then x * {i} else {(i == 0 ? "y" : $"g{i - 1} x y")}", "\n") },
    };

    [Theory, MemberData(nameof(Long))]
    public void Are_typed(string what, string text)
    {
        var clock = Stopwatch.StartNew();
        Assert.Empty(OnSmallStack(text));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{what}: {clock.Elapsed}");
    }

    public static TheoryData<string, string> Explosive() => new()
    {
        { "pairs of pairs, in a block", $"let f p0 =\n{Repeat(60, i => $"    let p{i + 1} = (p{i}, p{i})\n")}    p60" },
        { "pairs of pairs, over definitions", $"let p0 x = (x, x)\n{Repeat(60, i => $"let p{i + 1} x = p{i} (x, x)", "\n")}" },
        { "pairs of pairs, by pipes", $"let d p = (p, p)\nlet f x = x {Repeat(60, _ => "|> d ")}" },
        { "functions of functions", $"let f0 x = (x, x)\n{Repeat(20, i => $"let f{i + 1} y = f{i} (f{i} y)", "\n")}" },
        { "a type too deep", $"let f x =\n{Repeat(2_000, i => $"    let p{i} = ({(i == 0 ? "x" : $"p{i - 1}")}, 1)\n")}    p1999" },
    };

    [Theory, MemberData(nameof(Explosive))]
    public void Types_that_explode_are_an_error_of_their_own(string what, string text)
    {
        string[] messages = OnSmallStack(text);
        Assert.True(messages.Length > 0, what);
        Assert.Contains("GATE0503", messages[0]);
    }

    [Fact]
    public void Types_that_would_explode_written_out_but_are_not_written_are_compared_quickly()
    {
        string pipes = Repeat(60, _ => "|> d ");
        Assert.Empty(OnSmallStack($"let d p = (p, p)\nlet f x = (x {pipes}) = (x {pipes})"));
    }

    [Fact]
    public void A_file_of_unknown_names_is_linear()
    {
        var clock = Stopwatch.StartNew();
        Assert.Equal(Bag.Most, OnSmallStack(Repeat(20_000, i => $"let gate_{i} x = gaet_{i} x", "\n")).Length);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
    }
}
