namespace GateDsl.Ir;

/// <summary>The loops of a graph and of all bodies in it, by the numbers that nodes have in their Bits; and where what is checked when it runs stands in the source.</summary>
sealed class LoopTable
{
    readonly Lock adding = new();            // circuits that run read the table while a graph of others is made
    Loop[] loops = new Loop[4];
    int count;
    readonly Dictionary<Loop, int> numbers = [];
    readonly List<CheckPlace> places = [];
    readonly Dictionary<CheckPlace, int> placeNumbers = [];

    public int Count => Volatile.Read(ref count);

    /// <summary>Whether a body has exponentials or densities.</summary>
    public bool HasExponentials { get; private set; }

    public Loop this[long number] => Volatile.Read(ref loops)[(int)number];

    public int Add(Loop loop)
    {
        lock (adding)
        {
            if (numbers.TryGetValue(loop, out int number)) return number;
            Loop[] room = loops;
            if (count == room.Length) Array.Resize(ref room, 2 * count);
            room[count] = loop;
            Volatile.Write(ref loops, room);
            HasExponentials |= loop.Body.Nodes.Any(node => node.Op is Op.Exp or Op.NormPdf);
            numbers.Add(loop, count);
            return count++;
        }
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
