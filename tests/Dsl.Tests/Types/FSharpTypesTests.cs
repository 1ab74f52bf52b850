using System.Text.Json;

namespace GateDsl.Dsl.Tests.Types;

/// <summary>
/// The types that the real F# compiler shows for the same definitions (dotnet fsi of .NET SDK 10.0, names of parameters and constraints left out),
/// with every number written with a point, because a number without one is an int there.
/// </summary>
public class FSharpTypesTests
{
    public static IEnumerable<TheoryDataRow<string, string>> Rows() =>
        from line in File.ReadLines(Repository.PathOf("tests", "conformance", "fsharp-types.jsonl"))
        let row = JsonDocument.Parse(line).RootElement
        select new TheoryDataRow<string, string>(row.GetProperty("source").GetString()!, row.GetProperty("type").GetString()!);

    [Theory, MemberData(nameof(Rows))]
    public void Are_inferred_here_too(string source, string type) => Assert.Equal(type, Checked.TypeOf(source, "v"));

    /// <summary>F# keeps an inferred type when it is written out; so must this: the printed type is read back as an annotation.</summary>
    [Theory, MemberData(nameof(Rows))]
    public void Can_be_written_as_annotations(string source, string type) =>
        Assert.Equal(type, Checked.TypeOf($"{source}\nlet w : {type} = v", "w"));
}
