using System.Collections.Immutable;

namespace GateDsl.Ir;

/// <summary>
/// A loop as such, without what it is applied to: a body that is a circuit of its own, what the inputs of the body are in a trip, and what becomes of its outputs. Equal loops are
/// one object. The node has its arguments in a list: the trips, the starts of the carried values, and what inputs and results refer to.
/// </summary>
sealed class Loop : IEquatable<Loop>
{
    readonly long[] code;
    readonly int hash;

    /// <param name="body">Its outputs: what each carried value becomes, then the condition if there is one, then what the results read.</param>
    /// <param name="inputs">What the inputs of the body are.</param>
    /// <param name="carried">How many values are carried.</param>
    /// <param name="results">What comes out.</param>
    /// <param name="hasGoing">Whether a condition is asked before each trip, and the loop ends where it does not hold.</param>
    /// <param name="isBackwards">Whether the index goes down.</param>
    public Loop(Circuit body, ImmutableArray<LoopInput> inputs, int carried, ImmutableArray<LoopResult> results, bool hasGoing, bool isBackwards)
    {
        (Body, Inputs, Carried, Results, HasGoing, IsBackwards) = (body, inputs, carried, results, hasGoing, isBackwards);
        MayFail = body.Nodes.Any(node => node.Op is Op.At or Op.Checked or Op.Locate || (node.Op is Op.Loop or Op.Root && body.Loops[node.Bits].MayFail));
        code = Encode();
        var mix = new HashCode();
        foreach (long part in code) mix.Add(part);
        hash = mix.ToHashCode();
    }

    public Circuit Body { get; }

    public ImmutableArray<LoopInput> Inputs { get; }

    public int Carried { get; }

    public ImmutableArray<LoopResult> Results { get; }

    public bool HasGoing { get; }

    public bool IsBackwards { get; }

    /// <summary>Where it stands in the source; no part of what it is.</summary>
    public CheckPlace Place { get; init; } = CheckPlace.None;

    /// <summary>Whether something that is checked is in it.</summary>
    public bool MayFail { get; }

    /// <summary>Whether a trip needs the one before it.</summary>
    public bool IsOrdered => Carried > 0 || HasGoing;

    /// <summary>The place of the trips among the arguments; the starts follow.</summary>
    public const int Trips = 0, FirstStart = 1;

    public bool Equals(Loop? other) => other is not null && hash == other.hash && code.AsSpan().SequenceEqual(other.code);

    public override bool Equals(object? obj) => Equals(obj as Loop);

    public override int GetHashCode() => hash;

    long[] Encode()
    {
        List<long> code = [Carried, (HasGoing ? 1 : 0) + (IsBackwards ? 2 : 0) + (Body.Reproducible ? 4 : 0), Inputs.Length];
        for (int i = 0; i < Inputs.Length; i++)
        {
            LoopInput input = Inputs[i];
            code.AddRange([(long)input.Role, input.Argument, input.Offset, input.Stride, input.IsWhole ? 1 : 0, (long)Body.Inputs[i].Kind]);
        }
        foreach (Node node in Body.Nodes) code.AddRange([(long)node.Op, node.A, node.B, node.C, node.Identity]);
        foreach (int output in Body.Outputs) code.Add(output);
        foreach (LoopResult result in Results) result.Encode(code);
        return [.. code];
    }
}

/// <summary>What an input of a body is.</summary>
enum LoopRole : byte
{
    /// <summary>The number of the trip, from 0.</summary>
    Index,

    /// <summary>An array read at Stride * index + Offset; of a matrix a row.</summary>
    Element,

    /// <summary>The same in every trip. It is computed when a trip needs it, and not before.</summary>
    Captured,

    /// <summary>What a trip hands to the next.</summary>
    Carried,
}

/// <param name="Argument">The place among the loop's arguments; of a carried value its number.</param>
/// <param name="Offset">The place of the offset among the arguments; -1: it is 0.</param>
/// <param name="IsWhole">Whether the trips read every element of the array, once and in order.</param>
readonly record struct LoopInput(LoopRole Role, int Argument = -1, int Offset = -1, int Stride = 1, bool IsWhole = false);
