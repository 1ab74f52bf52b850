using GateDsl.Ir;
using Xunit;

namespace GateDsl.Tests.Ir;

public class GraphTests
{
    readonly Graph graph = new(Budget.Unlimited);

    [Fact]
    public void Equal_nodes_are_one_node()
    {
        Wire x = graph.Wire(graph.NewInput("x", Kind.Float));
        Assert.Equal((x * x + 1).Id, (x * x + 1).Id);
        Assert.NotEqual((x - 1).Id, (1 - x).Id);
    }

    [Fact]
    public void Constants_are_told_apart_by_their_bits()
    {
        Assert.NotEqual(graph.Number(0.0), graph.Number(-0.0));
        Assert.Equal(graph.Number(double.NaN), graph.Number(double.NaN));
    }

    [Fact]
    public void Inputs_of_one_name_are_different_inputs() =>
        Assert.NotEqual(graph.NewInput("x", Kind.Float), graph.NewInput("x", Kind.Float));

    [Fact]
    public void A_finished_circuit_has_no_dead_nodes_and_the_inputs_in_the_order_asked_for()
    {
        Wire x = graph.Wire(graph.NewInput("x", Kind.Float)), y = graph.Wire(graph.NewInput("y", Kind.Float));
        _ = x * y;
        Circuit circuit = graph.Finish([(y - x).Id], [y.Id, x.Id]);
        Assert.Equal(3, circuit.Nodes.Length);
        Assert.Equal(["y", "x"], circuit.Inputs.Select(input => input.Name));
        var result = new double[1];
        Interpreter.Run(circuit, [10, 3], result);
        Assert.Equal(7, result[0]);
    }

    [Fact]
    public void Substitution_replaces_an_input_and_leaves_the_rest_shared()
    {
        Wire x = graph.Wire(graph.NewInput("x", Kind.Float)), y = graph.Wire(graph.NewInput("y", Kind.Float));
        Wire kept = y * y;
        int[] replaced = graph.Substitute([(x + kept).Id, kept.Id], new Dictionary<int, int> { [x.Id] = graph.Number(2) });
        Assert.Equal([(2 + kept).Id, kept.Id], replaced);
    }

    [Fact]
    public void Running_out_of_nodes_says_so()
    {
        var small = new Graph(new Budget(new Limits { Nodes = 10, Work = 1000 }));
        Wire x = small.Wire(small.NewInput("x", Kind.Float));
        var exhausted = Assert.Throws<Budget.Exhausted>(() => { for (int i = 0; i < 100; i++) x = x * x; });
        Assert.Equal((10, nameof(Limits.Nodes)), (exhausted.Limit, exhausted.Name));
    }

    [Fact]
    public void An_illegal_graph_is_named_by_the_pass_that_made_it()
    {
        int x = graph.NewInput("x", Kind.Float), a = graph.NewInput("a", Kind.Bool);
        Assert.Contains("after a test", Assert.Throws<InvalidOperationException>(() => GraphSpec.Check(graph, [graph.Add(new(Op.Add, x, a))], "a test")).Message);
        Assert.Contains("the condition is a float", Assert.Throws<InvalidOperationException>(() => GraphSpec.Check(graph, [graph.Add(new(Op.Select, x, x, x))], "a test")).Message);
        Assert.Contains("2 arguments are needed", Assert.Throws<InvalidOperationException>(() => GraphSpec.Check(graph, [graph.Add(new(Op.Add, x))], "a test")).Message);
        Assert.Contains("has Bits", Assert.Throws<InvalidOperationException>(() => GraphSpec.Check(graph, [graph.Add(new(Op.Exp, x, Bits: 3))], "a test")).Message);
    }
}
