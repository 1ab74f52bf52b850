using Spectre.Console;

namespace GateDsl.Cli.Output;

/// <summary>A table of text: columns as wide as they need to be, no frame, so that it reads well and is easily cut by other programs.</summary>
sealed class TextTable
{
    readonly Table table = new Table().Border(TableBorder.None);

    public TextTable(params ReadOnlySpan<string> headers)
    {
        foreach (string header in headers) table.AddColumn(new TableColumn(new Text(header)).NoWrap().PadLeft(0).PadRight(2));
    }

    public void Add(params IEnumerable<string> cells) => table.AddRow(cells.Select(cell => new Text(cell)));

    public void Write(TextWriter to)
    {
        using var drawn = new StringWriter { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(drawn),
        });
        console.Profile.Width = 100_000;             // lines are never broken
        console.Write(table);
        foreach (string line in drawn.ToString().TrimEnd('\n').Split('\n')) to.WriteLine(line.TrimEnd());
    }
}
