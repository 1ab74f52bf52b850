using System.Diagnostics.CodeAnalysis;

namespace GateDsl.Tools;

/// <summary>The one canonical layout of gate files: what <c>gate fmt</c> writes. Comments are kept; formatting a formatted text changes nothing.</summary>
public static class Formatter
{
    /// <summary>A source in its canonical layout.</summary>
    /// <exception cref="GateException">It cannot be read.</exception>
    public static string Format(Source source, Limits? limits = null) =>
        TryFormat(source, limits, out string? text, out IReadOnlyList<Diagnostic> diagnostics) ? text : throw new GateException(diagnostics);

    /// <summary>A source in its canonical layout, for hosts that expect errors.</summary>
    /// <param name="source">The text. Names and types in it are not looked at.</param>
    /// <param name="limits">The limits on its length and nesting.</param>
    /// <param name="text">The text in its canonical layout, if it can be read.</param>
    /// <param name="diagnostics">Why it cannot.</param>
    /// <returns>Whether it can be read.</returns>
    public static bool TryFormat(Source source, Limits? limits, [NotNullWhen(true)] out string? text, out IReadOnlyList<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(source);
        var bag = new Bag();
        text = Printing.Formatter.Format(source, limits ?? new(), bag);
        diagnostics = bag.All;
        return text is not null;
    }
}
