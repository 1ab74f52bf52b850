using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GateDsl.Cli.Output;

/// <summary>
/// Results as JSON, one object a line. Numbers are written in the shortest form that reads back the same;
/// NaN and the infinities, which JSON has no numbers for, are the strings "nan", "infinity", "-infinity".
/// </summary>
static class Json
{
    public static Option<bool> Option() => new("--json") { Description = "one JSON object per result" };

    /// <summary>An object of properties, whose values are strings, doubles, ints, truth values, gate values, or arrays or objects (already written) of such.</summary>
    public static string Object(params IEnumerable<(string Name, object? Value)> properties) =>
        $"{{{string.Join(',', properties.Select(property => $"{Text(property.Name)}:{Value(property.Value)}"))}}}";

    /// <summary>A piece of JSON that is written already.</summary>
    public readonly record struct Written(string Text);

    static string Value(object? value) => value switch
    {
        null => "null",
        Written written => written.Text,
        string text => Text(text),
        bool truth => truth ? "true" : "false",
        int number => Numbers.Text(number),
        double number => Number(number),
        GateValue.Number number => Number(number.Value),
        GateValue.Truth truth => truth.Value ? "true" : "false",
        GateValue.Tuple tuple => $"[{string.Join(',', tuple.Items.Select(Value))}]",
        GateValue.Array array => $"[{string.Join(',', array.Items.Select(Value))}]",
        GateValue other => Text(other.ToString()),
        _ => throw new ArgumentException($"no JSON for {value.GetType().Name}"),
    };

    static string Number(double number)
    {
        string text = Numbers.Text(number);
        return double.IsFinite(number) ? text : Text(text);
    }

    static string Text(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
