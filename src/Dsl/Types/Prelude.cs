using GateDsl.Syntax;

namespace GateDsl.Types;

/// <summary>The gates that are written in the language itself (Primitives/prelude.gate): the outermost scope of every file, checked once.</summary>
static class Prelude
{
    static readonly Lazy<CheckedModule> module = new(Read);

    public static Scope Scope => module.Value.Scope;

    public static CheckedModule Module => module.Value;

    static CheckedModule Read()
    {
        using Stream stream = typeof(Prelude).Assembly.GetManifestResourceStream("prelude.gate")!;
        using var reader = new StreamReader(stream);
        var source = new Source("prelude.gate", reader.ReadToEnd());
        var bag = new Bag();
        SyntaxModule parsed = Grammar.ParseModule(source, new Limits(), bag);
        CheckedModule result = new Files(GateOptions.Default, bag).Module(parsed, new Scope(null));
        return bag.HasErrors ? throw new InvalidOperationException(string.Join('\n', bag.All)) : result;
    }
}
