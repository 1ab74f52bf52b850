namespace GateDsl;

/// <summary>
/// A file that is read again when it changes, or a file that it opens does: <see cref="Module"/> is its newest version without errors. Files are looked at in an
/// interval, for notifications get lost on network drives and in containers. Safe to use from any thread.
/// </summary>
public sealed class GateWatch : IDisposable
{
    readonly string path;
    readonly GateOptions options;
    readonly Timer timer;
    readonly Lock refreshing = new();
    State state;
    int looking;

    internal GateWatch(string path, GateOptions? options, TimeSpan interval)
    {
        (this.path, this.options) = (Path.GetFullPath(path), options ?? GateOptions.Default);
        state = Read();
        if (state.Module is null) throw new GateException(state.Diagnostics);
        timer = new(_ => Look(), null, interval, interval);
    }

    /// <summary>The newest version without errors. Who calls one gate after another of the same version keeps it.</summary>
    public GateModule Module => Volatile.Read(ref state).Module!;

    /// <summary>Errors and warnings of the newest version: while there are errors, <see cref="Module"/> is an older one.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => Volatile.Read(ref state).Diagnostics;

    /// <summary>A new version was read, good or not. Comes on a thread of the pool; what a handler throws goes to that of <see cref="Refresh"/>, else nowhere.</summary>
    public event EventHandler? Changed;

    /// <summary>Looks at the files now.</summary>
    /// <returns>Whether there is a new version.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public bool Refresh()
    {
        lock (refreshing)
        {
            if (!IsChanged(state)) return false;
            State read = Read();
            Volatile.Write(ref state, read.Module is null ? read with { Module = state.Module } : read);
        }
        Changed?.Invoke(this, EventArgs.Empty);
        return true;
    }

    /// <summary>Stops looking. The module stays.</summary>
    public void Dispose() => timer.Dispose();

    // A file that is being replaced may be gone for a moment, or locked: the next look finds it.
    void Look()
    {
        if (Interlocked.Exchange(ref looking, 1) != 0) return;          // the one before is not yet done
        try { Refresh(); }
        catch (Exception) { }
        finally { Volatile.Write(ref looking, 0); }
    }

    State Read()
    {
        List<Opened> opened = [];
        Source? Resolve(string name, Source from)
        {
            Source? found = options.Resolver!(name, from);
            opened.Add(new(name, from, found?.Text));
            return found;
        }
        byte[] content = File.ReadAllBytes(path);
        GateOptions tracking = options.Resolver is null ? options : options with { Resolver = Resolve };
        GateModule.TryRead(path, content, tracking, out GateModule? module, out IReadOnlyList<Diagnostic> diagnostics);
        return new(module, diagnostics, content, [.. opened]);
    }

    // By content: two versions of one length may have one time, which some file systems count in milliseconds and some in seconds.
    bool IsChanged(State known) =>
        !File.ReadAllBytes(path).AsSpan().SequenceEqual(known.Content) || known.Opened.Any(file => options.Resolver!(file.Path, file.From)?.Text != file.Text);

    sealed record Opened(string Path, Source From, string? Text);

    sealed record State(GateModule? Module, IReadOnlyList<Diagnostic> Diagnostics, byte[] Content, Opened[] Opened);
}
