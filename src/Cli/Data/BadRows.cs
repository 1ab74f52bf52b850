using System.Globalization;

namespace GateDsl.Cli.Data;

/// <summary>What a row that cannot be read does.</summary>
enum BadRow
{
    Stop,
    Skip,
    Nan,
}

/// <summary>Reports rows that cannot be read, and counts them.</summary>
sealed class BadRows(Host host, BadRow policy, string table)
{
    const int Shown = 10;

    public long Count { get; private set; }

    public BadRow Policy => policy;

    /// <summary>One row, one message, with its place in the file.</summary>
    /// <exception cref="Wrong">The policy is to stop.</exception>
    public void Report(long line, int column, string what)
    {
        string message = string.Create(CultureInfo.InvariantCulture, $"{table}({line},{column}): {what}");
        if (policy == BadRow.Stop) throw new Wrong($"{message}; --on-error skip or nan goes on without such rows");
        if (++Count <= Shown) host.Error.WriteLine(message);
    }

    public void Summarize()
    {
        if (Count == 0) return;
        string done = policy == BadRow.Skip ? "left out" : "written with nan as results";
        host.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Count} bad row{(Count == 1 ? "" : "s")} {done}{(Count > Shown ? $" ({Shown} shown)" : "")}"));
    }
}
