using System.Collections.Immutable;

namespace GateDsl.Ir;

/// <summary>
/// One result of a loop. What stands in it are places among the outputs of the body (values, positions, conditions), numbers of carried values and places among the
/// arguments (shapes, starts); while a loop is built, the nodes themselves.
/// </summary>
abstract record LoopResult
{
    /// <summary>One element a trip.</summary>
    /// <param name="Row">Where elements are arrays whose lengths no trip decides: those lengths, so that an array without elements has them too.</param>
    public sealed record Stacked(int Value, ImmutableArray<int> Row) : LoopResult;

    /// <summary>Added over the trips.</summary>
    /// <param name="Like">Of arrays: one of the same lengths; -1 of numbers.</param>
    public sealed record Summed(int Value, int Like) : LoopResult;

    /// <summary>A carried value after the last trip.</summary>
    public sealed record Last(int Carried) : LoopResult;

    /// <summary>A carried value before the first trip and after each: row i + 1 is that after trip i. Backwards row i is that after trip i, and the last one the start.</summary>
    public sealed record All(int Carried) : LoopResult;

    /// <summary>How many trips were made: of a loop that a condition ends.</summary>
    public sealed record Count : LoopResult;

    /// <summary>Added at computed positions of an array of zeros, the contributions of a trip in their order.</summary>
    /// <param name="Like">An array of the same lengths.</param>
    public sealed record Scattered(ImmutableArray<Contribution> Contributions, int Like) : LoopResult;

    /// <summary>The index of the first best value: the largest or the smallest, or the first that is no number.</summary>
    public sealed record Best(int Value, bool IsLargest) : LoopResult;

    /// <summary>Whether a condition held in any trip.</summary>
    public sealed record Some(int Condition) : LoopResult;

    /// <param name="Positions">One for each dimension of the array that is indexed. Where one is -1, nothing is added.</param>
    public sealed record Contribution(int Value, ImmutableArray<int> Positions);

    public delegate int Change(int place);

    /// <summary>The same with other values and other arguments.</summary>
    public LoopResult Through(Change value, Change argument) => this switch
    {
        Stacked stacked => new Stacked(value(stacked.Value), [.. stacked.Row.Select(length => argument(length))]),
        Summed summed => new Summed(value(summed.Value), summed.Like < 0 ? -1 : argument(summed.Like)),
        Scattered scattered => new Scattered(
            [.. scattered.Contributions.Select(added => new Contribution(value(added.Value), [.. added.Positions.Select(position => value(position))]))],
            argument(scattered.Like)),
        Best best => best with { Value = value(best.Value) },
        Some some => new Some(value(some.Condition)),
        _ => this,
    };

    /// <summary>What of the body it reads.</summary>
    public IEnumerable<int> Values() => this switch
    {
        Stacked stacked => [stacked.Value],
        Summed summed => [summed.Value],
        Scattered scattered => scattered.Contributions.SelectMany(added => added.Positions.Prepend(added.Value)),
        Best best => [best.Value],
        Some some => [some.Condition],
        _ => [],
    };

    /// <summary>Its kind, from the kinds of the body's outputs.</summary>
    public Kind KindIn(Circuit body)
    {
        return this switch
        {
            Stacked stacked => Of(stacked.Value).ArrayOf(),
            Summed summed => Of(summed.Value),
            Last last => Of(last.Carried),
            All all => Of(all.Carried).ArrayOf(),
            Scattered scattered => Of(scattered.Contributions[0].Value).ArrayOf(scattered.Contributions[0].Positions.Length),
            Some => Kind.Bool,
            _ => Kind.Float,
        };

        Kind Of(int output) => body.Kinds[body.Outputs[output]];
    }

    /// <summary>It as numbers, for comparison.</summary>
    public void Encode(List<long> into)
    {
        switch (this)
        {
            case Stacked stacked: into.AddRange([1, stacked.Value, stacked.Row.Length, .. stacked.Row.Select(length => (long)length)]); break;
            case Summed summed: into.AddRange([2, summed.Value, summed.Like]); break;
            case Last last: into.AddRange([3, last.Carried]); break;
            case All all: into.AddRange([4, all.Carried]); break;
            case Count: into.Add(5); break;
            case Scattered scattered:
                into.AddRange([6, scattered.Like, scattered.Contributions.Length]);
                foreach (Contribution added in scattered.Contributions) into.AddRange([added.Value, added.Positions.Length, .. added.Positions.Select(position => (long)position)]);
                break;
            case Best best: into.AddRange([7, best.Value, best.IsLargest ? 1 : 0]); break;
            case Some some: into.AddRange([8, some.Condition]); break;
        }
    }
}
