using GateDsl.Types;

namespace GateDsl.Dsl.Tests.Types;

/// <summary>Files that open files, from a host's own resolver.</summary>
public class FilesTests
{
    static GateOptions Having(params (string Name, string Text)[] files) => new()
    {
        Resolver = (path, _) => files.Where(file => file.Name == path).Select(file => new Source(file.Name, file.Text)).FirstOrDefault(),
    };

    [Fact]
    public void Definitions_are_visible_after_the_open_and_results_are_not_run()
    {
        var (module, bag) = Checked.Text("open \"lib.gate\"\nlet g x = twice x\ng 3", Having(("lib.gate", "let twice x = 2 * x\ntwice 1\nassert (twice 1 = 2)")));
        Assert.Empty(bag.All);
        Assert.Equal("float -> float", module.Scope.Find("twice")!.Type.ToString());
        Assert.NotNull(module.Scope.Find("twice")!.Definition);
        Assert.Equal(["g"], module.Symbols.Select(symbol => symbol.Name));
        Assert.Equal(2, module.Items.Length);
    }

    [Fact]
    public void A_file_opened_along_two_ways_is_checked_once()
    {
        int asked = 0;
        var options = Having(("a.gate", "open \"c.gate\"\nlet a x = c x"), ("b.gate", "open \"c.gate\"\nlet b x = c x + c true"), ("c.gate", "let c x = x"));
        var counting = options with { Resolver = (path, from) => { if (path == "c.gate") asked++; return options.Resolver!(path, from); } };
        var bag = Checked.Text("open \"a.gate\"\nopen \"b.gate\"\na 1", counting).Bag;
        Diagnostic wrong = Assert.Single(bag.All);
        Assert.Equal(("GATE0301", "b.gate"), (wrong.Code, wrong.Source.Name));
        Assert.Equal(2, asked);
    }

    [Fact]
    public void What_an_opened_file_opens_itself_stays_its_own() =>
        Assert.Contains("'c' is not defined", Assert.Single(Checked.Messages("open \"a.gate\"\na 1 + c 2", Having(("a.gate", "open \"c.gate\"\nlet a x = c x"), ("c.gate", "let c x = x")))));

    [Fact]
    public void An_open_shadows_what_stands_above_it() =>
        Assert.Equal("bool", Checked.Text("let f x = x + 1\nopen \"a.gate\"\nlet v = f 1", Having(("a.gate", "let f x = x > 1"))).Module.Scope.Find("v")!.Type.ToString());

    [Fact]
    public void A_cycle_is_shown_as_a_chain()
    {
        string message = Assert.Single(Checked.Messages("open \"a.gate\"", Having(("a.gate", "open \"b.gate\"\nlet a = 1"), ("b.gate", "open \"a.gate\"\nlet b = 1"))));
        Assert.StartsWith("b.gate(1,6): error GATE0603", message);
        Assert.Contains("a.gate opens b.gate opens a.gate", message);
    }

    [Fact]
    public void A_file_that_opens_itself_is_a_cycle() =>
        Assert.Contains("test.gate opens test.gate", Assert.Single(Checked.Messages("open \"test.gate\"", Having(("test.gate", "")))));

    [Theory]
    [InlineData(true, "GATE0602")]
    [InlineData(false, "GATE0601")]
    public void A_missing_file_and_a_missing_resolver_are_different_mistakes(bool resolver, string code)
    {
        string[] messages = Checked.Messages("open \"none.gate\"\nlet g x = gate_from_there x\ng true + 1", resolver ? Having() : GateOptions.Default);
        Assert.Contains(code, Assert.Single(messages));
    }

    [Fact]
    public void A_long_chain_of_files_needs_no_stack()
    {
        var options = new GateOptions
        {
            Resolver = (path, _) => new Source(path, path == "5000" ? "let last = 1" : $"open \"{int.Parse(path, System.Globalization.CultureInfo.InvariantCulture) + 1}\"\nlet last = 1"),
        };
        Assert.Empty(Checked.Messages("open \"0\"\nlast", options));
    }

    [Fact]
    public void Definitions_are_counted_over_all_files()
    {
        var options = Having(("a.gate", "let a = 1\nlet b = 2")) with { Limits = new() { Definitions = 4 } };
        Assert.Empty(Checked.Messages("open \"a.gate\"\nlet c = 3", options));
        Assert.Contains("GATE0505", Assert.Single(Checked.Messages("open \"a.gate\"\nlet c = 3\nlet d = 4", options)));
    }
}
