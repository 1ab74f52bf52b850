using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using GateDsl;

namespace Service;

/// <summary>
/// The gates of the files in a folder. A file that changes is read again while the service runs; while it is wrong, its last good version serves.
/// Files that come and go are noticed within a second.
/// </summary>
sealed class FormulaFolder(string folder)
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<string, GateWatch> files = [];
    readonly ConditionalWeakTable<Gate, Compiled> compiled = [];   // as long as the gate's version
    readonly GateOptions options = new() { Resolver = GateResolvers.Folder(folder) };
    readonly Lock looking = new();
    DateTime looked;

    /// <summary>A gate of that name, compiled when it is first asked for.</summary>
    public Compiled? Find(string name)
    {
        Look();
        foreach (GateWatch file in files.Values)
        {
            if (file.Module.TryGetGate(name, out Gate? gate)) return compiled.GetValue(gate, found => new(found));
        }
        return null;
    }

    public IEnumerable<Compiled> All()
    {
        Look();
        return files.Values.SelectMany(file => file.Module.Gates).DistinctBy(gate => gate.Name).Where(gate => gate.ResultType is not GateType.Tuple)
            .Select(gate => compiled.GetValue(gate, found => new(found)));
    }

    void Look()
    {
        lock (looking)
        {
            if (DateTime.UtcNow - looked < patience) return;
            looked = DateTime.UtcNow;
            string[] there = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.gate") : [];
            foreach (string gone in files.Keys.Except(there))
            {
                if (files.TryRemove(gone, out GateWatch? watch)) watch.Dispose();
            }
            foreach (string path in there.Where(path => !files.ContainsKey(path)))
            {
                // A new file that is wrong is left out until it is right.
                try { files.TryAdd(path, GateModule.Watch(path, options)); }
                catch (Exception e) when (e is GateException or IOException or UnauthorizedAccessException) { Console.Error.WriteLine(e.Message); }
            }
        }
    }
}
