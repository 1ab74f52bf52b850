using Xunit;

namespace GateDsl.Compiler.Tests;

/// <summary>Numbers find their way by names: of inputs, of partial derivatives, of properties.</summary>
public class NameTests
{
    static readonly GateModule module = GateModule.Parse("""
        /// rate in (0, 1]
        let price (spot: float) (is_call: bool) rate =
            if is_call then spot * exp rate else -spot / rate
        let pair (p: float * bool) y = (fst p) * y, snd p
        let above x y = x > y
        let scaled (n: int) x = if n > 0 then x * x else x
        """);

    static readonly Gate price = module["price"];

    public static TheoryData<bool> Jit => [true, false];

    static Lower.Target TargetOf(bool jit) => jit ? Lower.Target.Machine : new(Jit: false, Lanes: 2);

    // What cannot be made of a value and its partial derivatives.
    [Fact]
    public void A_result_of_another_kind_is_refused_with_the_signature()
    {
        Func<object?>[] wrong =
        [
            Of<double[]>, Of<int[]>, Of<double[][]>, Of<object>, Of<List<double>>, Of<Dictionary<string, double>>, Of<double?>, Of<decimal>, Of<DateTime>, Of<Func<double>>, Of<DayOfWeek>, Of<float>, Of<long>,
            Of<Tuple<double, double>>, Of<(double, double)>, Of<IReadOnlyList<double>>, Of<IResult>, Of<AbstractResult>, Of<Exception>, Of<Memory<double>>, Of<Gate>, Of<nint>, Of<Half>,
        ];
        foreach (Func<object?> action in wrong) Throws(price.Signature, action);

        static object? Of<T>() => price.CompileFor<Option, T>();
    }

    [Theory, MemberData(nameof(Jit))]
    public void No_object_is_an_argument_error_like_everywhere(bool jit)
    {
        Assert.Throws<ArgumentNullException>(() => price.EvaluateFor<Option>(null!));
        Assert.Throws<ArgumentNullException>(() => price.CompileFor<Option, double>(TargetOf(jit))(null!));
        Assert.Throws<ArgumentNullException>(() => price.CompileFor<Option, Greeks>(TargetOf(jit))(null!));
    }

    public interface IResult { double Value { get; set; } }

    public abstract class AbstractResult(double value) { public double Value => value; }

    sealed record Option(double Spot, bool IsCall, double Rate, string Comment = "");
    readonly record struct SmallOption(double Spot, bool IsCall, float Rate);
    sealed record Greeks(double Price, double Spot, double Rate);
    sealed class Settable { public double Rate { get; set; } public double Value { get; init; } }
    delegate double InOrder(double spot, bool is_call, double rate);
    delegate double OtherNames(double a, bool b, double c);
    delegate double Swapped(double rate, bool is_call, double spot);
    delegate double Shifted(double y, double z);

    [Fact]
    public void Inputs_and_partials_say_what_is_what()
    {
        Assert.Equal([("spot", GateType.Float), ("is_call", GateType.Bool), ("rate", GateType.Float)], price.Inputs.Select(input => (input.Name, input.Type)));
        Assert.Equal(["spot", "rate"], price.Partials);
        Assert.Equal(new GateDomain(0, 1, false, true), price.Inputs[2].Domain);
        Assert.Equal(["p1", "p2", "y"], module["pair"].Inputs.Select(input => input.Name));
        Assert.Equal(["p1", "y"], module["pair"].Partials);
        var partials = new double[2];
        price.CompileGradient()([3, 0, 0.5], partials);
        foreach (var (name, partial) in price.Partials.Zip(partials)) Assert.Equal(price.Derivative(name).Evaluate(3, 0, 0.5), partial);
        Assert.Equal(["price", "price'spot", "price'rate"], price.CompileBatch(BatchOutputs.ValueAndGradient).OutputNames);
    }

    [Fact]
    public void Values_by_name()
    {
        double expected = price.Evaluate(3, 1, 0.5);
        Assert.Equal(expected, price.Evaluate(new Dictionary<string, double> { ["rate"] = 0.5, ["other"] = 7, ["is_call"] = 1, ["spot"] = 3 }));
        Assert.Equal([6, 1], module["pair"].EvaluateAll(new Dictionary<string, double> { ["y"] = 2, ["p2"] = 1, ["p1"] = 3 }));
        Assert.Equal(expected, price.EvaluateFor(new { Rate = 0.5, is_call = true, spot = 3 }));
        Assert.Equal(expected, price.EvaluateFor(new Option(3, true, 0.5)));
        Assert.Equal(expected, price.EvaluateFor(new SmallOption(3, true, 0.5f)));
        Assert.Equal(4, module["scaled"].EvaluateFor(new { n = 1, x = 2.0 }));
    }

