using CsCheck;
using GateDsl.Printing;
using GateDsl.Syntax;

namespace GateDsl.Dsl.Tests.Syntax;

/// <summary>No text crashes the compiler or hangs it, on a thread with a stack of 1 MB.</summary>
public class FuzzTests
{
    static readonly int Rounds = Repository.Long ? 200_000 : 4_000;

    [Fact]
    public void Any_text_is_answered() => OnSmallStack(() => Texts.Any.Sample(text =>
    {
        var source = new Source("t.gate", text);
        GateModule.TryParse(source, null, out _, out var diagnostics);
        Assert.All(diagnostics, one => Assert.InRange(one.Span.End, one.Span.Start, one.Source.Text.Length));
        Assert.True(diagnostics.Count(one => one.Severity == Severity.Error) <= Bag.Most);
        Render.Draw(diagnostics);
    }, iter: Rounds, threads: 1));

    [Fact]
    public void What_can_be_read_can_be_formatted() => OnSmallStack(() => Texts.Any.Sample(text =>
    {
        var bag = new Bag();
        if (Formatter.Format(new Source("t.gate", text), new Limits(), bag) is not { } once) return;
        var again = new Bag();
        string? twice = Formatter.Format(new Source("t.gate", once), new Limits(), again);
        Assert.True(once == twice, $"{text}\n----\n{once}\n----\n{twice}\n{string.Join('\n', again.All)}");
        Assert.Equal(Shapes(text), Shapes(once));
    }, iter: Rounds, threads: 1));

    static IEnumerable<string> Shapes(string text) => Grammar.ParseModule(new Source("t.gate", text), new Limits(), new Bag()).Items.Select(Shape.Of);

    internal static void OnSmallStack(Action work)
    {
        Exception? failure = null;
        var thread = new Thread(() => { try { work(); } catch (Exception e) { failure = e; } }, 1 << 20);
        thread.Start();
        thread.Join();
        if (failure is not null) throw new InvalidOperationException(failure.Message, failure);
    }
}
