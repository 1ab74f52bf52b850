using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GateDsl.Ir;
using GateDsl.Syntax;
using GateDsl.Tracing;
using GateDsl.Types;

namespace GateDsl;

/// <summary>
/// Most of a short command is the loading of code, and two processors load faster than one. While one reads the command line and the text, the other
/// takes a small program through the stages that come after, for nothing but to have them loaded: checking, tracing, differentiating, simplifying.
/// The program is a syntax tree, for parsing is the first one's part.
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
            RuntimeHelpers.RunClassConstructor(typeof(Grammar).TypeHandle);
            var source = new Source("", "");
            var bag = new Bag();
            CheckedModule module = new Types.Files(GateOptions.Default, bag).Module(new(source, Program(), []), new Scope(GateOptions.Default.Functions.Scope));
            Expr result = new TupleExpr([Call("f'x", Number(2)), Call("g", Use("f"), Number(2))], default);
            if (new Infer(source, module.Scope, Check.NoNames, bag).Expression(result) is { } term) Evaluation.Of(term, source, GateOptions.Default);
        }
        catch (Exception)
        {
            // What is wrong with a stage is found, and told, by the command itself.
        }
    }

    // let f x =
    //     let y = x * x
    //     if y > 0 && not (x < y) then 1 / (1 + exp (-x)) else y - x
    // let g h x = h x + 1
    static ImmutableArray<Item> Program()
    {
        Expr condition = Chain(Chain(Use("y"), ">", Number(0)), "&&", Call("not", Chain(Use("x"), "<", Use("y"))));
        Expr logistic = Chain(Number(1), "/", Chain(Number(1), "+", Call("exp", new PrefixExpr(Name("-"), Use("x"), default))));
        Expr choice = new IfExpr([new(condition, logistic)], Chain(Use("y"), "-", Use("x")), default);
        return
        [
            Let("f", ["x"], new BlockExpr([Binding("y", [], Chain(Use("x"), "*", Use("x")))], choice, default)),
            Let("g", ["h", "x"], Chain(Call("h", Use("x")), "+", Number(1))),
        ];
    }

    static DefinitionItem Let(string name, string[] parameters, Expr body) => new(Binding(name, parameters, body), default);

    static Binding Binding(string name, string[] parameters, Expr body) =>
        new(new NamePattern(Name(name)), [.. parameters.Select(parameter => new NamePattern(Name(parameter)))], null, body, null, default);

    static Identifier Name(string text) => new(text, default);

    static NameExpr Use(string name) => new(Name(name));

    static NumberExpr Number(double value) => new("", value, true, default);

    static ApplyExpr Call(string gate, params ImmutableArray<Expr> arguments) => new(Use(gate), arguments, default);

    static ChainExpr Chain(Expr left, string op, Expr right) => new(left, [new(Name(op), right)], false, default);
}
