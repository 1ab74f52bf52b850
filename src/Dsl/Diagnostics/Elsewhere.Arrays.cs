namespace GateDsl;

// F#'s functions on arrays that are not here, and names that other libraries give to those that are.
static partial class Elsewhere
{
    static readonly Dictionary<string, string> Arrays = new(
    [
        .. Each("an array that is made keeps all elements: sum only those that count, as in Array.sumBy (fun x -> if x > 0 then x else 0) xs",
            "filter", "where", "choose", "partition", "takeWhile", "skipWhile", "distinct", "distinctBy", "except"),
        .. Each("sum over all elements for each group, as in Array.init 3 (fun k -> Array.sumBy (fun i -> if i = k then 1 else 0) keys)", "groupBy", "countBy"),
        .. Each("make an array of rows with Array.map and join them with Array.concat", "collect", "allPairs", "chunkBySize", "splitInto"),
        .. Each("the two parts are Array.take and Array.skip", "splitAt"),
        .. Each("the best element is found by Array.maxBy, a position in a table by interp", "find", "tryFind", "findIndex", "tryFindIndex", "findBack", "pick", "tryPick"),
        .. Each("ask Array.isEmpty, then Array.head", "tryHead"),
        .. Each("ask Array.isEmpty, then Array.last", "tryLast"),
        .. Each("compare the position with Array.length, then write xs.[i]", "tryItem"),
        .. Each("nothing has effects: the values are made by Array.map", "iter", "iteri", "iter2", "iteri2", "forEach"),
        .. Each("arrays never change: make a new one with Array.mapi (fun j x -> if j = i then v else x) xs", "set", "fill", "blit", "updateAt", "insertAt", "removeAt"),
        .. Each("arrays never change: write Array.sort", "sortInPlace"),
        .. Each("only values are sorted: write Array.sort", "sortBy", "sortWith"),
        .. Each("only values are sorted: write Array.sortDescending", "sortByDescending"),
        .. Each("write xs.[i], or Array.item i xs", "get"),
        .. Each("write Array.create n 0", "zeroCreate"),
        .. Each("arrays never change, so none needs a copy", "copy"),
        .. Each("write [||]", "empty"),
        .. Each("write [| x |]", "singleton"),
        .. Each("write Array.exists (fun x -> x = value) xs", "contains"),
        .. Each("write Array.foldBack over Array.zip xs ys", "foldBack2"),
        .. Each("write Array.exists over Array.zip xs ys", "exists2"),
        .. Each("write Array.forall over Array.zip xs ys", "forall2"),
        .. Each("write Array.scan", "mapFold"),
        .. Each("write Array.scanBack", "mapFoldBack"),
        .. Each("write iterate, or Array.scan for all states", "unfold"),
        .. Each("write Array.rev", "reverse"),
        .. Each("write Array.fold (*) 1 xs", "product"),
        .. Each("write Array.average", "mean"),
        .. Each("write Array.length", "size", "count"),
        .. Each("write Array.head", "first"),
        .. Each("write Array.max", "maximum"),
        .. Each("write Array.min", "minimum"),
        .. Each("there are no lists: every array is one already", "ofList", "ofSeq"),
        .. Each("there are no lists: arrays have the same functions", "toList", "toSeq"),
    ]);

    static IEnumerable<KeyValuePair<string, string>> Each(string instead, params string[] functions) => functions.Select(function => KeyValuePair.Create(function, instead));

    /// <summary>What to write instead of a function on arrays; null where it is not a known one.</summary>
    public static string? OfArrays(string function) => Arrays.GetValueOrDefault(function);
}
