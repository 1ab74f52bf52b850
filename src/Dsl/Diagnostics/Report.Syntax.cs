using System.Globalization;

namespace GateDsl;

// 01xx: characters, words, layout, grammar.
sealed partial class Report
{
    // ---- characters

    [Explain(101, "A tab",
        "F# allows no tabs, because a tab has no fixed width and the layout of a file depends on columns. Set the editor to insert spaces, or run `expand -t 4 FILE`. It is reported once in a file.",
        "let f x =\n«\t»x + 1")]
    public Diagnostic Tab(Span at) => Error(0101, at, "a tab: indent with spaces", "only the first tab of a file is reported");

    [Explain(102, "A NUL character", "The file holds a character with the code 0. It is probably not a text file, or is encoded in UTF-16; save it as UTF-8.",
        "let f x = x «\0»+ 1")]
    public Diagnostic Nul(Span at) => Error(0102, at, "a NUL character", "is this a text file in UTF-8?");

    [Explain(103, "Bytes that are not UTF-8", "The file is not encoded in UTF-8. Save it as UTF-8; the message shows the first place that is not.",
        "let f x = x", NeedsHost = true)]
    public Diagnostic InvalidUtf8(Span at, byte bad) =>
        Error(0103, at, string.Create(CultureInfo.InvariantCulture, $"the byte 0x{bad:X2} here is not valid UTF-8"), at.Start == 0 && bad >= 0xFE ? "the file looks like UTF-16: save it as UTF-8" : "save the file as UTF-8");

    [Explain(104, "Half a character", "The text holds one half of a surrogate pair without the other. The program that produced the text cut it in the middle of a character.",
        "let f x = x", NeedsHost = true)]
    public Diagnostic HalfCharacter(Span at) => Error(0104, at, "half of a surrogate pair: the text was cut inside a character");

    [Explain(105, "An invisible character", "A no-break space, a zero-width space or another character that cannot be seen, often pasted from a web page or a document. Delete it, or put an ordinary space.",
        "let f x =«\u00A0»x")]
    public Diagnostic InvisibleCharacter(Span at, int code) =>
        Error(0105, at, string.Create(CultureInfo.InvariantCulture, $"the invisible character U+{code:X4}"), "replace it with an ordinary space");

    [Explain(106, "A character that means nothing", "The character is not part of the language.", "let price = «€»5")]
    public Diagnostic InvalidCharacter(Span at, string character) => Error(0106, at, $"the character '{character}' means nothing here");

    // ---- words

    [Explain(107, "A comment that is not closed", "A comment `(* … *)` may hold other comments, as in F#, so each `(*` needs its own `*)`. To use the operator as a gate write `( * )` or `(*)`.",
        "«(*» the price\nlet p x = x")]
    public Diagnostic UnfinishedComment(Span at) => Error(0107, at, "this comment is never closed", "comments nest: each '(*' needs its own '*)'");

    [Explain(108, "A string that is not closed", "The closing quotation mark is missing. Strings occur only in `open \"path\"`.", "open «\"»prices.gate")]
    public Diagnostic UnfinishedString(Span at) => Error(0108, at, "this string is never closed", "add the closing quotation mark");

    [Explain(109, "A name in backticks that is not closed", "A name of any characters stands between two pairs of backticks on one line.", "let «``»net income x = x")]
    public Diagnostic UnfinishedBackticks(Span at) => Error(0109, at, "this name in double backticks is not closed on its line", "write ``name``");

    [Explain(110, "A malformed number", "Numbers are written `1`, `1.`, `1.5`, `1e-3` or `1_000`: digits with single points, an underscore only between digits.", "let v = «1.2.3»")]
    public Diagnostic BadNumber(Span at, string text) => Error(0110, at, $"'{Short(text)}' is not a number", "numbers are written 1, 1., 1.5, 1e-3 or 1_000");

    [Explain(111, "A number that is too large", "The largest float is about 1.8e308. Where infinity is meant, write `infinity`.", "let huge = «1e999»")]
    public Diagnostic NumberTooLarge(Span at) => Error(0111, at, "this number is larger than any float (1.8e308)", "write 'infinity' if that is meant");

