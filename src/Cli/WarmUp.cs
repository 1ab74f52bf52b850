using GateDsl.Graphs;
using GateDsl.Syntax;
using GateDsl.Types;

namespace GateDsl.Cli;

/// <summary>
/// Most of a short command is the loading of code. While one processor reads the command line and the text, another one takes a small program through
/// the stages that come after: checking, tracing, differentiating, simplifying. The program is a syntax tree, for the text is the other one's.
/// </summary>
static class WarmUp
{
    public static void Begin()
    {
        if (Environment.ProcessorCount > 1) new Thread(Run) { IsBackground = true }.Start();
    }

    static void Run()
    {
        try
        {
            // let f x = if x > 0 then 1 / (1 + exp (-x)) else x        f'x 2
            var source = new Source("", "");
            var bag = new Bag();
            Expr logistic = Chain(Number(1), "/", new ParenExpr(Chain(Number(1), "+", Call("exp", new ParenExpr(new PrefixExpr(Name("-"), Use("x"), default), default))), default));
            Expr body = new IfExpr([new(Chain(Use("x"), ">", Number(0)), logistic)], Use("x"), default);
            var definition = new Binding(new NamePattern(Name("f")), [new NamePattern(Name("x"))], null, body, null, default);
            CheckedModule module = new Types.Files(GateOptions.Default, bag)
                .Module(new(source, [new DefinitionItem(definition, default)], []), new Scope(GateOptions.Default.Functions.Scope));
            if (new Infer(source, module.Scope, Check.NoNames, bag).Expression(Call("f'x", Number(2))) is { } term) Tracing.Value(term, GateOptions.Default);
        }
        catch (Exception)
        {
            // What is wrong with a stage is found, and told, by the command itself.
        }
    }

    static Identifier Name(string text) => new(text, default);

    static NameExpr Use(string name) => new(Name(name));

    static NumberExpr Number(double value) => new("", value, true, default);

    static ApplyExpr Call(string gate, Expr argument) => new(Use(gate), [argument], default);

    static ChainExpr Chain(Expr left, string op, Expr right) => new(left, [new(Name(op), right)], false, default);
}
