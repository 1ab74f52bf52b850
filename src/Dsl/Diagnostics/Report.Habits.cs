namespace GateDsl;

// 08xx: habits from other languages and from mathematics. Each says what is written here.
sealed partial class Report
{
    [Explain(801, "An operator of another language", "`=` compares, `<>` is not equal, `**` is a power, `&&`, `||` and `not` are the logical operators.", "let f a b = a «==» b")]
    public Diagnostic OperatorOfAnotherLanguage(Span at, string written, string here) =>
        Error(0801, at, $"'{written}' is not an operator here", written == "=>" ? "write >= to compare, fun x -> value for a gate without a name" : here == "**" ? "a power is written x ** 2" : $"write {here}");

    [Explain(802, "A sign of mathematics or a typographic character", "Programs are written with the characters of a keyboard; a text processor often replaces them.", "let f a b = a «·» b")]
    public Diagnostic ForeignSign(Span at, string sign, string here) => Error(0802, at, $"the sign '{sign}' (U+{(int)sign[0]:X4}) is not known", $"write {here}");

    [Explain(803, "Raised figures", "A power is written with `**`.", "let f x = x«²» + 1")]
    public Diagnostic RaisedFigure(Span at, string before, string power) =>
        Error(0803, at, "a raised figure is no power", $"write {Short(before)} ** {(power.StartsWith('-') ? $"({power})" : power)}");

    [Explain(804, "Lowered figures", "A name is made of letters, ordinary figures, `_` and `'`.", "let f x«₁» = 2")]
    public Diagnostic LoweredFigure(Span at, string before, string figure) => Error(0804, at, "a lowered figure cannot be part of a name", $"write {Short(before)}{figure}");

    [Explain(805, "A product without `*`", "A product is written with `*`. A name cannot start with a figure.", "let f x = «2x» + 1")]
    public Diagnostic ImpliedProduct(Span at, string number, string name) => Error(0805, at, $"'{Short(number + name)}' is no name and no product", $"write {Short(number)} * {Short(name)}");

    [Explain(806, "`return`", "The value of a gate is the value of its last expression.", "let f x =\n    «return» x + 1")]
    public Diagnostic Return(Span at) => Error(0806, at, "there is no 'return'", "the value of a gate is that of its last expression: write it alone");

    [Explain(807, "A definition with the keyword of another language", "A definition is written `let name parameters = value`, a nameless one `fun x -> value`.", "«def» f(x): x + 1")]
    public Diagnostic ForeignDefinition(Span at, string word, bool lambda) =>
        Error(0807, at, $"'{word}' does not define anything here", lambda ? "write fun x -> value, or let name x = value" : "write let name x = value");

    [Explain(808, "A word used as an operator", "The logical operators are `&&`, `||` and `not`.", "let f a b = a «and» b")]
    public Diagnostic LogicalWord(Span at, string word, string here) => Error(0808, at, $"'{word}' is no operator here", $"write {here}");

    [Explain(809, "A semicolon", "The end of a line ends a definition or an expression. Only the elements of an array are separated by semicolons.", "let f x = x + 1«;»")]
    public Diagnostic Semicolon(Span at) => Error(0809, at, "a semicolon means nothing here", "leave it out; separate the items of a tuple with ','");

    [Explain(810, "The conditional operator `? :`", "A choice is written `if c then a else b`.", "let f x = x > 0 «?» x : 0")]
    public Diagnostic QuestionMark(Span at) => Error(0810, at, "there is no '?' operator", "write if condition then a else b");

    [Explain(811, "A position apart from its array", "The element at a position is read by `xs.[i]` or `xs[i]`, without a blank. An array is written `[| 1; 2 |]`.", "let f xs = xs «[»0]")]
    public Diagnostic Brackets(Span at, string before) =>
        Error(0811, at, "brackets after a blank mean nothing here", $"write {Short(before)}.[0] for an element, [| 1; 2 |] for an array");

    [Explain(812, "`|` alone", "The logical or is `||`; an absolute value is `abs x`.", "let f a b = a «|» b")]
    public Diagnostic Bar(Span at) => Error(0812, at, "a single '|' means nothing here", "write || for the logical or, abs x for the absolute value");

    [Explain(813, "A backslash or arrow function", "A gate without a name is written `fun x -> value`.", "let g = x «->» x + 1")]
    public Diagnostic ArrowFunction(Span at) => Error(0813, at, "a gate without a name starts with 'fun'", "write fun x -> value");

    [Explain(814, "An increment", "Values never change, so there is no `++` and no `+=`.", "let f x = x«++»")]
    public Diagnostic Increment(Span at, string written) => Error(0814, at, $"values never change: there is no '{written}'", "write a new definition: let y = x + 1");

    [Explain(817, "A comment of another language", "A comment is `// to the end of the line` or `(* between these *)`.", "«#» the price\nlet p = 5")]
    public Diagnostic ForeignComment(Span at, string sign) => Error(0817, at, $"'{sign}' does not start a comment here", "write // to the end of the line, or (* … *)");

    [Explain(816, "`elseif` and other spellings", "A further condition of an `if` is written `elif`.", "let f x = if x > 1 then 1 «elseif» x > 0 then 2 else 3")]
    public Diagnostic ForeignElse(Span at, string word) => Error(0816, at, $"'{word}' is not known", word == "otherwise" ? "write else" : "write elif");
}
