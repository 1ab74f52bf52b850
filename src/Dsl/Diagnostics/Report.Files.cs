namespace GateDsl;

// 06xx: files that open files.
sealed partial class Report
{
    [Explain(601, "open where no files can be read",
        "The host gave the compiler no way to read other files (`GateOptions.Resolver`). An embedding application has none by default; the command line has one.",
        "open «\"other.gate\"»", NeedsHost = true)]
    public Diagnostic NoResolver(Span at, string path) =>
        Error(0601, at, $"'{path}' cannot be opened: no other files can be read here", "the host decides which files a gate file may open (GateOptions.Resolver)");

    [Explain(602, "A file that is not there",
        "The path is relative to the file that opens it. The command line does not look above the folder of the root file.",
        "open «\"missing.gate\"»", NeedsHost = true)]
    public Diagnostic FileNotFound(Span at, string path) =>
        Error(0602, at, $"there is no file '{path}'", "the path is relative to this file");

    [Explain(603, "Files that open each other",
        "A file cannot open itself, neither directly nor by way of others. Move what both need into a third file.",
        "open «\"a.gate\"»", NeedsHost = true)]
    public Diagnostic OpenCycle(Span at, IReadOnlyList<string> chain) =>
        Error(0603, at, $"the files open each other in a circle: {string.Join(" opens ", chain)}", "move what both need into a file of its own");

    [Explain(604, "Too many files", "The module opens more files than the host allows (`Limits.Files`, 10,000 unless it is set).", "open «\"other.gate\"»", NeedsHost = true)]
    public Diagnostic TooManyFiles(Span at, int most) =>
        Error(0604, at, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"more than {most} files are opened"), "the host sets this limit (Limits.Files)");

    [Explain(605, "Files that open files that open files", "The chain of files that open one another is longer than the host allows (`Limits.FileDepth`, 10,000 unless it is set).",
        "open «\"other.gate\"»", NeedsHost = true)]
    public Diagnostic FilesTooDeep(Span at, int most) =>
        Error(0605, at, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"files open one another more than {most} deep"), "the host sets this limit (Limits.FileDepth)");
}
