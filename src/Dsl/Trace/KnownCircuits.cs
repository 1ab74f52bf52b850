using GateDsl.Ir;

namespace GateDsl.Tracing;

/// <summary>
/// The circuits of a gate, each made when it is first asked for. Two threads may make one at once: either serves. That a limit refuses one is kept too; one that was cancelled is made
/// by whoever asks next.
/// </summary>
sealed class KnownCircuits
{
    readonly object?[] known = new object?[Enum.GetValues<Outputs>().Length];      // a circuit, or why there is none

    /// <summary>The circuit if it is there.</summary>
    /// <exception cref="GateException">It has been refused.</exception>
    public Circuit? Find(Outputs what) => Volatile.Read(ref known[(int)what]) switch
    {
        GateException refused => throw new GateException(refused.Diagnostics),
        var circuit => (Circuit?)circuit,
    };

    /// <summary>The circuit, made where it is not there.</summary>
    public Circuit Get(Outputs what, Func<Circuit> make)
    {
        if (Find(what) is { } there) return there;
        try
        {
            Circuit made = make();
            Volatile.Write(ref known[(int)what], made);
            return made;
        }
        catch (GateException refused)
        {
            Volatile.Write(ref known[(int)what], refused);
            throw;
        }
    }
}