    [Explain(112, "A number that starts with a point", "As in F#, a digit stands before the point.", "let half = «.5»")]
    public Diagnostic LeadingPoint(Span at, string full) => Error(0112, at, "a number needs a digit before its point", $"write {full}");

    [Explain(113, "An unknown operator", "There is no such operator, and gates cannot define operators. Spaces separate two operators.", "let f a b = a «<=>» b")]
    public Diagnostic UnknownOperator(Span at, string text) => Error(0113, at, $"'{Short(text)}' is not an operator", "the operators are + - * / % ** && || = <> < <= > >= |> <| >> <<");

    [Explain(114, "A keyword used as a name", "F# reserves the word, so that every gate can be written out as F#. Choose another name, or put it in double backticks.", "let «process» x = x + 1")]
    public Diagnostic KeywordAsName(Span at, string word) => Error(0114, at, $"'{word}' is a reserved word of F# and cannot be a name", $"choose another name, or write ``{word}``");

    // ---- layout

    [Explain(120, "Not indented enough", "The layout shows where a definition, branch or argument ends (the offside rule, as in F#): what belongs to a line starts further right than that line does. An operator at the start of a line may stand further left by its width and one blank.",
        "let r = 1.0 +\n  «2.0»\nr")]
    public Diagnostic Offside(Span at, int column, Span context, string? operatorBefore) =>
        Error(0120, at, string.Create(CultureInfo.InvariantCulture, $"this is not indented enough: it must start in column {column + 1} or later"),
            operatorBefore is null ? null : $"the line above ends with '{operatorBefore}', so this continues it", Here(context, "it belongs to this"));

    [Explain(121, "An item that does not start in the first column", "Definitions, results, `assert` and `open` start in the first column. Something indented belongs to the line above it.",
        "  «let» f x = x")]
    public Diagnostic NotInFirstColumn(Span at) => Error(0121, at, "a definition or result starts in the first column", "remove the blanks before it");

    [Explain(122, "A definition without a body", "After `=` stands the value, on the same line or indented on the following lines.", "let f x «=»\nlet g x = x")]
    public Diagnostic NoBody(Span at, string name) => Error(0122, at, $"'{name}' has no body", "write its value after '=', on this line or indented on the next");

    [Explain(123, "A block without a result", "A block of local definitions ends with an expression, its value.", "let f x =\n    «let y» = x + 1")]
    public Diagnostic NoResult(Span at, string name) => Error(0123, at, $"this block ends with the definition of '{name}' and has no result", "end it with an expression: the value of the block");

    [Explain(124, "Two expressions where one is needed", "A block is local definitions and then one expression. A gate has no effects, so an expression whose value is not used does nothing. If the second line continues the first, indent it more.",
        "let f x =\n    x + 1\n    «x + 2»")]
    public Diagnostic SecondExpression(Span at) =>
        Error(0124, at, "a second expression in one block: its first value would be lost", "name the first one with 'let', or indent this line more if it continues the line above");

    [Explain(125, "A sign at the start of a line", "`-3` at the start of a line is a new expression, as in F#, because the sign is next to the number. Put a blank after it to subtract.",
        "let f x =\n    x\n    «-»1")]
    public Diagnostic SignStartsLine(Span at, string sign) =>
        Error(0125, at, $"as in F#, a line that starts with '{sign}' next to its operand is a new expression", $"to continue the line above, write a blank after the '{sign}'");

    [Explain(126, "A local definition that needs `in`", "A `let` in the middle of a line needs `in` between the definition and the expression that uses it.", "let f x = 1 + «let» y = x * 2.0")]
    public Diagnostic MissingIn(Span at) => Error(0126, at, "this 'let' needs an 'in'", "write let name = value in expression");

    [Explain(127, "A line that continues nothing", "The line is indented more than its definition and less than the value that it seems to continue. An operator at the start of a line may stand further left than its value by its own width and one blank, no more.",
        "let f x =\n    let y = x\n     «+» 1.0\n    y")]
    public Diagnostic Dangling(Span at) =>
        Error(0127, at, "this continues neither the value above it nor anything else", "indent it to the column of the value, or start a new item in the first column");

