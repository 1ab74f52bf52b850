namespace GateDsl;

/// <summary>Names that other languages and libraries give to what is here under another name, or is not here: what to write instead.</summary>
static partial class Elsewhere
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

    /// <summary>What to write instead of a name that is not defined; null where it is not a known one.</summary>
    public static string? HelpFor(string name) => Names.GetValueOrDefault(name);
}
