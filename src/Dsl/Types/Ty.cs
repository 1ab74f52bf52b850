using System.Collections.Immutable;

namespace GateDsl.Types;

/// <summary>What an unknown type may become. Each is narrower than the one before, so that two demands are the greater of them.</summary>
enum Demand
{
    /// <summary>Any type.</summary>
    None,

    /// <summary>What an array or a loop may hold: any type in which there is no gate.</summary>
    Data,

    /// <summary><c>=</c> is defined on it: float, bool, int, and tuples and arrays of such.</summary>
    Equality,

    /// <summary><c>&lt;</c> is defined on it: the same types.</summary>
    Comparison,

    /// <summary>Float, int or bool: a variable of a formula. Never generalised: what is still open at the end is float.</summary>
    Scalar,

    /// <summary>Float or int. Never generalised: what is still open at the end of a definition is float.</summary>
    Number,

    /// <summary>Float or int, of a range or of what <c>float</c> converts: what is still open at the end of a definition is int.</summary>
    Count,
}

/// <summary>
/// A type during inference: a node of a graph in which equal types are joined (union-find). Written-out types can be
/// exponentially larger than the graph, so passes visit nodes, not paths, and the size of a finished type is bounded.
/// </summary>
/// <remarks>Ground types (no unknown inside) are immutable and may be shared between modules and threads.</remarks>
abstract class Ty
{
    public static readonly Ty Float = new TyBasic(GateType.Float), Bool = new TyBasic(GateType.Bool), Int = new TyBasic(GateType.Int);

    /// <summary>The type of what an error was reported for: it fits everything, so that one mistake gives one message.</summary>
    public static readonly Ty Error = new TyError();

    /// <summary>The node this one was found equal to, or null.</summary>
    public Ty? Link { get; set; }

    /// <summary>Why it was: the reason of the link nearest to the type that is known.</summary>
    public Reason? Because { get; set; }

    /// <summary>What a number that is still open at the end becomes.</summary>
    public static Ty Default(Demand demand) => demand == Demand.Count ? Int : Float;

    /// <summary>The last walk that visited this node.</summary>
    public int Visited { get; set; }

    /// <summary>Of a ground type: what the outside sees, once somebody has asked.</summary>
    public GateType? Outside { get; set; }

    public virtual bool IsGround => false;

    /// <summary>Ground types remember how large they are when written out, and how deeply nested.</summary>
    public virtual int Size => 1;

    public virtual int Depth => 1;

    public static Ty Function(Ty argument, Ty result) => new TyFunction(argument, result);

    public static Ty Array(Ty element) => new TyArray(element);

    public static Ty Tuple(ReadOnlySpan<Ty> items) => new TyTuple(ImmutableArray.Create(items));

    /// <summary>The node that stands for this type now.</summary>
    public Ty Root
    {
        get
        {
            Ty node = this;
            while (node.Link is { } next) node = next;
            return node;
        }
    }

    /// <summary>The root, and links on the way shortened. Not while a unification may still be taken back.</summary>
    public Ty Shortened()
    {
        Ty node = this;
        while (node.Link is { Link: { } beyond } next)
        {
            node.Because = next.Because ?? node.Because;
            node.Link = beyond;
            node = beyond;
        }
        return node.Link ?? node;
    }

    /// <summary>Why this type is what it is, where it was once unknown.</summary>
    public Reason? Origin
    {
        get
        {
            Reason? last = null;
            for (Ty? node = this; node is not null; node = node.Link) last = node.Because ?? last;
            return last;
        }
    }
}

sealed class TyBasic(GateType type) : Ty
{
    public GateType Type => type;
    public override bool IsGround => true;
}

sealed class TyError : Ty
{
    public override bool IsGround => true;
}

/// <summary>An unknown type.</summary>
sealed class TyVariable(Demand demand, int level) : Ty
{
    /// <summary>The level of a variable that stands for any type, in the type of a generalised definition.</summary>
    public const int Generic = int.MaxValue;

    public Demand Demand { get; set; } = demand;

    /// <summary>How many bindings deep it was made: one that outlives its binding has a smaller level and is not generalised.</summary>
    public int Level { get; set; } = level;

    /// <summary>The variable of a formula whose type this is, for the message where it is used as a gate or as a tuple.</summary>
    public Symbol? Variable { get; set; }
}

sealed class TyFunction : Ty
{
    public TyFunction(Ty argument, Ty result)
    {
        (Argument, Result) = (argument.Root, result.Root);
        IsGround = Argument.IsGround && Result.IsGround;
        if (!IsGround) return;
        Size = Sizes.Add(Argument.Size, Result.Size);
        Depth = Math.Max(Argument.Depth + 1, Result.Depth);   // a gate of a thousand parameters is long, not deep
    }

    public Ty Argument { get; }
    public Ty Result { get; }
    public override bool IsGround { get; }
    public override int Size { get; } = 1;
    public override int Depth { get; } = 1;
}

sealed class TyTuple : Ty
{
    public TyTuple(ImmutableArray<Ty> items)
    {
        Items = ImmutableArray.CreateRange(items, item => item.Root);
        IsGround = Items.All(item => item.IsGround);
        if (!IsGround) return;
        foreach (Ty item in Items)
        {
            Size = Sizes.Add(Size, item.Size);
            Depth = Math.Max(Depth, item.Depth + 1);
        }
    }

    public ImmutableArray<Ty> Items { get; }
    public override bool IsGround { get; }
    public override int Size { get; } = 1;
    public override int Depth { get; } = 1;
}

sealed class TyArray : Ty
{
    public TyArray(Ty element)
    {
        Element = element.Root;
        IsGround = Element.IsGround;
        if (IsGround) (Size, Depth) = (Sizes.Add(1, Element.Size), Element.Depth + 1);
    }

    public Ty Element { get; }
    public override bool IsGround { get; }
    public override int Size { get; } = 1;
    public override int Depth { get; } = 1;
}

/// <summary>How large a type may be, written out.</summary>
static class Sizes
{
    public const int Most = 100_000, Deepest = 1_000;

    public static int Add(int a, int b) => Math.Min(a + b, Most + 1);
}
