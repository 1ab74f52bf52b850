using GateDsl.Types;

namespace GateDsl.Dsl.Tests.Types;

/// <summary>What a name means: order, shadowing, locals, and the recovery after mistakes.</summary>
public class NamesTests
{
    [Theory]
    [InlineData("let f x = x > 0\nlet f x = f (x + 1)\nlet v = f 1", "bool")]          // not recursion: the earlier f
    [InlineData("let sin x = x > 0\nlet v = sin 1", "bool")]                           // a definition wins over a built-in gate
    [InlineData("let round x = round (x * 10) / 10\nlet v = round", "float -> float")] // the built-in inside, the new one below
    [InlineData("let x = true\nlet v = let x = 1 in x", "float")]
    [InlineData("let x = true\nlet f x = x + 1\nlet v = x", "bool")]
    [InlineData("let v = let x = 1 in let x = x > 0 in x", "bool")]
    [InlineData("let a, b = 1, true\nlet v = b, a", "bool * float")]
    [InlineData("let ``net income`` = 1\nlet v = ``net income``", "float")]
    [InlineData("let Δt = 1\nlet v = Δt", "float")]
    public void Are_resolved(string text, string type) => Assert.Equal(type, Checked.TypeOf(text, "v"));

    [Fact]
    public void Shadowed_definitions_stay_what_they_were()
    {
        CheckedModule module = Checked.Good("let k = 1\nlet f x = k * x\nlet k = true\nlet v = k, f 1");
        Assert.Equal("bool * float", module.Scope.Find("v")!.Type.ToString());
        Assert.Equal(["f", "k", "v"], module.Symbols.Select(symbol => symbol.Name));
        Assert.Equal(4, module.Items.Length);
    }

    [Fact]
    public void Ten_mistakes_give_ten_messages_each_at_its_place()
    {
        string text = string.Join('\n', Enumerable.Range(0, 10).Select(i => $"let f{i} a = (a && true) * {(i == 0 ? "2" : $"f{i - 1} a")}"));
        var bag = Checked.Text(text).Bag;
        Assert.Equal(Enumerable.Range(1, 10), bag.All.Select(diagnostic => diagnostic.Source.Place(diagnostic.Span.Start).Line));
        Assert.All(bag.All, diagnostic => Assert.Equal("GATE0301", diagnostic.Code));
    }

    [Theory]
    [InlineData("let f x = x + (\nlet g x = f x + f\ng 1 2 3")]                       // f could not be read: its uses are no mistakes
    [InlineData("let f a = (a && true) + 1\nlet (p, q) = f 1, f\np + q\nf' 1\nf'a 2")]
    public void A_wrong_definition_gives_one_message_and_no_cascade(string text) => Assert.Single(Checked.Messages(text));

    [Fact]
    public void A_tuple_definition_is_evaluated_as_one()
    {
        CheckedModule module = Checked.Good("let (a, (b, _)) = 1, (true, 3)");
        Symbol a = module.Scope.Find("a")!, b = module.Scope.Find("b")!;
        var whole = Assert.IsType<Use>(Assert.Single(Assert.IsType<Block>(a.Definition).Bindings).Value).Symbol;
        Assert.Same(whole, Assert.IsType<Use>(Assert.Single(Assert.IsType<Block>(b.Definition).Bindings).Value).Symbol);
        Assert.IsType<MakeTuple>(whole.Definition);
        Assert.Equal(("float", "bool"), (a.Type.ToString(), b.Type.ToString()));
    }

    [Fact]
    public void Nested_lambdas_are_one_gate_with_its_parameters()
    {
        Symbol symbol = Checked.Good("/// Doc.\nlet f x = fun (y, z) -> x * y * z").Scope.Find("f")!;
        Assert.Equal(2, symbol.Parameters.Length);
        Assert.Equal("Doc.", symbol.Doc);
        Assert.Equal("f (x: float) (y: float, z: float) : float", Signature.Of("f", symbol.Names, symbol.Type));
    }

    [Theory]
    [InlineData("a * x + b", "a,x,b")]
    [InlineData("b + a + b", "b,a")]
    [InlineData("sin x + pi * e", "x")]
    [InlineData("sigmoid' x + sigmoid'x y", "x,y")]
    [InlineData("let t = x in t * u", "x,u")]
    [InlineData("(fun t -> t + s) t", "s,t")]
    [InlineData("let f y = y + k in f z", "k,z")]
    [InlineData("let (p, q) = r in p + q + s", "r,s")]
    [InlineData("x' + x", "x',x")]
    [InlineData("if c then x else d", "c,x,d")]
    [InlineData("let t = t + 1 in t", "t")]
    public void Free_names_come_in_the_order_of_the_text(string formula, string names) =>
        Assert.Equal(names.Split(','), Check.ReadFormula(new Source("formula", formula), GateOptions.Default, new Bag())!.FreeNames.Select(name => name.Text));

    [Fact]
    public void A_formula_is_a_gate_of_the_given_parameters()
    {
        var bag = new Bag();
        FormulaText Read(string formula) => Check.ReadFormula(new Source("formula", formula), GateOptions.Default, bag)!;
        Symbol gate = Check.Formula(Read("if c then a * x else 0"), [new("x"), new("a", GateType.Float), new("c")], null, GateOptions.Default, bag)!;
        Assert.Empty(bag.All);
        Assert.Equal("float -> float -> bool -> float", gate.Type.ToString());
        Assert.Equal(["x", "a", "c"], gate.Parameters.Select(parameter => ((BindName)parameter).Symbol.Name));
        Assert.Null(Check.Formula(Read("a * y"), [new("a")], null, GateOptions.Default, bag));
        Assert.Equal("GATE0201", Assert.Single(bag.All).Code);
    }

    [Fact]
    public void An_expression_sees_the_end_of_its_file()
    {
        CheckedModule module = Checked.Good("let f x = x > 0\nlet f x = x * x");
        var bag = new Bag();
        Assert.Equal("float", Check.Expression(new Source("expression", "f' 3"), module, bag)!.Type.ToString());
        Assert.Null(Check.Expression(new Source("expression", "f true"), module, bag));
        Assert.Single(bag.All);
    }

    [Theory]
    [InlineData("'a -> 'b -> bool", "float -> float -> bool", true)]
    [InlineData("(float -> float) -> float", "(float -> float) -> float", false)]
    [InlineData("float -> 'a * bool", "float -> float * bool", true)]
    [InlineData("int -> float", "int -> float", true)]
    public void What_is_open_is_exported_as_float(string type, string exported, bool callable)
    {
        GateType read = new Written().Of(BuiltinTypes.Read(type));
        Assert.Equal(exported, Exports.Of(read).ToString());
        Assert.Equal(callable, Exports.IsExported(read));
    }
}
