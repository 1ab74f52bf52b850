using GateDsl.Types;

namespace GateDsl.Dsl.Tests.Types;

/// <summary>Short ways to check a text in tests.</summary>
static class Checked
{
    public static (CheckedModule Module, Bag Bag) Text(string text, GateOptions? options = null)
    {
        var bag = new Bag();
        return (Check.Module(new Source("test.gate", text), options ?? GateOptions.Default, bag), bag);
    }

    public static CheckedModule Good(string text)
    {
        var (module, bag) = Text(text);
        Assert.False(bag.HasErrors, string.Join('\n', bag.All));
        return module;
    }

    /// <summary>The type of a name at the end of a good file.</summary>
    public static string TypeOf(string text, string name) => Good(text).Scope.Find(name)!.Type.ToString();

    /// <summary>The messages as the command line draws their first lines.</summary>
    public static string[] Messages(string text, GateOptions? options = null) => [.. Text(text, options).Bag.All.Select(diagnostic => diagnostic.ToString())];
}
