using GateDsl.Balls;
using GateDsl.Dsl.Tests.Numerics;
using GateDsl.Enclosures;
using GateDsl.Ir;
using GateDsl.Numerics;
using GateDsl.Primitives;
using GateDsl.Simplification;
using GateDsl.Syntax;
using GateDsl.Tracing;
using GateDsl.Tracing.Arrays;
using Xunit;
using Kind = GateDsl.Ir.Kind;
using RingFunctions = GateDsl.Algebra.Functions;

namespace GateDsl.Dsl.Tests.Primitives;

/// <summary>The table of primitives, entry by entry: an entry that lacks a part is red, and so is a part that is not true.</summary>
public sealed class EntryTests
{
    static readonly Op[] leaves = [Op.Number, Op.Truth, Op.Real, Op.Input, Op.Select, Op.Host, Op.Argument];

    // Steps have no power series, and PowerInt has that of a product; of the others none is known.
    static readonly Op[] withoutSeries = [Op.Modulo, Op.Sign, Op.PowerInt, Op.Atan2, Op.Acosh, Op.LogNormCdf, Op.Lgamma, Op.Digamma, Op.Polygamma];

    public static TheoryData<string> Entries => [.. PrimitiveTable.All.Select(entry => entry.Op.ToString())];

    [Fact]
    public void Every_operation_has_one_entry() =>
        Assert.Equal(Enum.GetValues<Op>().Except(leaves).Where(op => !op.IsOfArrays()).Order(), PrimitiveTable.All.Select(entry => entry.Op).Order());

    [Theory, MemberData(nameof(Entries))]
    public void An_entry_is_complete(string op)
    {
        Primitive entry = Of(op);
        Assert.NotEqual("", entry.Doc);
        Assert.Equal(entry.Arity + (entry.TakesBits ? 1 : 0), entry.Parameters.Length);
        Assert.True(entry.Vector.Length > 0 ^ entry.Lanes is not null, "its meaning on vectors is either methods of theirs or a function over lanes");
        Assert.True(entry.Operator is null || entry.Vector.Length > 0, "an operator of numbers is one of vectors");
        Assert.Equal(entry.ArgumentKind == Kind.Bool, entry.Soft is not null);
        Assert.True(entry.Kinks.Length == 0 || entry.Choice is not null, "what has kinks chooses a side");
        Assert.True(entry.Lanes is null || entry.TakesBits || entry.IsStep || entry.Op == Op.Modulo || entry.Reference.Length > 0, "a function needs a reference value");
        Assert.True(!entry.IsCommutative || entry.Arity == 2);
        Assert.True(entry.Domain.Length == 0 || entry.Domain.Length == entry.Arity);
        if (entry.Type is { } type) Assert.Equal(entry.Parameters.Length, type.Split("->").Length - 1);
    }

    /// <summary>What an operation is in each kind of number stands in a table of that kind; a place that is empty has no other test where a pass would only give up.</summary>
    [Theory, MemberData(nameof(Entries))]
    public void Every_table_has_it(string op)
    {
        Primitive entry = Of(op);
        bool isFunction = entry.Lanes is not null && entry.Op != Op.Complement;       // which is a difference
        PowerSeries atZero = PowerSeries.Variable(1, 4), atHalf = PowerSeries.Constant(Wide.One / 2, 4) + atZero;
        bool HasSeries(PowerSeries x) => SeriesOf.Function(entry.Op, [x, atHalf], 4) is not null;
        (string Table, bool Has)[] tables =
        [
            ("Ir/OneLane.cs", entry.Lanes is null || OneLane.Of(entry.Op) is not null),
            ("Balls/BallTable.cs", BallTable.Has(entry.Op)),
            ("Enclosures/EnclosureTable.cs", EnclosureTable<Scalar64>.Find(entry.Op) is not null),
            ("Algebra/Functions.cs", !isFunction || RingFunctions.Find(entry.Op) is not null),
            ("Simplify/Series/SeriesOf.cs", !isFunction || withoutSeries.Contains(entry.Op) || HasSeries(atZero) || HasSeries(atHalf)),
            ("tests/Dsl.Tests/Numerics/Function.cs", !isFunction || Function.All.Concat(Function.Exact).Any(function => function.Name == entry.Lanes!.Name)),
        ];
        Assert.True(tables.All(table => table.Has), $"{op} is missing in {string.Join(", ", tables.Where(table => !table.Has).Select(table => table.Table))}");
    }