    [Fact]
    public void A_missing_name_and_a_wrong_type_are_told()
    {
        Throws("'rate' ('rat' is given)", () => price.Evaluate(new Dictionary<string, double> { ["rat"] = 0.5, ["is_call"] = 1, ["spot"] = 3 }));
        Throws("'rate': price (spot", () => price.EvaluateFor(new { spot = 1.0, is_call = true }));
        Throws("'is_call' is bool", () => price.EvaluateFor(new { spot = 1.0, is_call = 1.0, rate = 2.0 }));
        Throws("no property stands for 'spot'", () => price.EvaluateFor(new { Spot = 1.0, SPOT = 2.0, is_call = true, rate = 2.0 }));
        Throws("'n' is int", () => module["scaled"].EvaluateFor(new { n = 1.0, x = 2.0 }));
        Throws("'spot'", () => price.CompileFor<Settable>());
        Throws("String has no members", () => price.CompileFor<Option, string>());
        Throws("Option.IsCall is neither", () => price.CompileFor<Option, Option>());
        Throws("does not fit pair", () => module["pair"].CompileFor<PairInput>());
    }

    sealed record PairInput(double P1, bool P2, double Y);

    [Theory, MemberData(nameof(Jit))]
    public void Compiled_for_types_of_the_application(bool jit)
    {
        double[] partials = new double[2];
        double expected = price.CompileGradient()([3, 1, 0.5], partials);
        Assert.Equal(expected, price.CompileFor<Option, double>(TargetOf(jit))(new(3, true, 0.5)));
        Assert.Equal(expected, price.CompileFor<SmallOption, double>(TargetOf(jit))(new(3, true, 0.5f)));
        Assert.Equal(new Greeks(expected, partials[0], partials[1]), price.CompileFor<Option, Greeks>(TargetOf(jit))(new(3, true, 0.5)));
        Settable set = price.CompileFor<Option, Settable>(TargetOf(jit))(new(3, true, 0.5));
        Assert.Equal((expected, partials[1]), (set.Value, set.Rate));
        Assert.Equal((6.0, true), module["pair"].CompileFor<PairInput, (double, bool)>(TargetOf(jit))(new(3, true, 2)));
        Assert.True(module["above"].CompileFor<Shifts, bool>(TargetOf(jit))(new(2, 1)));
    }

    public interface IQuoted { double Spot { get; } object Rate { get; } }

    public interface IRated : IQuoted { bool IsCall { get; } new double Rate { get; } }

    sealed record Rated(double Spot, bool IsCall, double Rate) : IRated
    {
        object IQuoted.Rate => "not this one";
    }

    class Quoted { public double Spot { get; init; } public object Rate => "not this one"; }

    sealed class Hiding : Quoted { public bool IsCall => true; public new double Rate => 0.5; }

    [Theory, MemberData(nameof(Jit))]
    public void What_a_type_inherits_counts_and_what_it_hides_does_not(bool jit)
    {
        double expected = price.Evaluate(3, 1, 0.5);
        Assert.Equal(expected, price.EvaluateFor<IRated>(new Rated(3, true, 0.5)));
        Assert.Equal(expected, price.CompileFor<IRated, double>(TargetOf(jit))(new Rated(3, true, 0.5)));
        Assert.Equal(expected, price.EvaluateFor(new Hiding { Spot = 3 }));
        Assert.Equal(expected, price.CompileFor<Hiding, double>(TargetOf(jit))(new() { Spot = 3 }));
    }

    sealed record Shifts(double X, double Y);

    [Fact]
    public void A_call_by_name_allocates_nothing()
    {
        var f = price.CompileFor<SmallOption>();
        var option = new SmallOption(3, true, 0.5f);
        double sum = f(option) + price.EvaluateFor(option);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) sum += f(option);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(double.IsFinite(sum));
    }

    [Fact]
    public void Names_of_a_delegate_are_not_those_of_other_parameters()
    {
        Assert.Equal(price.Evaluate(3, 1, 0.5), price.Compile<InOrder>()(3, true, 0.5));
        Assert.Equal(price.Evaluate(3, 1, 0.5), price.Compile<OtherNames>()(3, true, 0.5));
        Throws("parameter 1 of Swapped is 'rate', but that of the gate is 'spot'", () => price.Compile<Swapped>());
        Throws("'y', but that of the gate is 'x'", () => module["above"].Compile<Func<double, double, bool>>() is { } ? Gate.FromFormula("x + y").Compile<Shifted>() : null);
    }

    [Fact]
    public void A_formula_takes_its_names_in_the_order_of_their_first_appearance()
    {
        Assert.Equal(["x", "a"], Gate.FromFormula("x * a").Inputs.Select(input => input.Name));
        Assert.Equal(["a", "x"], Gate.FromFormula("a * x").Inputs.Select(input => input.Name));
        Assert.Equal(2, Gate.FromFormula("a / x").EvaluateFor(new { x = 2, a = 4 }));
    }

    static void Throws(string message, Func<object?> action) => Assert.Contains(message, Assert.Throws<ArgumentException>(() => action()).Message, StringComparison.Ordinal);
}
