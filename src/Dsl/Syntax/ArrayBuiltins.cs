using System.Collections.Immutable;

namespace GateDsl.Syntax;

/// <summary>The functions on arrays, with F#'s names, argument orders and results, the loops, and what the syntax of arrays stands for. Those whose names are no words cannot be written.</summary>
static class ArrayBuiltins
{
    /// <summary>What the functions on arrays begin with: <c>Array.map</c> is one name.</summary>
    public const string Prefix = "Array.";

    /// <summary>What <c>xs.[i]</c> and <c>xs.Length</c> stand for.</summary>
    public const string Item = "Array.item", Length = "Array.length";

    /// <summary><c>xs.[a..b]</c>, <c>xs.[a..]</c>, <c>xs.[..b]</c>, which clip at the ends, <c>[| a .. s .. b |]</c>, and <c>[| for x in xs do for y in f x -> e |]</c>.</summary>
    public const string Slice = ".[..]", SliceFrom = ".[a..]", SliceTo = ".[..b]", Range = "[|..|]", Nested = "[|for|]";

    public static IEnumerable<Builtin> All { get; } =
    [
        .. Made(), .. Maps(), .. Sums(), .. Folds(), .. Parts(), .. Loops(),
        Of(Slice, "'a[] -> int -> int -> 'a[]", "xs from to", "The elements from one position to another, both included, as far as there are any."),
        Of(SliceFrom, "'a[] -> int -> 'a[]", "xs from", "The elements from a position on."),
        Of(SliceTo, "'a[] -> int -> 'a[]", "xs to", "The elements up to a position, which is included."),
        Of(Range, "'i -> 'i -> 'i -> 'i[]", "first step last", "The numbers from the first in steps, as long as they do not pass the last."),
        Of(Nested, "('a -> 'b[]) -> 'a[] -> 'b[]", "f xs", "The elements of all arrays f x, one array after the other."),
    ];

    static IEnumerable<Builtin> Made() =>
    [
        Of("Array.init", "int -> (int -> 'a) -> 'a[]", "count f", "The array f 0, f 1, … of so many elements."),
        Of("Array.create", "int -> 'a -> 'a[]", "count value", "So many times the same."),
        Of("Array.replicate", "int -> 'a -> 'a[]", "count value", "So many times the same."),
        Of("Array.scatterAdd", "int -> int[] -> 'n[] -> 'n[]", "count positions values", "An array of zeros to which each value is added at its position."),
    ];

    static IEnumerable<Builtin> Maps() =>
    [
        Of("Array.map", "('a -> 'b) -> 'a[] -> 'b[]", "f xs", "f of each element."),
        Of("Array.map2", "('a -> 'b -> 'c1) -> 'a[] -> 'b[] -> 'c1[]", "f xs ys", "f of the elements of two arrays of one length."),
        Of("Array.map3", "('a -> 'b -> 'c1 -> 'd) -> 'a[] -> 'b[] -> 'c1[] -> 'd[]", "f xs ys zs", "f of the elements of three arrays of one length."),
        Of("Array.mapi", "(int -> 'a -> 'b) -> 'a[] -> 'b[]", "f xs", "f of each position, from 0, and element."),
        Of("Array.mapi2", "(int -> 'a -> 'b -> 'c1) -> 'a[] -> 'b[] -> 'c1[]", "f xs ys", "f of each position and the elements of two arrays of one length."),
        Of("Array.zip", "'a[] -> 'b[] -> ('a * 'b)[]", "xs ys", "The pairs of the elements of two arrays of one length."),
        Of("Array.zip3", "'a[] -> 'b[] -> 'c1[] -> ('a * 'b * 'c1)[]", "xs ys zs", "The triples of the elements of three arrays of one length."),
        Of("Array.unzip", "('a * 'b)[] -> 'a[] * 'b[]", "pairs", "The array of the first items and the array of the second ones."),
        Of("Array.unzip3", "('a * 'b * 'c1)[] -> 'a[] * 'b[] * 'c1[]", "triples", "The three arrays of the items."),
        Of("Array.indexed", "'a[] -> (int * 'a)[]", "xs", "Each element with its position."),
    ];

