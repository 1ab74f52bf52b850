namespace GateDsl.Types;

/// <summary>A place among the parameters of a gate: the index of a curried parameter, then indices into tuples.</summary>
sealed class Place
{
    readonly int[] path;

    Place(int[] path) => this.path = path;

    /// <summary>The index of the parameter.</summary>
    public int Parameter => path[0];

    /// <summary>Where in the parameter, if it is a tuple.</summary>
    public ReadOnlySpan<int> Within => path.AsSpan(1);

    public static Place Of(int parameter) => new([parameter]);

    /// <summary>The place of an item of the tuple that is here.</summary>
    public Place Item(int index) => new([.. path, index]);

    public bool IsSame(Place other) => path.AsSpan().SequenceEqual(other.path);

    public override string ToString() => $"[{string.Join(",", path)}]";
}
