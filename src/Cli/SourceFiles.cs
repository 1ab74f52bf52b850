using System.CommandLine;
using GateDsl.Cli.Output;

namespace GateDsl.Cli;

/// <summary>Gate files from the file system, and the options that say how they are compiled.</summary>
sealed class SourceFiles(Host host)
{
    readonly Option<bool> allowParent = new("--allow-parent") { Description = "open may read files above the folder of FILE" };
    readonly Option<bool> asWritten = new("--as-written") { Description = "compute values exactly as they are written: no accuracy patterns" };
    readonly Option<bool> reproducible = new("--reproducible") { Description = "the same bits on every system and processor" };

    public static Argument<string> FileArgument() => new("FILE") { Description = "a gate file; - is standard input" };

    public static Argument<string> NameArgument() => new("NAME") { Description = "a gate of the file" };

    /// <summary>Adds the options to a command.</summary>
    public static SourceFiles Declare(Host host, Command command)
    {
        var files = new SourceFiles(host);
        command.Add(files.allowParent);
        command.Add(files.asWritten);
        command.Add(files.reproducible);
        return files;
    }

    /// <summary>How formulas without a file are compiled.</summary>
    public GateOptions Options(ParseResult parsed) => new() { AsWritten = parsed.GetValue(asWritten), Reproducible = parsed.GetValue(reproducible) };

    /// <summary>Reads and compiles a file; its warnings go to standard error.</summary>
    /// <exception cref="GateException">The source is wrong.</exception>
    /// <exception cref="Wrong">The file cannot be read.</exception>
    public GateModule Load(ParseResult parsed, string path) => Load(parsed, path, Options(parsed));

    /// <summary>The same with options of the caller's.</summary>
    public GateModule Load(ParseResult parsed, string path, GateOptions compiled)
    {
        var opener = new Opener(host, path, parsed.GetValue(allowParent));
        Source source = Read(host, path, path == "-" ? "stdin" : path);
        GateOptions options = compiled with { Resolver = opener.Resolve };
        if (GateModule.TryParse(source, options, out GateModule? module, out IReadOnlyList<Diagnostic> diagnostics))
        {
            Messages.Write(host, diagnostics);
            return module;
        }
        Messages.Write(host, diagnostics);
        throw new Wrong(opener.Refused ?? "");
    }

    /// <summary>The gate of that name, or the derivative: <c>f</c>, <c>f'x</c>, <c>f'x'y</c>, <c>f'</c>.</summary>
    /// <exception cref="Wrong">There is none.</exception>
    public static Gate Find(GateModule module, string name)
    {
        try
        {
            // A gate's own name may have primes in it, so the longest that is a gate is taken.
            for (int prime = name.Length; prime > 0; prime = name.LastIndexOf('\'', prime - 1))
            {
                if (module.TryGetGate(name[..prime], out Gate? gate)) return prime == name.Length ? gate : name[(prime + 1)..].Split('\'').Aggregate(gate, Derivative);
            }
            return module[name];
        }
        catch (ArgumentException wrong)
        {
            throw new Wrong(Sentence(wrong));
        }
    }

    static Gate Derivative(Gate gate, string parameter) =>
        gate.Derivative(parameter.Length > 0 ? parameter : gate.Inputs is [var only] ? only.Name : throw new Wrong($"{gate.Name}' needs the name of a parameter: {gate.Signature}"));

    /// <summary>The message of an argument exception, without the parameter's name that the framework appends.</summary>
    public static string Sentence(ArgumentException wrong)
    {
        int appended = wrong.Message.LastIndexOf(" (Parameter '", StringComparison.Ordinal);
        return appended < 0 ? wrong.Message : wrong.Message[..appended];
    }

    /// <summary>The text of a file.</summary>
    /// <exception cref="GateException">It is not UTF-8.</exception>
    public static Source Read(Host host, string path, string name) => Source.FromUtf8(name, Files.ReadAll(path, host));

    /// <summary>What <c>open</c> finds: files beside the root file or below it.</summary>
    sealed class Opener(Host host, string rootPath, bool allowParent)
    {
        string RootFolder => field ??= rootPath == "-" ? host.Folder : Path.GetDirectoryName(host.FullPath(rootPath))!;
        readonly string shownFolder = rootPath == "-" ? "" : Path.GetDirectoryName(rootPath) ?? "";

        /// <summary>Why a file that is there was not opened.</summary>
        public string? Refused { get; private set; }

        public Source? Resolve(string path, Source from)
        {
            string folder = from.Name == "stdin" ? RootFolder : Path.GetDirectoryName(host.FullPath(from.Name))!;
            string full = Path.GetFullPath(path, folder);
            if (!File.Exists(full)) return null;
            string real = File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
            if (!allowParent && !(IsBelow(full) && IsBelow(real)))
            {
                Refused = $"'{path}' is not below the folder of '{rootPath}'; --allow-parent lets it be opened";
                return null;
            }
            // One name for one file, however it is reached, and one that the user can read.
            return Read(host, full, Path.Combine(shownFolder, Path.GetRelativePath(RootFolder, full)));
        }

        bool IsBelow(string full) => full.StartsWith(RootFolder.TrimEnd('/', '\\') + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
