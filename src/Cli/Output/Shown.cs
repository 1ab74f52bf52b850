namespace GateDsl.Cli.Output;

/// <summary>Values as a person or a program reads them: on a terminal, arrays of more elements than one looks at end with dots, as F# Interactive shows them.</summary>
static class Shown
{
    const int Most = 100;

    public static string Of(GateValue value, Host host) => host.OutIsTerminal() ? Shortened(value) : value.ToString();

    public static string Shortened(GateValue value) => value switch
    {
        GateValue.Array array => $"[|{string.Join("; ", array.Items.Take(Most).Select(Shortened))}{(array.Length > Most ? "; ..." : "")}|]",
        GateValue.Tuple tuple => $"({string.Join(", ", tuple.Items.Select(Shortened))})",
        _ => value.ToString(),
    };
}
