using System.Globalization;

namespace GateDsl;

// 07xx: F# that is not here. Each says what to write instead.
sealed partial class Report
{
    [Explain(701, "`let rec`", "There is no recursion: every gate terminates. A step that is repeated is `iterate n f x`, or `iterateWhile n going f x`; over an array, `Array.fold`.",
        "let «rec» fact n = if n <= 1 then 1 else n * fact (n - 1)")]
    public Diagnostic LetRec(Span at) => Error(0701, at, "there is no recursion: every gate terminates", "to repeat a step write iterate n f x; over an array, Array.fold f start xs");

    [Explain(702, "`mutable` and `<-`", "Values never change. Define a new name, or the same name again: the later one hides the earlier.", "let f x =\n    let «mutable» y = x\n    y")]
    public Diagnostic Mutable(Span at, string word) =>
        Error(0702, at, $"values never change: there is no '{word}'", word == "<-" ? "write let name = value; for 'less than minus' write < -" : "define the name again with another 'let'");

    [Explain(703, "`for` and `while`", "Every gate is an expression. A step that is repeated is `iterate n f x` or `iterateWhile n going f x`; over an array there are `Array.map`, `Array.sumBy`, `Array.fold` and others. In an array, `[| for x in xs -> x * x |]` and `[| for i in 0 .. n -> f i |]` make one element for each.",
        "let f n =\n    «for» i in 1 .. 10 do\n        i")]
    public Diagnostic Loop(Span at, string word) => Error(0703, at, $"there is no loop with '{word}'", word == "while" ? "write iterateWhile n going f x" : "write [| for i in 0 .. 9 -> value |] for an array, Array.sumBy or Array.fold over one, iterate n f x to repeat a step");

    [Explain(704, "`match … with`", "Choose with `if … then … elif … then … else …`; take a tuple apart with `let (a, b) = pair`.", "let f x = «match» x with\n          | 0.0 -> 1.0\n          | _ -> x")]
    public Diagnostic Match(Span at, string word) => Error(0704, at, $"there is no '{word}'", "write if … then … elif … then … else …; take a tuple apart with let (a, b) = pair");

    [Explain(705, "Type definitions", "There are no records, unions, classes, exceptions or options of one's own. Group values in tuples: `let point = (1.0, 2.0)`.", "«type» Point = { X: float; Y: float }")]
    public Diagnostic TypeDefinition(Span at, string word) => Error(0705, at, $"there is no '{word}': types cannot be defined", "group values in tuples such as (1.0, 2.0)");

    [Explain(706, "Records", "There are no records. Group values in tuples.", "let p = «{» X = 1.0; Y = 2.0 }")]
    public Diagnostic Record(Span at) => Error(0706, at, "there are no records or braces", "group values in tuples such as (1.0, 2.0)");

    [Explain(707, "Lists", "There are no lists. An array is written `[| 1; 2; 3 |]`.", "let xs = «[»1; 2; 3]")]
    public Diagnostic List(Span at) => Error(0707, at, "there are no lists", "write an array, [| 1; 2; 3 |]");

    [Explain(708, "`List`, `Seq` and other collections", "There are arrays, and their functions are F#'s: `Array.map`, `Array.sumBy`, `Array.fold` …", "let f xs = «List.map» sin xs")]
    public Diagnostic Collection(Span at, string written, string collection, string? write) =>
        Error(0708, at, $"there is no '{Short(written)}': the only collections are arrays", write is not null ? $"write {write}" : collection == "Array2D" ? "a matrix is an array of rows: Array.init rows (fun i -> Array.init columns (fun j -> value))" : "their functions are Array.map, Array.sumBy, Array.fold and others");

    [Explain(709, "Strings", "Gates compute with floats and bools; a string occurs only in `open \"path\"`.", "let name = «\"delta\"»")]
    public Diagnostic String(Span at) => Error(0709, at, "there are no strings; one occurs only in 'open \"path\"'");

    [Explain(710, "Characters", "Gates compute with floats and bools.", "let c = «'x'»")]
    public Diagnostic Character(Span at) => Error(0710, at, "there are no characters: gates compute with floats and bools");

    [Explain(711, "`printfn`", "A gate has no effects. A top-level expression is a result: `gate run` prints it.", "«printfn» \"%f\" 1.0")]
    public Diagnostic Printing(Span at, string word) => Error(0711, at, $"there is no '{word}': a gate has no effects", "write the expression alone on a line: 'gate run' prints its value");

