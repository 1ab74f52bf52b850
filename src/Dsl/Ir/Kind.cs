namespace GateDsl.Ir;

/// <summary>The kind of value on a wire. An int is a float that is whole. Arrays of floats and truth values have the kinds that <see cref="Kinds"/> makes of those.</summary>
enum Kind : byte
{
    Float,
    Bool,

    /// <summary>No value: the arguments of a loop, or all of its results.</summary>
    List,
}

/// <summary>Arrays among the kinds: four more for each rank.</summary>
static class Kinds
{
    const int OneRank = 4;

    /// <summary>0 of a number, 1 of an array of numbers, 2 of a matrix.</summary>
    public static int Rank(this Kind kind) => (int)kind / OneRank;

    public static bool IsArray(this Kind kind) => (int)kind >= OneRank;

    public static Kind ArrayOf(this Kind element) => (Kind)((int)element + OneRank);

    public static Kind ArrayOf(this Kind element, int rank) => (Kind)((int)element + OneRank * rank);

    /// <summary>What an array of the kind holds: numbers, or arrays of a lower rank.</summary>
    public static Kind Element(this Kind array) => (Kind)((int)array - OneRank);

    /// <summary>What stands in it at the bottom: floats or truth values.</summary>
    public static Kind Scalar(this Kind kind) => (Kind)((int)kind % OneRank);
}
