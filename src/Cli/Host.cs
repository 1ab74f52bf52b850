using GateDsl.Cli.Output;

namespace GateDsl.Cli;

/// <summary>What a command has to do with: its streams, whether a person reads them, and the folder that paths are relative to. Tests bring their own.</summary>
/// <remarks>What a command does not use is not opened.</remarks>
sealed class Host(Func<Stream> input, Stream output, Func<Stream> error, string? folder = null) : IDisposable
{
    Stream? opened;
    TextWriter? errorWriter;

    /// <summary>Standard input.</summary>
    public Stream Input => opened ??= input();

    /// <summary>Results as text, in UTF-8 without a mark, and nothing else.</summary>
    public TextWriter Out { get; } = new StreamWriter(output, bufferSize: 16 << 10) { NewLine = "\n" };

    /// <summary>Everything else.</summary>
    public TextWriter Error => errorWriter ??= new StreamWriter(error(), bufferSize: 1 << 10) { NewLine = "\n", AutoFlush = true };

    /// <summary>Whether standard error is a terminal: progress is shown there and nowhere else.</summary>
    public Func<bool> ErrorIsTerminal { get; init; } = () => false;

    /// <summary>Whether standard output is a terminal: long arrays are shortened there.</summary>
    public Func<bool> OutIsTerminal { get; init; } = () => false;

    /// <summary>Whether messages are coloured: on a terminal, unless NO_COLOR is set.</summary>
    public bool Colour => ErrorIsTerminal() && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Where relative paths start: in the folder of the process, if no other is given.</summary>
    public string Folder => folder ?? Environment.CurrentDirectory;

    /// <summary>The streams of this process.</summary>
    public static Host OfProcess() =>
        new(() => Console.OpenStandardInput(), StandardOutput.Open(), () => Console.OpenStandardError()) { ErrorIsTerminal = () => !Console.IsErrorRedirected, OutIsTerminal = () => !Console.IsOutputRedirected };

    /// <summary>Standard output as bytes, after what <see cref="Out"/> has got.</summary>
    public Stream OutBytes()
    {
        Out.Flush();
        return output;
    }

    /// <summary>The absolute form of a path that the user gave.</summary>
    public string FullPath(string path) => folder is null ? Path.GetFullPath(path) : Path.GetFullPath(path, folder);

    public void Dispose()
    {
        Out.Flush();
        errorWriter?.Flush();
    }
}
