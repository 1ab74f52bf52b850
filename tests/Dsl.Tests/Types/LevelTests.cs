namespace GateDsl.Dsl.Tests.Types;

/// <summary>A local gate that holds an argument of the gate around it to a type of its own has one type, in whatever order the two meet.</summary>
public class LevelTests
{
    // x is the argument of the gate around, y that of the local gate
    static readonly string[] meetings =
    [
        "if true then {0} else {1}", "{0} = {1}", "[| {0}; {1} |]", "[| ({0}, 1); ({1}, 2) |]", "(fun a b -> if true then a else b) {0} {1}",
        "(let same a = if true then a else {0} in same {1})", "if true then ({0}, 1) else ({1}, 2)", "max {0} {1}",
    ];

    public static IEnumerable<TheoryDataRow<string>> Bodies() =>
        meetings.SelectMany(text => new[] { text.Replace("{0}", "x").Replace("{1}", "y"), text.Replace("{0}", "y").Replace("{1}", "x") }).Select(body => new TheoryDataRow<string>(body));

    [Theory, MemberData(nameof(Bodies))]
    public void What_meets_an_argument_around_it_is_not_general(string body)
    {
        Assert.Empty(Checked.Messages($"let f x =\n    let g y = {body}\n    g 1, g 2\nf 3"));
        Assert.NotEmpty(Checked.Messages($"let f x =\n    let g y = {body}\n    g 1, g true"));
        Assert.NotEmpty(Checked.Messages($"let f x =\n    let g y = {body}\n    g 1\nf true"));
    }
}