    static IEnumerable<Builtin> Sums() =>
    [
        Of("Array.sum", "'n[] -> 'n", "xs", "The sum; of no elements 0."),
        Of("Array.sumBy", "('a -> 'n) -> 'a[] -> 'n", "f xs", "The sum of f of each element."),
        Of("Array.average", "float[] -> float", "xs", "The mean; of no elements NaN."),
        Of("Array.averageBy", "('a -> float) -> 'a[] -> float", "f xs", "The mean of f of each element."),
        Of("Array.dot", "float[] -> float[] -> float", "xs ys", "The sum of the products of the elements of two arrays of one length."),
        Of("Array.min", "'c[] -> 'c", "xs", "The least element, the first of equal ones; NaN if one is NaN."),
        Of("Array.max", "'c[] -> 'c", "xs", "The largest element, the first of equal ones; NaN if one is NaN."),
        Of("Array.minBy", "('a -> 'c) -> 'a[] -> 'a", "f xs", "The first element with the least f."),
        Of("Array.maxBy", "('a -> 'c) -> 'a[] -> 'a", "f xs", "The first element with the largest f."),
        Of("Array.exists", "('a -> bool) -> 'a[] -> bool", "f xs", "Whether f holds for any element."),
        Of("Array.forall", "('a -> bool) -> 'a[] -> bool", "f xs", "Whether f holds for all elements."),
        Of(Length, "'a[] -> int", "xs", "How many elements there are."),
        Of("Array.isEmpty", "'a[] -> bool", "xs", "Whether there is no element."),
    ];

    static IEnumerable<Builtin> Folds() =>
    [
        Of("Array.fold", "('s -> 'a -> 's) -> 's -> 'a[] -> 's", "f state xs", "f of the state and the first element is the next state, and so on: the last one."),
        Of("Array.fold2", "('s -> 'a -> 'b -> 's) -> 's -> 'a[] -> 'b[] -> 's", "f state xs ys", "A fold over two arrays of one length."),
        Of("Array.foldBack", "('a -> 's -> 's) -> 'a[] -> 's -> 's", "f xs state", "A fold from the last element to the first."),
        Of("Array.scan", "('s -> 'a -> 's) -> 's -> 'a[] -> 's[]", "f state xs", "All states of a fold, the first one included."),
        Of("Array.scanBack", "('a -> 's -> 's) -> 'a[] -> 's -> 's[]", "f xs state", "All states of a fold from the last element to the first; the first state is the last element."),
        Of("Array.reduce", "('a -> 'a -> 'a) -> 'a[] -> 'a", "f xs", "A fold that begins with the first element."),
        Of("Array.reduceBack", "('a -> 'a -> 'a) -> 'a[] -> 'a", "f xs", "A fold from the last element to the first that begins with the last one."),
    ];

    static IEnumerable<Builtin> Parts() =>
    [
        Of(Item, "int -> 'a[] -> 'a", "position xs", "The element at a position, from 0."),
        Of("Array.head", "'a[] -> 'a", "xs", "The first element."),
        Of("Array.last", "'a[] -> 'a", "xs", "The last element."),
        Of("Array.tail", "'a[] -> 'a[]", "xs", "All elements but the first."),
        Of("Array.take", "int -> 'a[] -> 'a[]", "count xs", "The first so many elements."),
        Of("Array.skip", "int -> 'a[] -> 'a[]", "count xs", "All elements but the first so many."),
        Of("Array.sub", "'a[] -> int -> int -> 'a[]", "xs start count", "So many elements from a position on."),
        Of("Array.rev", "'a[] -> 'a[]", "xs", "The elements from the last to the first."),
        Of("Array.append", "'a[] -> 'a[] -> 'a[]", "xs ys", "The elements of one array and then those of another."),
        Of("Array.concat", "'a[][] -> 'a[]", "rows", "The elements of all rows. Of a literal of arrays, [| xs; ys |], these may differ in length."),
        Of("Array.pairwise", "'a[] -> ('a * 'a)[]", "xs", "Each element with the next one."),
        Of("Array.windowed", "int -> 'a[] -> 'a[][]", "count xs", "All runs of so many elements that follow each other."),
        Of("Array.transpose", "'a[][] -> 'a[][]", "rows", "The columns of a matrix as its rows."),
        Of("Array.sort", "'c[] -> 'c[]", "xs", "The elements in ascending order, NaN first."),
        Of("Array.sortDescending", "'c[] -> 'c[]", "xs", "The elements in descending order, NaN last."),
    ];

    static IEnumerable<Builtin> Loops() =>
    [
        Of("iterate", "int -> ('s -> 's) -> 's -> 's", "count f x", "f applied so many times."),
        Of("iterateWhile", "int -> ('s -> bool) -> ('s -> 's) -> 's -> 's", "count going f x", "f applied at most so many times, as long as going holds of what it is applied to."),
        Of("root", "(float -> float) -> float -> float -> float", "f low high", "Where f is 0 between low and high, at which it has different signs; else NaN."),
        Of("interp", "float[] -> float[] -> float -> float", "xs ys x", "The value at x of the table that is ys at the ascending knots xs: linear between them, constant outside."),
        Of("float", "'i -> float", "x", "A count as a float."),
        Of("int", "'n -> int", "x", "A number without its fraction, as an int; its derivative is 0."),
    ];

    static Builtin Of(string name, string type, string parameters, string doc) => new(name, type, [.. parameters.Split(' ')], doc);
}
