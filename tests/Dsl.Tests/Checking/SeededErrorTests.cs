using System.Collections.Immutable;
using GateDsl.Calculus;
using GateDsl.Checking;
using GateDsl.Ir;
using GateDsl.Primitives;

namespace GateDsl.Dsl.Tests.Checking;

/// <summary>The check finds wrong rules: each primitive gets a wrong derivative in turn, of several kinds, and every one is seen.</summary>
public class SeededErrorTests
{
    public static TheoryData<string> Differentiable =>
        [.. PrimitiveTable.All.Where(primitive => primitive.Partials is not null).Select(primitive => primitive.Op.ToString())];

    [Theory, MemberData(nameof(Differentiable))]
    public void The_rule_of_the_table_agrees(string name) => Assert.True(Check(name, (_, right) => right).Agrees);

    [Theory, MemberData(nameof(Differentiable))]
    public void A_rule_off_by_a_thousandth_is_found(string name) => Assert.False(Check(name, (_, right) => 1.001 * right).Agrees);

    [Theory, MemberData(nameof(Differentiable))]
    public void A_rule_with_the_wrong_sign_is_found(string name) => Assert.False(Check(name, (_, right) => -right).Agrees);

    [Theory, MemberData(nameof(Differentiable))]
    public void A_rule_that_forgets_a_partial_is_found(string name) => Assert.False(Check(name, (argument, right) => argument == 0 ? 0 * right : right).Agrees);

    [Theory, MemberData(nameof(Differentiable))]
    public void A_rule_that_answers_nan_is_found(string name) => Assert.False(Check(name, (_, right) => right + double.NaN).Agrees);

    /// <summary>Checks the operation alone, with each of its partials passed through <paramref name="seed"/>.</summary>
    static CheckResult Check(string name, Func<int, Wire, Wire> seed)
    {
        Primitive primitive = PrimitiveTable.Of(Enum.Parse<Op>(name));
        long bits = primitive.Op == Op.PowerInt ? 3 : primitive.TakesBits ? 1 : 0;
        var graph = new Graph(Budget.Unlimited);
        int[] inputs = [.. Enumerable.Range(0, primitive.Arity).Select(i => graph.NewInput($"x{i}", Kind.Float))];
        int output = graph.Add(new(primitive.Op, inputs[0], inputs.Length > 1 ? inputs[1] : -1, inputs.Length > 2 ? inputs[2] : -1, bits));
        Guarded[] partials = primitive.Partials!([.. inputs.Select(graph.Wire)], graph.Wire(output), bits);
        int[] seeded = [.. partials.Select((partial, i) => seed(i, partial.Resolve(graph)).Id)];

        ImmutableArray<GateType> types = [.. inputs.Select(_ => GateType.Float)];
        return DerivativeCheck.Of(graph.Finish([output], inputs), graph.Finish([output, .. seeded], inputs), types, [.. inputs.Select(_ => (GateDomain?)null)], seed: 1);
    }
}
