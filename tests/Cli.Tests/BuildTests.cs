using System.Reflection;
using System.Runtime.Loader;

namespace GateDsl.Cli.Tests;

/// <summary><c>gate build</c> and <c>gate emit</c>: files, names and exit statuses. What is in the assembly is tested in Build.Tests.</summary>
public sealed class BuildTests : IDisposable
{
    readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void An_assembly_is_named_after_the_file_and_documented_beside_it()
    {
        scratch.Write("two-lines.gate", "/// A line.\nlet line a b x = a * x + b\n");
        Assert.Equal(new(0, "", ""), scratch.Gate("build", "two-lines.gate"));
        Assert.Contains("A line.", scratch.Read("TwoLines.xml"), StringComparison.Ordinal);
        var context = new AssemblyLoadContext(null, isCollectible: true);
        Type gates = context.LoadFromStream(new MemoryStream(File.ReadAllBytes(Path.Combine(scratch.Folder, "TwoLines.dll")))).GetType("TwoLines")!;
        Assert.Equal(7.0, gates.GetMethod("line", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, [2.0, 1.0, 3.0]));
    }

    [Theory]
    [InlineData(2, "is no name of a C# class", "build", "f.gate", "--class", "a b")]
    [InlineData(2, "an assembly is written to a file", "build", "f.gate", "-o", "-")]
    [InlineData(2, "there is no such file", "build", "none.gate")]
    [InlineData(2, "error GATE", "build", "wrong.gate")]
    [InlineData(2, "would both be f_a", "build", "clash.gate")]
    [InlineData(2, "'fortran' is no language", "emit", "f.gate", "--as", "fortran")]
    [InlineData(2, "there is no gate 'g'", "emit", "f.gate", "g", "--as", "csharp")]
    [InlineData(2, "--as", "emit", "f.gate")]
    public void What_is_wrong_is_said_and_leaves_no_file(int exit, string message, params string[] arguments)
    {
        scratch.Write("f.gate", "let f x = x\n");
        scratch.Write("wrong.gate", "let f x = y\n");
        scratch.Write("clash.gate", "let ``f a`` x = x\nlet f_a x = x\n");
        Ran ran = scratch.Gate(arguments);
        Assert.Equal((exit, ""), (ran.Exit, ran.Out));
        Assert.Contains(message, ran.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(scratch.Folder, "*.dll"));
    }

    [Fact]
    public void Source_has_the_gates_and_members_that_are_asked_for()
    {
        scratch.Write("f.gate", "let f x = exp x\nlet g x = log x\n");
        string all = scratch.Gate("emit", "f.gate", "--as", "csharp").Out, one = scratch.Gate("emit", "f.gate", "g", "--as", "csharp", "--grad", "--rows").Out;
        Assert.Contains("double f(double x)", all, StringComparison.Ordinal);
        Assert.DoesNotContain("_grad", all, StringComparison.Ordinal);
        Assert.DoesNotContain("double f(", one, StringComparison.Ordinal);
        Assert.Contains("double g_grad(double x, Span<double> partials)", one, StringComparison.Ordinal);
        Assert.Contains("void g_grad_rows(int rows,", one, StringComparison.Ordinal);
        Assert.DoesNotContain("class NormCdf\n", one, StringComparison.Ordinal);   // only what is called comes along
    }
}
