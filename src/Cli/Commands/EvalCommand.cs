using System.CommandLine;
using GateDsl.Cli.Data;
using GateDsl.Cli.Output;

namespace GateDsl.Cli.Commands;

/// <summary><c>gate eval</c>: an expression in the scope of a file, a bare formula, or a gate over the rows of a table.</summary>
static class EvalCommand
{
    public const string Example = """
          gate eval examples/seed.gate "sum_square'x 5 (-6)"
          gate eval -e "a * x + b" x=2 a=3 b=1 --grad
          gate eval -e "exp (pi * sqrt 163)" --digits 40 --real
          gate eval examples/polynomial.gate value coefficients="[| 2; -3; 0; 1 |]" x=2 --grad
          gate eval examples/pricing.gate call_price --data examples/options.csv --grad -o greeks.csv
        """;

    public static Func<ParseResult, int> Declare(Host host, Command command)
    {
        var words = new Argument<string[]>("FILE EXPR | NAME=VALUE")
        {
            Description = "a gate file and an expression in its scope, or the name of a gate and its arguments (with --data: only the name); with -e the values of the formula's names. An array may come from a file: xs=@file.csv",
            Arity = ArgumentArity.ZeroOrMore,
            CustomParser = result => [.. result.Tokens.Select(token => token.Value)],       // the library's own finds out by reflection that strings are strings
        };
        var formula = new Option<string?>("-e", "--formula") { Description = "a bare formula instead of a file", HelpName = "FORMULA" };
        var data = new Option<string?>("--data") { Description = "a CSV file with a header: its columns bind to the gate's parameters by name", HelpName = "FILE.csv" };
        var grad = new Option<bool>("--grad") { Description = "also the partial derivatives" };
        var hessian = new Option<bool>("--hessian") { Description = "also the first and second partial derivatives (with --data)" };
        var output = new Option<string?>("-o", "--output") { Description = "where the rows go; standard output unless given", HelpName = "FILE.csv" };
        var onError = new Option<string?>("--on-error") { Description = "what a row that cannot be read does: stop, as it does by default, skip, or nan (its results are nan)", HelpName = "stop|skip|nan" };
        Option<bool> json = Json.Option();
        foreach (Option option in (Option[])[formula, data, grad, hessian, output, onError, json]) command.Add(option);
        CertifyOptions certify = CertifyOptions.Declare(command);
        command.Add(words);
        SourceFiles files = SourceFiles.Declare(host, command);

        return parsed =>
        {
            string[] given = parsed.GetValue(words)!;
            string? bare = parsed.GetValue(formula), table = parsed.GetValue(data);
            bool partials = parsed.GetValue(grad), second = parsed.GetValue(hessian), asJson = parsed.GetValue(json);
            RefuseUnknownOptions(given, parsed, command);
            if (second && table is null) throw new Wrong("--hessian goes with --data");
            if (table is null && parsed.GetValue(output) is not null) throw new Wrong("-o goes with --data");
            if (table is not null)
            {
                if (table == "-" && bare is null && given is ["-", ..]) throw new Wrong("only one of the file and the table can be standard input");
                certify.RefuseForTables(parsed);
                if (asJson) throw new Wrong("--json does not go with --data: the result is a table");
                CertifyRequest? certain = certify.Read(parsed);
                GateOptions options = files.Options(parsed) with { RealLiterals = certain is { Real: true } };
                Gate gate = bare is null ? GateOf(files.Load(parsed, Word(given, 0, "FILE"), options), given) : FormulaOf(host, bare, given, options);
                Wanted wanted = second ? Wanted.Hessian : partials ? Wanted.Gradient : Wanted.Value;
                return TableRun.Run(host, gate, new(table, parsed.GetValue(output), wanted, BadRowOf(parsed.GetValue(onError)), certain));
            }
            if (certify.Read(parsed) is { } asked)
            {
                GateOptions real = files.Options(parsed) with { RealLiterals = asked.Real };
                return bare is not null ? FormulaRun.Certify(host, bare, given, partials, asJson, real, asked)
                    : partials ? throw new Wrong("--grad goes with arguments by name, with --data or with -e; in an expression the partial derivative of f in x is f'x")
                    : CertifiedRun.Expression(host, files.Load(parsed, Word(given, 0, "FILE"), real), Text(given), asJson, asked);
            }
            if (bare is not null) return FormulaRun.Run(host, bare, given, partials, asJson, files.Options(parsed));
            if (given.Length > 2 && given[2..].All(word => word.Contains('='))) return NamedRun.Run(host, files.Load(parsed, given[0]), given[1], given[2..], partials, asJson);
            if (partials) throw new Wrong("--grad goes with arguments by name, with --data or with -e; in an expression the partial derivative of f in x is f'x");
            return Expression(host, files.Load(parsed, Word(given, 0, "FILE")), given, asJson);
        };
    }

    static int Expression(Host host, GateModule module, string[] given, bool json)
    {
        string text = Text(given);
        GateValue value = module.Expression(new Source("expression", text)).Evaluate();
        if (value is GateValue.Function function) throw new Wrong($"'{text}' is a gate ({function.Type}): give it its arguments, as in \"{text} 1\"");
        host.Out.WriteLine(json ? Json.Object(("source", text), ("value", value)) : Shown.Of(value, host));
        return Exit.Well;
    }

    static string Text(string[] given)
    {
        string text = Word(given, 1, "an expression");
        return given.Length == 2 ? text : throw new Wrong($"'{given[2]}' is one word too many: an expression with blanks is put in quotes");
    }

    static BadRow BadRowOf(string? word) => word switch
    {
        null or "stop" => BadRow.Stop,
        "skip" => BadRow.Skip,
        "nan" => BadRow.Nan,
        _ => throw new Wrong($"--on-error is stop, skip or nan, not '{word}'"),
    };

    static Gate GateOf(GateModule module, string[] given)
    {
        string name = Word(given, 1, "the name of a gate");
        if (given.Length > 2) throw new Wrong($"'{given[2]}' is one word too many");
        return SourceFiles.Find(module, name);
    }

    static Gate FormulaOf(Host host, string formula, string[] given, GateOptions options)
    {
        if (given.Length > 0) throw new Wrong($"'{given[0]}' is one word too many: with --data the values come from the columns");
        Formula parsed = Formula.Parse(formula, options);
        Messages.Write(host, parsed.Warnings);
        return parsed.ToGate();
    }

    static string Word(string[] given, int position, string what) =>
        position < given.Length ? given[position] : throw new Wrong($"{what} is missing; 'gate eval --help' shows how it is used");

    // An expression may start with a minus, so the parser takes --gard for one.
    static void RefuseUnknownOptions(string[] given, ParseResult parsed, Command command)
    {
        if (parsed.Tokens.Any(token => token.Value == "--")) return;
        foreach (string word in given)
        {
            if (word.Length < 4 || !word.StartsWith("--", StringComparison.Ordinal) || !word[2..].All(c => char.IsAsciiLetterLower(c) || c == '-')) continue;
            string? similar = Similar.To(word, command.Options.Select(option => option.Name));
            throw new Wrong($"there is no option '{word}'{(similar is null ? "" : $"; did you mean '{similar}'?")}");
        }
    }
}
