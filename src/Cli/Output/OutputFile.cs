using System.Runtime.InteropServices;

namespace GateDsl.Cli.Output;

/// <summary>
/// A file that is there whole or not at all: written under another name beside its place, and renamed when it is complete.
/// Ctrl-C and a kill remove what was begun.
/// </summary>
sealed class OutputFile : IDisposable
{
    readonly string target;
    readonly string? temporary;
    readonly PosixSignalRegistration[] signals;

    OutputFile(string target, string? temporary)
    {
        (this.target, this.temporary) = (target, temporary);

        // Before the file is there, so that no moment is left out.
        signals = temporary is null ? [] : [.. ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
            .Select(signal => PosixSignalRegistration.Create(signal, _ => File.Delete(temporary)))];
        Stream = target == "-" ? Stream.Null : new FileStream(temporary ?? target, temporary is null ? FileMode.Open : FileMode.Create, FileAccess.Write, FileShare.Read, 1);
    }

    public Stream Stream { get; private init; }

    /// <summary>Opens a file for writing; null or <c>-</c> is standard output.</summary>
    public static OutputFile Open(string? path, Host host)
    {
        if (path is null or "-") return new("-", null) { Stream = host.OutBytes() };
        string target = host.FullPath(path);
        if (Directory.Exists(target)) throw new Wrong($"cannot write '{path}': it is a folder");
        try
        {
            if (File.Exists(target) && File.ResolveLinkTarget(target, returnFinalTarget: true) is { } linked) target = linked.FullName;

            // Only a plain file can be replaced; /dev/null and pipes are written to.
            string? temporary = !File.Exists(target) || IsSeekable(target) ? $"{target}.{Environment.ProcessId}.tmp" : null;
            return new(target, temporary);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new Wrong($"cannot write '{path}': {Files.Reason(wrong)}");
        }
    }

    /// <summary>The content is complete: puts it in its place.</summary>
    public void Commit()
    {
        Stream.Flush();
        if (target == "-") return;
        Stream.Dispose();
        if (temporary is not null) File.Move(temporary, target, overwrite: true);
    }

    /// <summary>Without a <see cref="Commit"/> before, nothing stays.</summary>
    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in signals) signal.Dispose();
        if (target == "-") return;
        Stream.Dispose();
        if (temporary is not null) File.Delete(temporary);
    }

    static bool IsSeekable(string path)
    {
        using FileStream probe = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 1);
        return probe.CanSeek;
    }
}
