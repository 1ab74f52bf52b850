using System.Text.Json;
using GateDsl.Types;

namespace GateDsl.Dsl.Tests.Types;

/// <summary>Programs with arrays have the types that the real F# compiler gives them.</summary>
public class ArrayTypesTests
{
    public static TheoryData<string> Programs => [.. File.ReadLines(Repository.PathOf("tests", "conformance", "fsharp-arrays.jsonl"))];

    [Theory, MemberData(nameof(Programs))]
    public void A_program_has_the_type_that_FSharp_gives_it(string line)
    {
        JsonElement row = JsonDocument.Parse(line).RootElement;
        var bag = new Bag();
        CheckedModule module = Check.Module(new Source("t.gate", row.GetProperty("source").GetString() + "\n"), GateOptions.Default, bag);
        if (row.GetProperty("expect").GetString() == "error")
        {
            Assert.Equal(row.GetProperty("when").GetString() == "compile", bag.HasErrors);
            return;
        }
        Assert.True(!bag.HasErrors, string.Join('\n', bag.All));
        Assert.Equal(row.GetProperty("type").GetString()!.Replace(" array", "[]"), module.Items.OfType<CheckedResult>().Last().Value.Type.ToString());
    }
}
