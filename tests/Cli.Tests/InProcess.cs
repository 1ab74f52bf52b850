using System.Text;

namespace GateDsl.Cli.Tests;

/// <summary>What a command did.</summary>
sealed record Ran(int Exit, string Out, string Error);

/// <summary>Runs the command in this process, with streams of its own.</summary>
static class InProcess
{
    public static Ran Gate(string folder, byte[]? input, params string[] arguments)
    {
        var (output, error) = (new MemoryStream(), new MemoryStream());
        int exit;
        using (var host = new Host(() => new MemoryStream(input ?? []), output, () => error, folder)) exit = CommandLine.Run(arguments, host);
        return new(exit, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }

    public static Ran Gate(string folder, params string[] arguments) => Gate(folder, null, arguments);
}

/// <summary>A folder of its own for a test, removed afterwards.</summary>
sealed class Scratch : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("gate-test-").FullName;

    public string Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return name;
    }

    public string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public Ran Gate(params string[] arguments) => InProcess.Gate(Folder, arguments);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
