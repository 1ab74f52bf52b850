namespace GateDsl.Cli;

/// <summary>Reading what the arguments name. <c>-</c> is standard input.</summary>
static class Files
{
    public static Stream OpenRead(string path, Host host)
    {
        if (path == "-") return host.Input;
        string full = host.FullPath(path);
        if (Directory.Exists(full)) throw new Wrong($"cannot read '{path}': it is a folder");
        try
        {
            return new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.SequentialScan);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new Wrong($"cannot read '{path}': {Reason(wrong)}");
        }
    }

    public static byte[] ReadAll(string path, Host host)
    {
        try
        {
            if (path != "-") return File.ReadAllBytes(host.FullPath(path));
            using var bytes = new MemoryStream();
            host.Input.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new Wrong(Directory.Exists(host.FullPath(path)) ? $"cannot read '{path}': it is a folder" : $"cannot read '{path}': {Reason(wrong)}");
        }
    }

    /// <summary>Why a file could not be opened, without its path: the message has it already.</summary>
    public static string Reason(Exception wrong) => wrong switch
    {
        FileNotFoundException => "there is no such file",
        DirectoryNotFoundException => "there is no such folder",
        UnauthorizedAccessException => "permission denied",
        PathTooLongException => "the path is too long",
        _ => wrong.Message,
    };
}