    [Explain(712, "`module` and `namespace`", "A file is a module: leave the line out. `open \"other.gate\"` brings in the definitions of another file.", "«module» Pricing")]
    public Diagnostic Module(Span at, string word) => Error(0712, at, $"there is no '{word}': a file is a module", "leave it out; another file is used with open \"other.gate\"");

    [Explain(713, "`open System`", "There is no .NET library here. Functions such as `exp` and `sqrt` are always there; `open \"other.gate\"` brings in another gate file.", "open «System»")]
    public Diagnostic OpenNamespace(Span at, string name) => Error(0713, at, $"there is no namespace '{Short(name)}' to open", "exp, sqrt, sin … are always there; a gate file is opened with open \"other.gate\"");

    [Explain(714, "Attributes", "There are no attributes. A comment line `/// …` above a definition documents it.", "«[<»Literal>]\nlet g = 9.81")]
    public Diagnostic Attribute(Span at) => Error(0714, at, "there are no attributes", "leave it out; document a gate with a line /// … above it");

    [Explain(715, "Units of measure", "Numbers have no units. Put the unit into the name or a comment: `speed_mps`.", "let v = «1.0<m/s>»")]
    public Diagnostic UnitOfMeasure(Span at, string number) => Error(0715, at, "there are no units of measure", $"write {Short(number)} and put the unit into the name or a comment");

    [Explain(716, "Numbers of other types", "All numbers are 64-bit floats (and counts): there are no decimals, singles, longs or bytes, so no suffixes.", "let price = «1.5m»")]
    public Diagnostic NumberOfAnotherType(Span at, string number, string suffix) =>
        Error(0716, at, $"'{Short(number)}{suffix}' is a number of another F# type: here all numbers are 64-bit floats", $"write {Short(number)}, or {Short(number)} * {suffix} for a product");

    [Explain(717, "Hexadecimal, octal and binary numbers", "Numbers are written in decimal.", "let mask = «0xFF»")]
    public Diagnostic NumberInAnotherBase(Span at, double value) =>
        Error(0717, at, "numbers are written in decimal", string.Create(CultureInfo.InvariantCulture, $"write {value:R}"));

    [Explain(718, "`async`, `seq` and other computation expressions", "There are no computation expressions.", "let xs = «seq» { 1.0 }")]
    public Diagnostic Computation(Span at, string word) => Error(0718, at, $"there are no computation expressions such as '{Short(word)} {{ … }}'", "use let … and an expression");

    [Explain(719, "`try`, `raise` and exceptions", "Nothing is ever thrown: `1 / 0` is infinity, `log -1` is NaN. Test with `if`.", "let f x =\n    «try» 1 / x\n    with _ -> 0")]
    public Diagnostic Exceptions(Span at, string word) => Error(0719, at, $"there is no '{word}': nothing is ever thrown", "1 / 0 is infinity and 0 / 0 is nan; test with 'if'");

    [Explain(720, "`use`", "There are no resources to dispose of.", "let f x =\n    «use» y = x\n    y")]
    public Diagnostic Use(Span at) => Error(0720, at, "there is no 'use': nothing needs to be disposed of", "write 'let'");

    [Explain(721, "`null`", "Every value is there.", "let f x = if x = «null» then 0 else x")]
    public Diagnostic Null(Span at) => Error(0721, at, "there is no 'null': every value is there");

    [Explain(722, "Members: `x.Length`, `Math.Exp`", "There are no objects. The functions of `Math` are gates of their own: `exp x`.", "let f x = «Math.Exp» x")]
    public Diagnostic Member(Span at, string written, string? write) =>
        Error(0722, at, $"there are no objects, so no '{Short(written)}'", write is null ? "use a gate: member x; of arrays there is xs.Length" : $"write '{write}'");

    [Explain(723, "Casts", "There are no casts. `float n` makes a float of a count, `int x` a count of a float, `if b then 1 else 0` a number of a bool.", "let f x = x «:>» obj")]
    public Diagnostic Cast(Span at, string written) => Error(0723, at, $"there are no casts: '{written}' is not here", "write float n for a count, int x for a float, if b then 1 else 0 for a bool");

    [Explain(724, "`ref` cells", "Values never change.", "let f x =\n    let y = ref x\n    y «:=» 2.0")]
    public Diagnostic Reference(Span at) => Error(0724, at, "values never change: there is no ':='", "define the name again with another 'let'");

