namespace GateDsl.Compiler;

/// <summary>What certified batches have needed so far. A row counts once, by that of its numbers that needed most.</summary>
/// <remarks>Safe to read while a batch is running.</remarks>
public sealed class CertifiedCounts
{
    long rows, plainRight, neededMore, oneUnit, undecided;
    int mostBits = 53;

    internal CertifiedCounts()
    {
    }

    /// <summary>All rows.</summary>
    public long Rows => Volatile.Read(ref rows);

    /// <summary>Rows whose every number a plain batch computes correctly rounded.</summary>
    public long PlainRight => Volatile.Read(ref plainRight);

    /// <summary>Rows of which a plain batch has a number wrong, be it in the last place.</summary>
    public long NeededMore => Volatile.Read(ref neededMore);

    /// <summary>Rows of which a number is known within one unit in the last place only: it is one of the two doubles next to the real number.</summary>
    public long WithinOneUnit => Volatile.Read(ref oneUnit);

    /// <summary>Rows with a number that could not be decided. It is NaN.</summary>
    public long Undecided => Volatile.Read(ref undecided);

    /// <summary>The most bits that a number was computed with.</summary>
    public int MostBits => Volatile.Read(ref mostBits);

    internal void Add(int all, int right, int more)
    {
        Interlocked.Add(ref rows, all);
        Interlocked.Add(ref plainRight, right);
        Interlocked.Add(ref neededMore, more);
        Need(106);
    }

    internal void AddPoint(bool isWrong, bool isNear, bool isOpen, int bits)
    {
        Interlocked.Increment(ref isOpen ? ref undecided : ref isNear ? ref oneUnit : ref isWrong ? ref neededMore : ref plainRight);
        Need(bits);
    }

    void Need(int bits)
    {
        int known = Volatile.Read(ref mostBits);
        while (bits > known && Interlocked.CompareExchange(ref mostBits, bits, known) is var other && other != known) known = other;
    }
}
