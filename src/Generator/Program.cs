using GateDsl.Emit;

namespace GateDsl.Generator;

/// <summary>
/// What the build calls: the first argument is a file with a line for each gate file (<c>path|output|namespace|class|hessian|rows</c>), the second the file that receives
/// the functions which all of them call. Messages have the form that MSBuild reads. Exit status 1 if there is an error.
/// </summary>
static class Program
{
    static int Main(string[] args)
    {
        if (args.Length != 2)
        {
            Console.Error.WriteLine("GateDsl.Generator : error GATE: it is called by the build, with a list of files and a file for functions");
            return 1;
        }
        bool wrong = false;
        List<string> written = [];
        foreach (string line in File.ReadLines(args[0]))
        {
            if (line.Split('|') is not [var path, var output, var space, var name, var hessian, var rows]) continue;
            if (Write(path, output, new() { Namespace = space.Length == 0 ? null : space, Class = name.Length == 0 ? CSharpWriter.ClassNameOf(path) : name, Hessian = IsTrue(hessian), Rows = IsTrue(rows) }) is { } code) written.Add(code);
            else wrong = true;
        }
        if (wrong) return 1;
        File.WriteAllText(args[1], CSharpWriter.Pragmas + CSharpWriter.FunctionsFor(string.Concat(written)));
        return 0;
    }

    static string? Write(string path, string output, CSharpOptions options)
    {
        try
        {
            bool right = GateModule.TryLoad(path, new() { Resolver = Beside }, out GateModule? module, out IReadOnlyList<Diagnostic> diagnostics);
            foreach (Diagnostic diagnostic in diagnostics) Console.WriteLine(diagnostic.ToString().ReplaceLineEndings(" "));
            if (!right) return null;
            string code = CSharpWriter.FileOf(module!, options);
            File.WriteAllText(output, code);
            return code;
        }
        catch (GateException e)
        {
            foreach (Diagnostic diagnostic in e.Diagnostics) Console.WriteLine(diagnostic.ToString().ReplaceLineEndings(" "));
            return null;
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            Console.WriteLine($"{path}(1,1): error GATE: {e.Message.ReplaceLineEndings(" ")}");
            return null;
        }
    }

    // What `open` names, beside the file that opens it.
    static Source? Beside(string path, Source from)
    {
        string full = Path.GetFullPath(path, Path.GetDirectoryName(Path.GetFullPath(from.Name))!);
        return File.Exists(full) ? new Source(full, File.ReadAllText(full)) : null;
    }

    static bool IsTrue(string word) => word.Equals("true", StringComparison.OrdinalIgnoreCase);
}