    [Explain(128, "An operator that does not continue the line above", "As in F#, a line that starts with `=`, `<`, `>` or `%` in the column of its block does not continue the line above; `+ - * / ** && || <= >= <> |> <| >> <<` do.",
        "let f x =\n    x + 1\n    «%» 2")]
    public Diagnostic OperatorStartsLine(Span at, string op) =>
        Error(0128, at, $"as in F#, a line that starts with '{op}' does not continue the line above", $"put the '{op}' at the end of the line above, or indent this line more");

    // ---- grammar

    [Explain(130, "Something that does not fit here", "The message says what was found and what could stand there.", "let f (x«=» 1) = x")]
    public Diagnostic Unexpected(Span at, string found, string expected) => Error(0130, at, $"{found} cannot stand here: {expected} is expected");

    [Explain(131, "An unfinished item", "The definition or expression stops before it is complete.", "let f x = x «+»")]
    public Diagnostic Unfinished(Span at, string after, string expected) => Error(0131, at, $"unfinished after {after}: {expected} is expected");

    [Explain(132, "A bracket that is not closed", "Each opening bracket needs its closing one. The message points at the opening one.", "let f x = 2 * «(»x + 1")]
    public Diagnostic Unclosed(Span at, string bracket, string closing) => Error(0132, at, $"this '{bracket}' is never closed", $"add '{closing}'");

    [Explain(133, "A closing bracket too many", "There is no opening bracket for it.", "let f x = (x + 1)«)»")]
    public Diagnostic Unopened(Span at, string bracket, string opening) => Error(0133, at, $"this '{bracket}' closes nothing", $"remove it, or add '{opening}' before");

    [Explain(134, "An `if` without `else`", "An `if` is an expression: it needs a value in both cases.", "let f x = «if» x > 0 then x")]
    public Diagnostic NoElse(Span at) => Error(0134, at, "this 'if' has no 'else'", "an 'if' is a value: say what it is otherwise");

    [Explain(135, "An `if` without `then`", "Between the condition and the value stands `then`.", "let f x = «if» (x > 0) x else 0")]
    public Diagnostic NoThen(Span at, string word) => Error(0135, at, $"this '{word}' has no 'then'", "write if condition then value else value");

    [Explain(136, "A definition without `=`", "Between the name with its parameters and the value stands `=`.", "let f x «->» x + 1")]
    public Diagnostic NoEquals(Span at, string found) => Error(0136, at, $"{found} cannot stand here: '=' or a parameter is expected");

    [Explain(137, "An operator without its right side", "Both sides of an operator need a value.", "let f x = (x +«)»")]
    public Diagnostic NoRightSide(Span at, string op, string found) => Error(0137, at, $"{found} cannot stand here: '{op}' needs a value on its right");

    [Explain(138, "An operator without its left side", "Both sides of an operator need a value. Only `-` and `+` may stand before a value alone. To use an operator as a gate, put it in parentheses: `(*)`.", "let f x = «*» x")]
    public Diagnostic NoLeftSide(Span at, string op) => Error(0138, at, $"'{op}' needs a value on its left", $"to use it as a gate write ({op})");

    [Explain(139, "An argument that needs parentheses", "As in F#, `f g(x)` is refused, because it could be read in two ways.", "let f x = sqrt «abs(x)»")]
    public Diagnostic ArgumentNeedsParentheses(Span at, string argument) => Error(0139, at, "this argument needs parentheses", $"write ({Short(argument)})");

    [Explain(140, "A number that is applied", "A number is no gate and takes no arguments. For a product write `*`; for a difference put blanks on both sides of the `-`, or on none.", "let f x = «2 (x + 1)»")]
    public Diagnostic NumberApplied(Span at, string number, string? help) => Error(0140, at, $"{number} is a number and takes no arguments", help);

    [Explain(141, "Empty parentheses", "There is no unit value: a gate without parameters is a plain value, `let g = 9.81`.", "let g «()» = 9.81")]
    public Diagnostic EmptyParentheses(Span at) => Error(0141, at, "'()' is no value here", "a gate without parameters is written without them: let g = 9.81");

    [Explain(142, "A pattern that is not known", "A parameter or the left side of a `let` is a name, `_`, a tuple of patterns or a pattern with a type: `(x: float)`.", "let f «1» = 2")]
    public Diagnostic NotAPattern(Span at, string found) => Error(0142, at, $"{found} cannot be a parameter", "parameters are names, '_', tuples (a, b) and names with types (x: float)");

