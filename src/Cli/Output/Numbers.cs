namespace GateDsl.Cli.Output;

/// <summary>Numbers as the language writes them: the shortest form that reads back the same.</summary>
static class Numbers
{
    public static string Text(double number) => new GateValue.Number(number).ToString();
}
