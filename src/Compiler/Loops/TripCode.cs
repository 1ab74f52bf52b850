using System.Linq.Expressions;
using GateDsl.Compiler.Lower;
using GateDsl.Ir;

namespace GateDsl.Compiler.Loops;

/// <summary>What the trips of a loop do, all of it or a stage: its code, and what of the results it adds to.</summary>
/// <param name="program">The code around it.</param>
/// <param name="circuit">The body, or what of it is computed here.</param>
/// <param name="inputs">What its inputs are.</param>
/// <param name="entering">What a trip does to have an input; null: nothing.</param>
/// <param name="elements">Of inputs that are numbers one after another in memory, where they begin.</param>
/// <param name="first">How many of the outputs are no results'.</param>
/// <param name="results">The results.</param>
sealed class TripCode(ProgramCode program, Circuit circuit, InputValue[] inputs, Expression?[] entering, ElementPlace?[] elements, int first, ResultCode[] results)
{
    readonly Schedule schedule = new(circuit);
    readonly int[] asked = Places(first, results);

    public Circuit Circuit => schedule.Circuit;

    public int OutputOf(int place) => schedule.Circuit.Outputs[place];

    /// <summary>What is asked of a body: the first outputs, and what the results read.</summary>
    public static Circuit Asked(Circuit body, IEnumerable<int> first, ResultCode[] results) => AskedFor.Of(body, [.. first, .. results.SelectMany(result => result.Asked)]);

    static int[] Places(int first, ResultCode[] results)
    {
        var places = new int[results.Length];
        for (int k = 0, next = first; k < places.Length; next += results[k++].Asked.Count) places[k] = next;
        return places;
    }

    /// <summary>A trip.</summary>
    /// <param name="trip">The trips.</param>
    /// <param name="mark">Where memory begins that is free after it.</param>
    /// <param name="mayEnd">Whether it may be found that there is none: nothing is put anywhere before.</param>
    /// <param name="ends">What follows the first outputs.</param>
    public (List<Expression> Statements, BodyCode Body) Statements(in Trip trip, ParameterExpression mark, bool mayEnd, Action<BodyCode, List<Expression>> ends)
    {
        List<Expression> statements = [];
        foreach (Node node in Circuit.Nodes)
        {
            if (node.Op == Op.Input && entering[node.Bits] is { } enter) statements.Add(enter);
        }
        var body = new BodyCode(program, schedule, inputs, mayEnd ? [] : Destinations(trip, statements));
        statements.AddRange(body.Of(schedule.Steps));
        ends(body, statements);
        int[] outputs = [.. Circuit.Outputs];
        for (int k = 0; k < results.Length; k++) results[k].Grow(trip, body, outputs.AsSpan(asked[k]), mark, statements);
        program.Declare(body.Locals);
        return (statements, body);
    }

    /// <summary>Trips as vectors; null where they cannot be.</summary>
    public Func<ParameterExpression, Expression, Expression>? Vectors() => VectorCode.Of(program, Circuit, inputs, elements, results, asked);

    /// <summary>The element of an array that one result stacks and nothing else is done with; null: it does more.</summary>
    public ElementPlace? Seen(int result) => results[result] is StackedCode { IsOfNumbers: true } && Circuit.Nodes[OutputOf(asked[result])] is { Op: Op.Input } input ? elements[input.Bits] : null;

    // What loops in the body stack and only a result of this one reads goes there at once.
    Dictionary<int, Destination> Destinations(in Trip trip, List<Expression> statements)
    {
        Dictionary<int, Destination> destinations = [];
        for (int k = 0; k < results.Length; k++)
        {
            if (results[k].Asked.Count == 0) continue;
            int node = OutputOf(asked[k]);
            Node part = Circuit.Nodes[node];
            bool isOnly = part.Op == Op.Part && schedule.UsesOf(node) == 1 && schedule.Regions.Of(part.A) == 0;
            if (!isOnly || Circuit.Loops[Circuit.Nodes[part.A].Bits].Results[(int)part.Bits] is not LoopResult.Stacked) continue;
            if (results[k].DestinationOf(trip, statements) is { } destination) destinations.Add(node, destination);
        }
        return destinations;
    }
}