    [Explain(143, "A type annotation that needs parentheses", "The type of a parameter stands in parentheses with it. `let f x : float = …` states the type of the result.", "let g = fun x«:» float -> x")]
    public Diagnostic AnnotationNeedsParentheses(Span at) => Error(0143, at, "a parameter with a type needs parentheses", "write let f (x: float) (y: float) = …");

    [Explain(144, "A type that is not known", "The types are `float`, `bool`, `int`, tuples `float * float`, functions `float -> float` and arrays `float[]`.", "let f (x: «double») = x")]
    public Diagnostic UnknownType(Span at, string name, string? write) =>
        Error(0144, at, $"there is no type '{Short(name)}'", write is null ? "the types are float, bool, int, a * b, a -> b and a[]" : $"write '{write}'");

    [Explain(145, "`open` without a path", "`open` names a file: `open \"other.gate\"`.", "open «other»")]
    public Diagnostic OpenNeedsPath(Span at) => Error(0145, at, "'open' needs the path of a file in quotation marks", "write open \"other.gate\"");

    [Explain(146, "A definition in a condition", "As in F#, a `let … in …` in the condition of an `if` needs parentheses.", "let f x = if «let y = x in y > 0» then 1 else 0")]
    public Diagnostic ConditionNeedsParentheses(Span at) => Error(0146, at, "a definition in a condition needs parentheses", "write if (let … in …) then …, or define it before the 'if'");

    [Explain(151, "The wrong closing bracket", "Each opening bracket is closed by one of its own kind.", "let f x = (x + 1«]»")]
    public Diagnostic WrongClosing(Span at, string closing, string opening, string right, Span open) => Error(0151, at, $"'{closing}' cannot close a '{opening}'", $"write '{right}'", Here(open, "it is opened here"));

    [Explain(152, "A body that is not indented", "The body of a definition on the following lines is indented more than its `let`.", "let f x =\n«let» y = x + 1\ny * 2")]
    public Diagnostic BodyNotIndented(Span at, string name) => Error(0152, at, $"the body of '{name}' must be indented more than its 'let'", "indent its lines by four blanks");

    [Explain(147, "An `if`, `fun` or `let` as an argument", "As an argument or to the right of a value, an `if`, `fun` or `let` needs parentheses. A choice is written `if c then a else b`, with the condition first.", "let f x = max 1 «if» x > 0 then x else 0")]
    public Diagnostic KeywordNeedsParentheses(Span at, string word) => Error(0147, at, $"'{word}' cannot stand behind a value", word == "if" ? "put the 'if … then … else …' into parentheses; its condition comes first" : $"put the '{word}' expression into parentheses");

    [Explain(148, "A `then`, `else` or `in` that belongs to nothing", "There is no `if` or `let` for it. Perhaps the line above ends it, because this line is indented less.", "let f x = x «else» 0")]
    public Diagnostic Stray(Span at, string word, string opener) => Error(0148, at, $"this '{word}' belongs to no '{opener}'", opener == "if" ? "an 'if' inside another on the same line needs parentheses" : null);

    [Explain(149, "`_` as a value", "`_` stands for a parameter that is not used; it has no value.", "let f x = «_» + x")]
    public Diagnostic UnderscoreIsNoValue(Span at) => Error(0149, at, "'_' is a parameter that is not used: it has no value", "name the parameter");

    [Explain(150, "`assert` or `open` inside something", "`assert` and `open` are items of their own and start in the first column.", "let f x =\n    «assert» (x > 0)\n    x")]
    public Diagnostic OnlyAtTopLevel(Span at, string word) => Error(0150, at, $"'{word}' is an item of its own", "write it in the first column, outside of definitions");

    [Explain(153, "A range among elements", "An array is written by its elements, `[| 1; 5; 6 |]`, or as one range, `[| 5 .. 9 |]`. `Array.append` joins two arrays.", "let xs = [| «1 .. 3»; 7 |]")]
    public Diagnostic RangeAmongElements(Span at) => Error(0153, at, "an array is one range or a list of elements", "join two arrays with Array.append");

    /// <summary>Text for a message: one line, not long.</summary>
    internal static string Short(string text)
    {
        text = text.ReplaceLineEndings(" ");
        return text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 37), "…");
    }
}
