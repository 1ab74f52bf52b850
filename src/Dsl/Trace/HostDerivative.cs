using System.Collections.Immutable;
using GateDsl.Ir;
using GateDsl.Types;

namespace GateDsl.Tracing;

/// <summary>The partial derivatives of host functions, as circuits from the function's arguments.</summary>
static class HostDerivative
{
    /// <summary>Those that an expression gives.</summary>
    /// <param name="function">The function.</param>
    /// <param name="text">A float, or the tuple of a float for each parameter.</param>
    /// <param name="known">The functions that the expression may use.</param>
    /// <exception cref="GateException">The expression is wrong.</exception>
    /// <exception cref="ArgumentException">It is something else than so many floats.</exception>
    public static Circuit Of(HostFunction function, string text, HostFunctions known)
    {
        var source = new Source($"derivative of {function.Name}", text);
        GateOptions options = GateOptions.Default with { Functions = known };
        var bag = new Bag();
        FormulaText read = Check.ReadFormula(source, options, bag) ?? throw new GateException(bag.All);
        Symbol gate = Check.Formula(read, [.. function.Parameters.Select((name, i) => new FormulaParameter(name, HostScope.TypeOf(function, i)))], null, options, bag) ?? throw new GateException(bag.All);
        GateType result = Enumerable.Range(0, function.Arity).Aggregate(Exports.Of(gate.Type), (type, _) => ((GateType.Function)type).Result);
        string[] floats = [.. function.Parameters.Where((_, i) => !function.IsTruth(i))];
        if (!Fits(result, floats.Length))
        {
            string needed = floats.Length == 1 ? "a float" : $"a tuple of {floats.Length} floats, a partial derivative for each of {string.Join(", ", floats)}";
            throw new ArgumentException($"the derivative of '{function.Name}' is {needed}; '{text}' is {result}", "derivative");
        }
        Leaf[] leaves = [.. function.Parameters.Select((name, i) => new Leaf(Place.Of(i), name, HostScope.TypeOf(function, i)))];
        try { return Pipeline.Of(new(gate.Definition!, [.. leaves.Select(leaf => leaf.Type)], [.. leaves]), Outputs.Value, options with { Plain = true }); }
        catch (Exception e) when (Exhaustion.Of(e, source, gate.At) is { } diagnostic) { throw new GateException([diagnostic]); }
    }

    /// <summary>Derivatives that are delegates, as functions of their own.</summary>
    public static ImmutableArray<HostFunction> Delegates(HostFunction function, Delegate[] derivatives) =>
        [.. derivatives.Select((code, i) => new HostFunction(
            function.Name + "'" + (derivatives.Length == 1 ? "" : function.Parameters[i]), function.Arity, code ?? throw new ArgumentNullException(nameof(derivatives)), IsNamed: false))];

    /// <summary>Calls of those functions, which have the numbers from <paramref name="first"/> on.</summary>
    public static Circuit Calls(HostFunctions known, int first, int count)
    {
        var graph = new Graph(Budget.Unlimited, known);
        int[] inputs = [.. Enumerable.Range(0, count).Select(i => graph.NewInput("", Kind.Float))];
        int[] outputs = [.. Enumerable.Range(first, count).Select(number => HostCall.Add(graph, number, inputs))];
        return graph.Finish(outputs, inputs);
    }

    static bool Fits(GateType result, int arity) => arity == 1
        ? result == GateType.Float
        : result is GateType.Tuple tuple && tuple.Items.Length == arity && tuple.Items.All(item => item == GateType.Float);
}
