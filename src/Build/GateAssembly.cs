using System.Reflection;
using System.Text;
using GateDsl.Emit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace GateDsl.Build;

/// <summary>Modules as .NET assemblies.</summary>
public static class GateAssembly
{
    const string References = "references/";

    /// <summary>
    /// Writes an assembly with one public static class: for each gate of the module <c>NAME</c>, <c>NAME_grad</c> and what else the options ask for. It refers to the
    /// framework only. Its numbers are those of <see cref="GateOptions.Reproducible"/>, to the bit, and the same module and options give the same bytes.
    /// </summary>
    /// <param name="module">The module.</param>
    /// <param name="assembly">Receives the assembly.</param>
    /// <param name="options">Names, and which functions.</param>
    /// <param name="documentation">Receives the XML documentation, from the doc comments of the gates; null: none is written.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">A gate calls a function of the application, or names clash: see <see cref="CSharpWriter.ToCSharp"/>.</exception>
    /// <exception cref="GateException">A limit of the module's options is reached.</exception>
    public static void SaveAssembly(
        this GateModule module, Stream assembly, AssemblyOptions? options = null, Stream? documentation = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(assembly);
        options ??= new();
        Save([CSharpWriter.FileOf(module, options.CSharp)], options.AssemblyName ?? options.CSharp.Class, assembly, documentation, cancellation);
    }

    /// <summary>Several classes as one assembly.</summary>
    internal static void Save(IReadOnlyList<string> classes, string name, Stream assembly, Stream? documentation, CancellationToken cancellation)
    {
        string functions = CSharpWriter.Pragmas + CSharpWriter.FunctionsFor(string.Concat(classes));
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            [.. classes.Select(text => Tree(text, DocumentationMode.Parse)), Tree(functions, DocumentationMode.None), Tree(Attributes, DocumentationMode.None)],
            FrameworkReferences(),
            new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, deterministic: true, nullableContextOptions: NullableContextOptions.Enable));
        EmitResult result = compilation.Emit(assembly, xmlDocumentationStream: documentation, options: new(debugInformationFormat: DebugInformationFormat.Embedded), cancellationToken: cancellation);
        if (!result.Success)
        {
            // What we wrote is always right C#; if not, the bug is ours, and this is what it takes to find it.
            throw new InvalidOperationException($"the C# that was written does not compile: {result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error)}");
        }
    }

    const string Attributes = """
        [assembly: System.Reflection.AssemblyVersion("1.0.0.0")]
        [assembly: System.Runtime.Versioning.TargetFramework(".NETCoreApp,Version=v10.0")]
        [assembly: System.Reflection.AssemblyMetadata("IsTrimmable", "True")]
        """;

    static SyntaxTree Tree(string text, DocumentationMode documentation) => CSharpSyntaxTree.ParseText(
        SourceText.From(text, Encoding.UTF8), new(LanguageVersion.CSharp14, documentation));

    static IEnumerable<MetadataReference> FrameworkReferences()
    {
        Assembly own = typeof(GateAssembly).Assembly;
        return own.GetManifestResourceNames().Where(name => name.StartsWith(References, StringComparison.Ordinal))
            .Select(name => MetadataReference.CreateFromStream(own.GetManifestResourceStream(name)!));
    }
}
