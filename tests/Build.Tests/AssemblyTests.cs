using System.Reflection;
using System.Text;
using GateDsl.Emit;
using Xunit;

namespace GateDsl.Build.Tests;

/// <summary>The assembly around the functions: names, documentation, references, determinism, and what is refused.</summary>
public class AssemblyTests
{
    [Fact]
    public void The_same_module_gives_the_same_bytes_and_refers_to_the_framework_only()
    {
        const string Source = "/// The slope <of> a line & more.\nlet f x = normcdf x * exp x\n";
        byte[] first = Bytes(Source, out string documentation), second = Bytes(Source, out _);
        Assert.Equal(first, second);
        Assert.Contains("The slope &lt;of&gt; a line &amp; more.", documentation, StringComparison.Ordinal);
        Assert.Contains("M:Trading.Gates.f(System.Double)", documentation, StringComparison.Ordinal);
        Assembly assembly = Loaded.Load(new MemoryStream(first));
        Assert.All(assembly.GetReferencedAssemblies(), reference => Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal));
        Assert.DoesNotContain(assembly.GetReferencedAssemblies(), reference => reference.Name == "System.Private.CoreLib");
        Assert.Equal(["Trading.Gates"], assembly.GetExportedTypes().Select(type => type.FullName!));
    }

    [Theory]
    [InlineData("f'", "f_")]
    [InlineData("``class``", "class")]
    [InlineData("``my gate``", "my_gate")]
    [InlineData("Math", "Math_")]
    [InlineData("v12", "v12_")]
    [InlineData("größe", "größe")]
    public void Names_that_CSharp_has_not_become_names_that_it_has(string gate, string method)
    {
        Type type = Loaded.Class($"let {gate} (partials: float) row = partials / row + sqrt row\n", new() { Rows = true });
        Assert.Equal(3.5, Loaded.Method<Func<double, double, double>>(type, method)(6, 4));
    }

    [Fact]
    public void A_clash_of_names_is_an_error_that_names_both()
    {
        ArgumentException wrong = Assert.Throws<ArgumentException>(() => GateModule.Parse("let ``f a`` x = x\nlet f_a x = x\n").ToCSharp());
        Assert.Contains("'f a'", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("'f_a'", wrong.Message, StringComparison.Ordinal);
        wrong = Assert.Throws<ArgumentException>(() => GateModule.Parse("let f x = x\nlet f_grad x = x\n").ToCSharp());
        Assert.Contains("f_grad", wrong.Message, StringComparison.Ordinal);
        wrong = Assert.Throws<ArgumentException>(() => GateModule.Parse("let Gates x = x\n").ToCSharp());
        Assert.Contains("the class Gates", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1Trading", "Gates")]
    [InlineData("A..B", "Gates")]
    [InlineData("A", "class")]
    [InlineData("A", "a b")]
    [InlineData("A", "")]
    public void Names_of_the_caller_are_checked(string space, string name) =>
        Assert.Throws<ArgumentException>(() => GateModule.Parse("let f x = x\n").ToCSharp(new() { Namespace = space, Class = name }));

    [Fact]
    public void A_function_of_the_application_is_refused_by_name()
    {
        var options = new GateOptions { Functions = HostFunctions.Empty.Add("rate", (double x) => x) };
        ArgumentException wrong = Assert.Throws<ArgumentException>(() => GateModule.Parse("let f x = rate x\n", options).ToCSharp(new() { Gradient = false }));
        Assert.Contains("'rate'", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_short_a_span_or_column_is_an_error()
    {
        Type type = Loaded.Class("let f x y = x * y\n", new() { Rows = true });
        Assert.Throws<ArgumentException>(() => Loaded.Method<Gradient>(type, "f_grad")(1, 2, new double[1]));
        Assert.Throws<ArgumentException>(() => Loaded.Method<Rows>(type, "f_rows")(3, new double[3], new double[3], new double[2]));
        double[] column = [1, 2, 3];
        Loaded.Method<Rows>(type, "f_rows")(3, column, column, column);   // in place
        Assert.Equal([1, 4, 9], column);
    }

    delegate double Gradient(double x, double y, Span<double> partials);
    delegate void Rows(int rows, ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> f);

    static byte[] Bytes(string source, out string documentation)
    {
        using MemoryStream assembly = new(), xml = new();
        GateModule.Parse(source).SaveAssembly(assembly, new() { CSharp = new() { Namespace = "Trading", Rows = true } }, xml);
        documentation = Encoding.UTF8.GetString(xml.ToArray());
        return assembly.ToArray();
    }
}
