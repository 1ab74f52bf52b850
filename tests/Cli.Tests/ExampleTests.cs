namespace GateDsl.Cli.Tests;

/// <summary>Every file in examples/ runs, all its asserts hold, and it prints what stands beside it.</summary>
public class ExampleTests
{
    public static TheoryData<string> Examples =>
        [.. new[] { "", "gradbench" }.SelectMany(folder => Directory.GetFiles(Repository.PathOf("examples", folder), "*.gate").Select(path => Path.Combine(folder, Path.GetFileName(path))).Order(StringComparer.Ordinal))];

    [Theory, MemberData(nameof(Examples))]
    public void Prints_what_lies_beside_it(string name)
    {
        Ran ran = InProcess.Gate(Repository.Root, "run", $"examples/{name}");
        Assert.Equal("", ran.Error);
        Assert.Equal(Exit.Well, ran.Exit);

        Same.AsFile(Repository.PathOf("examples", Path.ChangeExtension(name, ".out")), ran.Out);
    }

    [Fact]
    public void The_seed_has_every_gate_of_the_article_under_its_own_name()
    {
        string seed = File.ReadAllText(Repository.PathOf("examples", "seed.gate"));
        foreach (string name in "multiplier_gate adder_gate sigmoid_gate not_gate or_gate and_gate xor_gate xand_gate max_gate min_gate round derivative square sum_square".Split(' '))
        {
            Assert.Contains($"\nlet {name} ", seed, StringComparison.Ordinal);
        }
    }
}
