namespace GateDsl;

/// <summary>A stretch of a source text: <paramref name="Length"/> UTF-16 units from <paramref name="Start"/>.</summary>
public readonly record struct Span(int Start, int Length)
{
    /// <summary>The first position after the stretch.</summary>
    public int End => Start + Length;

    /// <summary>The shortest span that covers this one and <paramref name="other"/>.</summary>
    public Span To(Span other)
    {
        int start = Math.Min(Start, other.Start);
        return new(start, Math.Max(End, other.End) - start);
    }
}