    [Theory, MemberData(nameof(Entries))]
    public void Beyond_an_end_of_its_domain_it_has_no_number(string op)
    {
        Primitive entry = Of(op);
        // These are defined between their poles below 0 too, where derivatives are not probed.
        if (entry.Domain.Length != 1 || entry.Op is Op.Lgamma or Op.Digamma or Op.Polygamma) return;
        Operation code = ScalarCode.Of(entry.Op, reproducible: true);
        Interval domain = entry.Domain[0];
        foreach (var (end, inwards) in new[] { (domain.Low, 1e-3), (domain.High, -1e-3) })
        {
            if (!double.IsFinite(end)) continue;
            Assert.True(double.IsFinite(code(0, end + inwards, 0, 0)), $"{op} inside of {end}");
            Assert.True(double.IsNaN(code(0, end - inwards, 0, 0)), $"{op} outside of {end}");
        }
    }

    [Theory, MemberData(nameof(Entries))]
    public void What_is_commutative_has_the_same_bits_both_ways_and_only_that(string op)
    {
        Primitive entry = Of(op);
        if (entry.Arity != 2 || entry.TakesBits) return;
        double[] numbers = entry.ArgumentKind == Kind.Bool ? [0, 1] : [-2.5, -1, -0.0, 0.0, 0.3, 1, 2, 700, double.PositiveInfinity, double.NaN];
        Operation code = ScalarCode.Of(entry.Op, reproducible: true);
        bool same = numbers.All(x => numbers.All(y => code(0, x, y, 0).Equals(code(0, y, x, 0))));
        Assert.True(entry.IsCommutative ? same : !same || entry.Op is Op.Max or Op.Min, $"{entry.Op} is {(same ? "" : "not ")}the same both ways");
    }

    [Theory, MemberData(nameof(Entries))]
    public void Its_soft_meaning_agrees_with_it_on_0_and_1(string op)
    {
        Primitive entry = Of(op);
        if (entry.Soft is not { } soft) return;
        var graph = new Graph(Budget.Unlimited);
        int[] inputs = [.. entry.Parameters.Select(name => graph.NewInput(name, Kind.Float))];
        Circuit circuit = graph.Finish([soft([.. inputs.Select(graph.Wire)]).Id], inputs);
        var got = new double[1];
        for (int bits = 0; bits < 1 << inputs.Length; bits++)
        {
            double[] at = [.. inputs.Select((_, i) => (double)(bits >> i & 1))];
            Interpreter.Run(circuit, at, got);
            Assert.Equal(ScalarCode.Of(entry.Op, false)(0, at[0], at[^1], 0), got[0]);
        }
    }

    [Theory, MemberData(nameof(Entries))]
    public void Its_spelling_is_read_back_as_it(string op)
    {
        Primitive entry = Of(op);
        // A complement is made by soft, and computed away before anything runs; in the language it is a difference.
        if (entry.Spelling is not { } spelling || entry.Op == Op.Complement) return;
        string parameters = string.Concat(new[] { "x", "y" }.Take(entry.Arity).Select(name => entry.ArgumentKind == Kind.Bool ? $" ({name}: bool)" : $" {name}"));
        Traced traced = Traced.Of(GateModule.Parse($"let f{parameters} = {spelling}")["f"].Typed, GateOptions.Default);
        Assert.Equal(entry.Op, traced.Trace.Graph[Simplification.Simplify.Values(traced.Trace, traced.Outputs())[0]].Op);
    }

    [Fact]
    public void A_formula_has_its_reference_values_and_is_a_gate_of_the_language() => Assert.All(Formulas.All, entry =>
    {
        Assert.NotEqual("", entry.Doc);
        Assert.NotEmpty(entry.Reference);
        Assert.NotNull(Builtins.Find(entry.Name));
        Gate gate = GateModule.Parse($"let f {string.Join(' ', entry.Parameters)} = {entry.Name} {string.Join(' ', entry.Parameters)}")["f"];
        foreach (var (at, value) in entry.Reference)
        {
            double got = gate.Evaluate(at);
            Assert.True(Math.Abs(got - value) <= 1e-15 * Math.Abs(value), $"{entry.Name} [{string.Join(", ", at)}]: {got:R}, not {value:R}");
        }
    });

    [Fact]
    public void A_function_on_arrays_has_a_meaning_for_its_parameters() =>
        Assert.All(ArrayBuiltins.All, builtin => Assert.Equal(builtin.Parameters.Length, ArrayMeanings.ArityOf(builtin.Name)));

    static Primitive Of(string op) => PrimitiveTable.Of(Enum.Parse<Op>(op));
}
