namespace GateDsl;

/// <summary>Where a path leads when every symbolic link on it is followed.</summary>
static class RealPath
{
    const int MostLinks = 64;      // more is a circle

    /// <summary>The path without links; null if something on it is not there, or the links go in circles.</summary>
    public static string? Of(string full)
    {
        int links = 0;
        return Of(full, ref links);
    }

    static string? Of(string full, ref int links)
    {
        string path = Path.GetPathRoot(full)!;
        foreach (string part in full[path.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries))
        {
            path = Path.Combine(path, part);
            FileSystemInfo info = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
            if (!info.Exists) return null;
            if (info.LinkTarget is not { } target) continue;
            if (++links > MostLinks || Of(Path.GetFullPath(target, Path.GetDirectoryName(path)!), ref links) is not { } real) return null;
            path = real;
        }
        return path;
    }
}
