namespace GateDsl.Ir;

/// <summary>The loops of a graph and of all bodies in it, by the numbers that nodes have in their Bits; and where what is checked when it runs stands in the source.</summary>
sealed class LoopTable
{
    readonly List<Loop> loops = [];
    readonly Dictionary<Loop, int> numbers = [];
    readonly List<CheckPlace> places = [];
    readonly Dictionary<CheckPlace, int> placeNumbers = [];

    public int Count => loops.Count;

    /// <summary>Whether a body has exponentials.</summary>
    public bool HasExponentials { get; private set; }

    public Loop this[long number] => loops[(int)number];

    public int Add(Loop loop)
    {
        if (numbers.TryGetValue(loop, out int number)) return number;
        loops.Add(loop);
        HasExponentials |= loop.Body.Nodes.Any(node => node.Op == Op.Exp);
        numbers.Add(loop, loops.Count - 1);
        return loops.Count - 1;
    }

    /// <summary>The Bits of a node that checks something at a place.</summary>
    public long At(CheckPlace place, Fault fault = default)
    {
        if (!placeNumbers.TryGetValue(place, out int number))
        {
            placeNumbers.Add(place, number = places.Count);
            places.Add(place);
        }
        return (long)number << CheckPlace.FaultBits | (long)fault;
    }

    /// <summary>The place that a node has in its Bits.</summary>
    public CheckPlace PlaceOf(in Node node) => node.Bits >> CheckPlace.FaultBits is var number && number < places.Count ? places[(int)number] : CheckPlace.None;
}
