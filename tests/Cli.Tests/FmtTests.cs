using System.Text;

namespace GateDsl.Cli.Tests;

public sealed class FmtTests : IDisposable
{
    readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void A_file_is_rewritten_in_its_place_and_then_stays()
    {
        scratch.Write("f.gate", "let   f x=x+1   // one\nf 2\n");
        Assert.Equal(1, scratch.Gate("fmt", "--check", "f.gate").Exit);
        Assert.Equal("let   f x=x+1   // one\nf 2\n", scratch.Read("f.gate"));

        Assert.Equal((0, ""), (scratch.Gate("fmt", "f.gate").Exit, scratch.Gate("fmt", "f.gate").Error));
        Assert.Equal("let f x = x + 1  // one\nf 2\n", scratch.Read("f.gate"));
        Assert.Equal(0, scratch.Gate("fmt", "--check", "f.gate").Exit);
    }

    [Fact]
    public void Standard_input_goes_to_standard_output() =>
        Assert.Equal("let f x = x + 1\n", InProcess.Gate(scratch.Folder, Encoding.UTF8.GetBytes("let f x=x+1"), "fmt", "-").Out);

    [Fact]
    public void A_file_with_errors_is_left_alone()
    {
        scratch.Write("f.gate", "let f x = (x +\n");
        Assert.Equal(2, scratch.Gate("fmt", "f.gate").Exit);
        Assert.Equal("let f x = (x +\n", scratch.Read("f.gate"));
    }
}
