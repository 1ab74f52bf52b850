using CsCheck;
using GateDsl.Types;

namespace GateDsl.Dsl.Tests.Types;

/// <summary>Random programs that are made for a type: the type is found, survives being written down, and a wrong one is refused.</summary>
public class RandomProgramsTests
{
    static readonly GateType Pair = new GateType.Tuple([GateType.Float, GateType.Bool]);

    static Gen<T> One<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    /// <summary>An expression of a type, in x, y : float, a, b : bool, p : float * bool, f : float -> float.</summary>
    static Gen<string> Of(GateType type, int depth) => type == GateType.Float ? Float(depth) : type == GateType.Bool ? Bool(depth) : PairOf(depth);

    static Gen<string> Float(int depth) => depth == 0
        ? One("x", "y", "1", "2.5", "pi", "(fst p)")
        : Gen.OneOf(
            Gen.Select(Float(depth - 1), One("+", "-", "*", "/", "**", "%"), Float(depth - 1), (l, op, r) => $"({l} {op} {r})"),
            Gen.Select(One("sin", "exp", "sqrt", "abs", "f", "tanh'", "f'", "id", "diff f", "(fun t -> t * x)"), Float(depth - 1), (g, x) => $"({g} {x})"),
            Gen.Select(One("max", "atan2", "hypot'y", "(+)", "grad (fun s t -> s * t + x) 1 2 |> fun q -> fun s -> fun t -> fst q + s * t"), Float(depth - 1), Float(depth - 1), (g, x, y) => $"(({g}) {x} {y})"),
            Gen.Select(Bool(depth - 1), Float(depth - 1), Float(depth - 1), (c, l, r) => $"(if {c} then {l} else {r})"),
            Gen.Select(Float(depth - 1), One("sqrt", "(fun t -> t + y)", "f >> f"), (x, g) => $"({x} |> ({g}))"),
            Gen.Select(PairOf(depth - 1), pair => $"(fst {pair})"),
            Gen.Select(Float(depth - 1), Float(depth - 1), (v, e) => $"(let x = {v} in {e})"),
            Gen.Select(PairOf(depth - 1), Float(depth - 1), (v, e) => $"(let (x, _) = {v} in {e})"),
            Gen.Select(Float(depth - 1), Float(depth - 1), (body, e) => $"(let f x = {body} in f {e})"),
            Float(depth - 1).Select(e => $"(-{e})"));

    static Gen<string> Bool(int depth) => depth == 0
        ? One("a", "b", "true", "false", "(snd p)")
        : Gen.OneOf(
            Gen.Select(Bool(depth - 1), One("&&", "||", "=", "<>"), Bool(depth - 1), (l, op, r) => $"({l} {op} {r})"),
            Gen.Select(Float(depth - 1), One("=", "<", ">=", "<>"), Float(depth - 1), (l, op, r) => $"({l} {op} {r})"),
            Gen.Select(PairOf(depth - 1), PairOf(depth - 1), (l, r) => $"({l} = {r})"),
            Bool(depth - 1).Select(e => $"(not {e})"),
            Gen.Select(Bool(depth - 1), Bool(depth - 1), (l, r) => $"(xor'a {l} {r})"),
            PairOf(depth - 1).Select(pair => $"(snd {pair})"),
            Gen.Select(Bool(depth - 1), Bool(depth - 1), Bool(depth - 1), (c, l, r) => $"(if {c} then {l} elif {l} then {r} else {c})"));

    static Gen<string> PairOf(int depth) => depth == 0
        ? Gen.Const("p")
        : Gen.OneOf(
            Gen.Select(Float(depth - 1), Bool(depth - 1), (x, a) => $"({x}, {a})"),
            Gen.Select(Bool(depth - 1), PairOf(depth - 1), PairOf(depth - 1), (c, l, r) => $"(if {c} then {l} else {r})"),
            PairOf(depth - 1).Select(e => $"(id {e})"),
            Gen.Select(Bool(depth - 1), Float(depth - 1), (a, x) => $"((fun (s, t) -> t, s) ({a}, {x}))"));

    static readonly Gen<(GateType Type, string Text)> Expressions =
        Gen.Select(One(GateType.Float, GateType.Bool, Pair), Gen.Int[0, 4]).SelectMany((type, depth) => Of(type, depth).Select(text => (type, text)));

    const string Head = "let v (x: float) (y: float) (a: bool) (b: bool) (p: float * bool) (f: float -> float)";
    const string Parameters = "float -> float -> bool -> bool -> float * bool -> (float -> float) -> ";

    static readonly long Times = Repository.Long ? 20_000 : 250;

    [Fact]
    public void Have_the_type_they_were_made_for() => Expressions.Sample(one =>
        Assert.Equal(Parameters + one.Type, Checked.TypeOf($"{Head} = {one.Text}", "v")), iter: Times);

    [Fact]
    public void Keep_it_when_it_is_written_down() => Expressions.Sample(one =>
    {
        string bare = $"let v x y a b p f = {one.Text}";
        string inferred = Checked.TypeOf(bare, "v");
        Assert.Equal(inferred, Checked.TypeOf($"{bare}\nlet w : {inferred} = v", "w"));
        Assert.Equal(Parameters + one.Type, Checked.TypeOf($"{Head} : {one.Type} = {one.Text}", "v"));
    }, iter: Times);

    [Fact]
    public void Are_refused_for_another_type() => Expressions.Sample(one =>
    {
        GateType other = one.Type == GateType.Float ? GateType.Bool : GateType.Float;
        string[] messages = Checked.Messages($"{Head} : {other} = {one.Text}");
        Assert.NotEmpty(messages);
        Assert.All(messages, message => Assert.Matches("error GATE03|warning", message));
    }, iter: Times);
}
