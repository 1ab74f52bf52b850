namespace GateDsl;

/// <summary>Ways to find what <c>open</c> names, for <see cref="GateOptions.Resolver"/>.</summary>
public static class GateResolvers
{
    /// <summary>Longest file that is read, in bytes.</summary>
    const long MostBytes = 64 << 20;

    /// <summary>
    /// The files of a folder and of the folders in it. A path is relative to the file that opens it, or to the folder, where that file is not in it, such as a text
    /// from elsewhere. A file above the folder is not found, whether by <c>..</c>, by a rooted path or by a symbolic link. How many files a module may open, and
    /// how deep, is in <see cref="GateOptions.Limits"/>.
    /// </summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static GateResolver Folder(string path)
    {
        string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (!Directory.Exists(root)) throw new DirectoryNotFoundException($"there is no folder '{path}'");
        string real = RealPath.Of(root) ?? throw new DirectoryNotFoundException($"there is no folder '{path}'");
        return (name, from) => Find(root, real, name, from);
    }

    static Source? Find(string root, string real, string name, Source from)
    {
        if (name.Length == 0 || Path.IsPathRooted(name) || name.Contains('\0', StringComparison.Ordinal)) return null;
        try
        {
            string opener = Path.GetFullPath(from.Name, root), full = Path.GetFullPath(name, IsIn(root, opener) ? Path.GetDirectoryName(opener)! : root);
            if (!IsIn(root, full) || RealPath.Of(full) is not { } file || !IsIn(real, file) || new FileInfo(file) is not { Exists: true, Length: <= MostBytes }) return null;
            // One name for one file, however it is reached.
            return Source.FromUtf8(full, File.ReadAllBytes(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    static bool IsIn(string folder, string path) =>
        path.StartsWith(folder, StringComparison.Ordinal) && path.Length > folder.Length && (path[folder.Length] == Path.DirectorySeparatorChar || Path.EndsInDirectorySeparator(folder));
}