    [Explain(725, "Active patterns and operators of one's own", "A definition has a name made of letters. Call the operation by a name: `let plus a b = …`.", "let «(|+|)» a b = a + b")]
    public Diagnostic OwnOperator(Span at) => Error(0725, at, "operators and active patterns cannot be defined", "give the gate a name: let plus a b = …");

    [Explain(726, "Classes and their modifiers", "There are no objects: `inline`, `private`, `static`, `member` and their like have no place. Leave the word out.", "let «inline» f x = x + 1")]
    public Diagnostic Modifier(Span at, string word) => Error(0726, at, $"there is no '{word}'", "leave it out: every definition is public, pure and inlined where that pays");

    [Explain(727, "`begin … end`, `do`", "Blocks are shown by indentation, groups by parentheses.", "let f x = «begin» x + 1 end")]
    public Diagnostic BeginEnd(Span at, string word) => Error(0727, at, $"there is no '{word}'", "group with parentheses, or by indentation");

    [Explain(728, "`lazy`", "Only what is needed is computed anyway.", "let f x = «lazy» (x + 1)")]
    public Diagnostic Lazy(Span at) => Error(0728, at, "there is no 'lazy': only what is needed is computed", "leave it out");

    [Explain(729, "`let … and …`", "Definitions follow each other; only recursive ones need `and` in F#.", "let f x = x\n«and» g x = x")]
    public Diagnostic LetAnd(Span at) => Error(0729, at, "there is no 'and' between definitions", "write a second 'let'; for the logical operator write &&");

    [Explain(730, "Directives", "There are no directives such as `#r`, `#load` or `#if`.", "«#»load \"a.fsx\"")]
    public Diagnostic Directive(Span at) => Error(0730, at, "there are no directives", "another gate file is used with open \"other.gate\"");

    [Explain(731, "`;;`", "F# Interactive ends an entry with `;;`; a file does not need it.", "let f x = x«;;»")]
    public Diagnostic DoubleSemicolon(Span at) => Error(0731, at, "';;' is for F# Interactive", "leave it out");

    [Explain(732, "The bit operators of ML", "The words `mod`, `land`, `lor`, `lsl` … are reserved in F#. The remainder is `%`.", "let f x = x «mod» 2")]
    public Diagnostic WordOperator(Span at, string word, string? write) => Error(0732, at, $"'{word}' is no operator here", write is null ? "there are no bit operations" : $"write {write}");

    [Explain(733, "Ranges", "A range `a .. b` stands in an array, `[| 1 .. 5 |]`, or is a part of one, `xs.[1..5]`.", "let f x = (1 «..» 5)")]
    public Diagnostic Range(Span at) => Error(0733, at, "a range stands in an array or is a part of one", "write [| 1 .. 5 |], or xs.[1..5]");

    [Explain(734, "Other expressions of F#", "The word belongs to a part of F# that is not here.", "let f x = «yield» x")]
    public Diagnostic OtherKeyword(Span at, string word) => Error(0734, at, $"'{word}' belongs to a part of F# that is not here");

    [Explain(735, "Type parameters", "Types are inferred; a generic gate needs no list of type parameters.", "let f«<'a>» (x: 'a) = x")]
    public Diagnostic TypeParameters(Span at) => Error(0735, at, "a gate has no list of type parameters", "leave it out: types are inferred, and (x: 'a) may be written without it");

    [Explain(736, "An element that is changed", "Arrays never change, like all values. A new one with another element at a position is made by `Array.mapi`.", "let f xs =\n    xs.[0] «<-» 1.0\n    xs")]
    public Diagnostic ElementAssigned(Span at) =>
        Error(0736, at, "arrays never change: no element can be given another value", "make a new array: Array.mapi (fun j x -> if j = i then v else x) xs");

    [Explain(737, "A `for` without `->`", "In an array, what is made for each element stands after `->`, as one value; `do`, with or without `yield`, is read as `->`.", "let squares xs = [| for x in xs -> «yield» x * x |]")]
    public Diagnostic ForWithoutArrow(Span at, string? word) =>
        Error(0737, at, word is null ? "this 'for' says nothing that is made for each element" : $"in an array there is no '{word}'", "write [| for x in xs -> value |]: one value for each element");

    [Explain(738, "An array type of several dimensions", "A matrix is an array of rows, which all have the same length: `float[][]`.", "let trace (m: float[«,»]) = 0.0")]
    public Diagnostic ArrayOfRank(Span at) => Error(0738, at, "there are no arrays of several dimensions", "a matrix is an array of rows: float[][]");
}
