using System.Globalization;
using GateDsl.Cli.Output;

namespace GateDsl.Cli.Commands;

/// <summary>Numbers with a certificate: <c>gate eval … --digits N</c> and <c>--certified</c> without a table.</summary>
static class CertifiedRun
{
    /// <summary>The value of an expression in the scope of a file.</summary>
    public static int Expression(Host host, GateModule module, string text, bool json, CertifyRequest asked)
    {
        ModuleItem item = module.Expression(new Source("expression", text));
        Gate? gate = item.ToGate();
        if (gate is null || gate.Inputs.Count > 0) throw new Wrong($"'{text}' is a gate{(gate is null ? "" : $" ({gate.Type})")}: give it its arguments, as in \"{text} 1\"");
        if (HasColumns(gate.ResultType)) throw new Wrong("an array of tuples is certified column by column: take it apart with Array.unzip");
        Certified[] results = gate.CertifyAll([], asked.SearchedDigits, asked.Limits);
        return Print(host, gate, text, results, gradient: false, json, asked, HasArrays(gate.ResultType) ? item.Evaluate() : null);
    }

    /// <summary>Prints the value and, on lines of their own, the partial derivatives.</summary>
    public static int Print(Host host, Gate gate, string text, Certified[] results, bool gradient, bool json, CertifyRequest asked, GateValue? shape = null)
    {
        int next = 0;
        if (json)
        {
            List<(string, object?)> properties = [("source", text), ("value", new Json.Written(JsonOf(gate.ResultType, shape, results, ref next, asked)))];
            if (gradient) properties.Add(("gradient", new Json.Written(Json.Object(Partials(gate, results).Select(partial => (partial.Name, (object?)new Json.Written(JsonOf(partial.Value, asked))))))));
            host.Out.WriteLine(Json.Object(properties));
        }
        else
        {
            host.Out.WriteLine(TextOf(gate.ResultType, shape, results, ref next, asked));
            foreach (var (name, value) in gradient ? Partials(gate, results) : []) host.Out.WriteLine($"formula'{name} = {TextOf(value, asked)}");
        }
        Certified[] open = [.. results.Where(result => !IsCertain(result, asked))];
        if (open.Length > 0) host.Error.WriteLine(Explained(open, results.Length, asked));
        return open.Length == 0 ? Exit.Well : Exit.DoesNotHold;
    }

    static IEnumerable<(string Name, Certified Value)> Partials(Gate gate, Certified[] results) =>
        gate.Partials.Select((name, i) => (name, results[1 + i]));

    static bool IsCertain(Certified result, CertifyRequest asked) => asked.Digits == 0 ? result.IsDecided : result.HasDigits(asked.Digits);

    static bool HasArrays(GateType type) => type is GateType.Array || (type is GateType.Tuple tuple && tuple.Items.Any(HasArrays));

    static bool HasColumns(GateType type) => type switch
    {
        GateType.Tuple tuple => tuple.Items.Any(HasColumns),
        GateType.Array { Element: GateType.Tuple } => true,
        GateType.Array array => HasColumns(array.Element),
        _ => false,
    };

    // shape: of what has arrays, the value in doubles, for its lengths
    static string TextOf(GateType type, GateValue? shape, Certified[] results, ref int next, CertifyRequest asked)
    {
        if (type is GateType.Tuple or GateType.Array)
        {
            var items = new List<string>();
            foreach (var (item, inner) in Items(type, shape)) items.Add(TextOf(item, inner, results, ref next, asked));
            return type is GateType.Array ? $"[|{string.Join("; ", items)}|]" : $"({string.Join(", ", items)})";
        }
        Certified result = results[next++];
        return type == GateType.Bool && result.IsDecided ? result.Value != 0 ? "true" : "false" : TextOf(result, asked);
    }

    static string TextOf(Certified result, CertifyRequest asked) =>
        asked.Digits == 0 ? result.ToString()
            : result.ToExactString(asked.Digits) is { } exact ? $"exactly {exact}"
            : result.ToString(asked.Digits);

    static IEnumerable<(GateType Type, GateValue? Shape)> Items(GateType type, GateValue? shape) => type is GateType.Tuple tuple
        ? tuple.Items.Select((item, i) => (item, (shape as GateValue.Tuple)?.Items[i]))
        : ((GateValue.Array)shape!).Items.Select(item => (((GateType.Array)type).Element, (GateValue?)item));

    static string JsonOf(GateType type, GateValue? shape, Certified[] results, ref int next, CertifyRequest asked)
    {
        if (type is GateType.Tuple or GateType.Array)
        {
            var items = new List<string>();
            foreach (var (item, inner) in Items(type, shape)) items.Add(JsonOf(item, inner, results, ref next, asked));
            return $"[{string.Join(',', items)}]";
        }
        Certified result = results[next++];
        return type == GateType.Bool && result.IsDecided ? result.Value != 0 ? "true" : "false" : JsonOf(result, asked);
    }

    static string JsonOf(Certified result, CertifyRequest asked) => Json.Object(
        ("value", IsCertain(result, asked) ? asked.Digits == 0 ? result.Value : result.ToString(asked.Digits) : null), ("certain", IsCertain(result, asked)), ("exact", result.IsExact),
        ("lower", result.Lower), ("upper", result.Upper), ("bits", result.Bits));

    // What ended the search.
    static string Explained(Certified[] open, int of, CertifyRequest asked)
    {
        string which = of == 1 ? "not decided" : $"{open.Length.ToString(CultureInfo.InvariantCulture)} of {of.ToString(CultureInfo.InvariantCulture)} numbers not decided";
        string bits = open.Max(result => result.Bits).ToString("N0", CultureInfo.InvariantCulture);
        string end = open.Any(result => result.IsOutOfTime) ? $"the limit of {asked.Limits.Time.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds was reached (--seconds), with {bits} bits" : $"with {bits} bits (--bits)";
        return $"{which}: {end}{(open.All(result => result.Certainty == Certainty.Faithful) && asked.Digits == 0 ? "; what is shown is within one unit in the last place" : "")}";
    }
}
