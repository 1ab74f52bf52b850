namespace GateDsl;

/// <summary>Names that other languages and libraries give to what is here under another name, or is not here: what to write instead.</summary>
static class Elsewhere
{
    const string Power = "a power is written x ** y", NoThrow = "nothing is ever thrown: test with 'if'",
        Print = "write the expression alone on a line: 'gate run' prints its value", NoOption = "there are no options: every value is there";

    static readonly Dictionary<string, string> Names = new()
    {
        ["pow"] = Power,
        ["power"] = Power,
        ["sqr"] = "a square is written x ** 2",
        ["ln"] = "the natural logarithm is 'log'",
        ["lg"] = "the logarithm to the base 10 is 'log10', to the base 2 'log2'",
        ["fabs"] = "write 'abs'",
        ["arcsin"] = "write 'asin'",
        ["arccos"] = "write 'acos'",
        ["arctan"] = "write 'atan'",
        ["arctan2"] = "write 'atan2'",
        ["tg"] = "write 'tan'",
        ["sgn"] = "write 'sign'",
        ["signum"] = "write 'sign'",
        ["ceiling"] = "write 'ceil'",
        ["trunc"] = "write 'truncate'",
        ["gamma"] = "the gamma function is exp (lgamma x)",
        ["logistic"] = "write 'sigmoid'",
        ["PI"] = "write 'pi'",
        ["Pi"] = "write 'pi'",
        ["π"] = "write 'pi'",
        ["E"] = "write 'e'",
        ["inf"] = "write 'infinity'",
        ["Infinity"] = "write 'infinity'",
        ["NaN"] = "write 'nan'",
        ["True"] = "write 'true'",
        ["False"] = "write 'false'",
        ["double"] = "a count is made a float by 'float'",
        ["Array"] = "the functions on arrays have names such as Array.map, Array.sumBy, Array.fold",
        ["ref"] = "values never change: define the name again with another 'let'",
        ["raise"] = NoThrow,
        ["failwith"] = NoThrow,
        ["printfn"] = Print,
        ["print"] = Print,
        ["Some"] = NoOption,
        ["None"] = NoOption,
    };

    const string Keep = "an array that is made keeps all elements: sum only those that count, as in Array.sumBy (fun x -> if x > 0 then x else 0) xs",
        Rows = "make an array of rows with Array.map and join them with Array.concat", NoGroups = "sum over all elements for each group, as in Array.init 3 (fun k -> Array.sumBy (fun i -> if i = k then 1 else 0) keys)",
        NoFind = "the best element is found by Array.maxBy, a position in a table by interp", NoEffects = "nothing has effects: the values are made by Array.map", NoMutation = "arrays never change: make a new one with Array.mapi (fun j x -> if j = i then v else x) xs";

    /// <summary>F#'s functions on arrays that are not here, each with what is.</summary>
    static readonly Dictionary<string, string> Arrays = new()
    {
        ["filter"] = Keep, ["where"] = Keep, ["choose"] = Keep, ["partition"] = Keep, ["takeWhile"] = Keep, ["skipWhile"] = Keep, ["distinct"] = Keep, ["distinctBy"] = Keep, ["except"] = Keep,
        ["groupBy"] = NoGroups, ["countBy"] = NoGroups,
        ["collect"] = Rows, ["allPairs"] = Rows, ["chunkBySize"] = Rows, ["splitInto"] = Rows, ["splitAt"] = "the two parts are Array.take and Array.skip",
        ["find"] = NoFind, ["tryFind"] = NoFind, ["findIndex"] = NoFind, ["tryFindIndex"] = NoFind, ["findBack"] = NoFind, ["pick"] = NoFind, ["tryPick"] = NoFind,
        ["tryHead"] = "every array has a first element or is empty: ask Array.isEmpty, then Array.head", ["tryLast"] = "ask Array.isEmpty, then Array.last", ["tryItem"] = "compare the position with Array.length, then xs.[i]",
        ["iter"] = NoEffects, ["iteri"] = NoEffects, ["iter2"] = NoEffects, ["iteri2"] = NoEffects, ["forEach"] = NoEffects,
        ["set"] = NoMutation, ["fill"] = NoMutation, ["blit"] = NoMutation, ["sortInPlace"] = "arrays never change: write Array.sort", ["updateAt"] = NoMutation, ["insertAt"] = NoMutation, ["removeAt"] = NoMutation,
        ["sortBy"] = "only values are sorted: write Array.sort", ["sortWith"] = "only values are sorted: write Array.sort", ["sortByDescending"] = "only values are sorted: write Array.sortDescending",
        ["get"] = "write xs.[i], or Array.item i xs", ["zeroCreate"] = "write Array.create n 0", ["copy"] = "arrays never change, so none needs a copy", ["empty"] = "write [||]", ["singleton"] = "write [| x |]",
        ["contains"] = "write Array.exists (fun x -> x = value) xs", ["foldBack2"] = "write Array.foldBack over Array.zip xs ys", ["mapFold"] = "write Array.scan", ["mapFoldBack"] = "write Array.scanBack",
        ["exists2"] = "write Array.exists over Array.zip xs ys", ["forall2"] = "write Array.forall over Array.zip xs ys", ["reverse"] = "write Array.rev", ["product"] = "write Array.fold (*) 1 xs",
        ["mean"] = "write Array.average", ["size"] = "write Array.length", ["count"] = "write Array.length", ["first"] = "write Array.head", ["maximum"] = "write Array.max", ["minimum"] = "write Array.min",
        ["ofList"] = "there are no lists: every array is one already", ["toList"] = "there are no lists: arrays have the same functions", ["ofSeq"] = "there are no sequences: every array is one already",
        ["toSeq"] = "there are no sequences: arrays have the same functions", ["unfold"] = "write iterate, or Array.scan for all states",
    };

    /// <summary>What to write instead of a function on arrays; null where it is not a known one.</summary>
    public static string? OfArrays(string function) => Arrays.GetValueOrDefault(function);

    /// <summary>What to write instead of a name that is not defined; null where it is not a known one.</summary>
    public static string? HelpFor(string name) => Names.GetValueOrDefault(name);
}
