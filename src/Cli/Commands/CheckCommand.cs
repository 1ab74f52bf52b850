using System.CommandLine;
using System.Globalization;
using GateDsl.Cli.Output;
using GateDsl.Tools;

namespace GateDsl.Cli.Commands;

/// <summary><c>gate check FILE [NAME…]</c>: types, and every partial derivative against numeric ones.</summary>
static class CheckCommand
{
    public const string Example = """
          gate check examples/pricing.gate
          gate check examples/seed.gate sum_square sigmoid_gate --seed 7
          gate check examples/pricing.gate --accuracy
        """;

    public static Func<ParseResult, int> Declare(Host host, Command command)
    {
        Argument<string> file = SourceFiles.FileArgument();
        var names = new Argument<string[]>("NAME") { Description = "the gates to check; all of the file unless given", Arity = ArgumentArity.ZeroOrMore };
        var seed = new Option<int>("--seed") { Description = "chooses the sampled points", DefaultValueFactory = _ => 1, HelpName = "n" };
        var accuracy = new Option<bool>("--accuracy") { Description = "the digits that the value and each partial derivative lose, against certified numbers" };
        Option<bool> json = Json.Option();
        command.Add(file);
        command.Add(names);
        command.Add(seed);
        command.Add(accuracy);
        command.Add(json);
        SourceFiles files = SourceFiles.Declare(host, command);
        return parsed =>
        {
            GateModule module = files.Load(parsed, parsed.GetValue(file)!);
            string[] wanted = parsed.GetValue(names)!;
            Gate[] gates = wanted.Length == 0 ? [.. module.Gates] : [.. wanted.Select(name => SourceFiles.Find(module, name))];
            if (parsed.GetValue(accuracy)) return AccuracyRun.Run(host, [.. gates.Where(gate => HasFloats(gate) && !HasArrays(gate))], parsed.GetValue(seed), parsed.GetValue(json));
            return Run(host, gates, parsed.GetValue(seed), parsed.GetValue(json));
        };
    }

    static int Run(Host host, Gate[] gates, int seed, bool json)
    {
        List<Row> rows = [];
        List<string> kinks = [];
        List<(RouteCheck Check, Gate Gate, RouteCheck.Failure Failure)> failures = [];
        foreach (Gate gate in gates.Where(IsDifferentiable))
        {
            RouteCheck routes = RouteCheck.Of(gate, HasArrays(gate) ? [] : Routes.Of(gate), seed);
            failures.AddRange(routes.Failures.Select(failure => (routes, gate, failure)));
            DerivativeCheck result = DerivativeCheck.Of(gate, seed);
            rows.AddRange(result.Partials.Select(partial => new Row(gate, result, partial)));
            foreach (DerivativeCheck.Kink kink in result.Kinks) kinks.Add($"{gate.Name} has a {(kink.IsJump ? "jump" : "kink")} ({kink.Name}) at {Point(gate, result.Inputs, kink.At, shortly: true)}");
        }
        if (json) WriteJson(host, rows, failures);
        else WriteTable(host, gates.Length, rows, kinks, failures);
        return failures.Count == 0 && rows.All(row => row.Partial.Agrees) ? Exit.Well : Exit.DoesNotHold;
    }

    static bool IsDifferentiable(Gate gate) => gate.Partials.Count > 0 && HasFloats(gate);

    static bool HasArrays(Gate gate) => gate.ResultType.ToString().Contains("[]", StringComparison.Ordinal) || gate.Parameters.Any(parameter => parameter.Type.ToString().Contains("[]", StringComparison.Ordinal));

    static bool HasFloats(Gate gate) =>
        Enumerable.Range(0, new ResultLayout(gate).Count).Any(item => !new ResultLayout(gate).IsTruth(item));

    static void WriteTable(Host host, int gates, List<Row> rows, List<string> kinks, List<(RouteCheck Check, Gate Gate, RouteCheck.Failure Failure)> failures)
    {
        if (rows.Count > 0)
        {
            var table = new TextTable("partial", "points", "largest error", "at", "");
            foreach (Row row in rows)
            {
                string error = row.Partial.Compared == 0 ? "" : row.Partial.LargestError.ToString("0.0e0", CultureInfo.InvariantCulture);
                string at = row.Partial.Worst is { } worst ? Point(row.Gate, row.Result.Inputs, worst.At, shortly: row.Partial.Agrees) : "";
                table.Add(row.Name, Whole(row.Partial.Compared), error, at, row.Verdict);
            }
            table.Write(host.Out);
        }
        foreach (string kink in kinks) host.Out.WriteLine(kink);
        foreach (Row row in rows.Where(row => row.Partial.Disagreements > 0))
        {
            DerivativeCheck.Difference worst = row.Partial.Worst!;
            host.Out.WriteLine($"{row.Name} at {Point(row.Gate, row.Result.Inputs, worst.At, shortly: false)}: exact {Numbers.Text(worst.Exact)}, numeric {Numbers.Text(worst.Numeric)} +- {worst.NumericError.ToString("0e0", CultureInfo.InvariantCulture)}");
        }
        foreach ((RouteCheck check, Gate gate, RouteCheck.Failure failure) in failures)
        {
            host.Out.WriteLine($"{failure.Name} at {Point(gate, check.Inputs, failure.At, shortly: false)}: {Numbers.Text(failure.Computed)}, {Right(failure)} ({string.Join(", ", failure.Routes)})");
        }
        host.Out.WriteLine(Summary(gates, rows, failures.Count));
    }

    static string Right(RouteCheck.Failure failure) => failure.Kind switch
    {
        RouteCheck.FailureKind.Kink => $"but {Numbers.Text(failure.Exact)} on both sides: a kink that cancels",
        RouteCheck.FailureKind.Hole => $"but {Numbers.Text(failure.Exact)} on both sides: a hole",
        RouteCheck.FailureKind.Digits => $"not {Numbers.Text(failure.Exact)}: digits are lost that the formula as written keeps",
        _ => $"not {Numbers.Text(failure.Exact)}",
    };

    static string Summary(int gates, List<Row> rows, int failures)
    {
        int wrong = rows.Count(row => row.Partial.Disagreements > 0), open = rows.Count(row => row.Partial.Compared == 0);
        string what = $"{Whole(gates)} gate{(gates == 1 ? "" : "s")}, {Whole(rows.Count)} partial derivative{(rows.Count == 1 ? "" : "s")}";
        if (failures > 0) what += $", {Whole(failures)} WRONG where trouble is";
        return wrong > 0 ? $"{what}: {Whole(wrong)} DISAGREE{(wrong == 1 ? "S" : "")}"
            : open > 0 ? $"{what}: {Whole(open)} could not be checked"
            : failures > 0 ? what
            : rows.Count == 0 ? $"{what}: nothing to compare"
            : $"{what}: agrees";
    }

    static void WriteJson(Host host, List<Row> rows, List<(RouteCheck Check, Gate Gate, RouteCheck.Failure Failure)> failures)
    {
        foreach (Row row in rows)
        {
            DerivativeCheck.Difference? worst = row.Partial.Worst;
            host.Out.WriteLine(Json.Object(
                ("partial", row.Name), ("verdict", row.Verdict), ("points", row.Partial.Compared), ("largest_error", row.Partial.Compared == 0 ? null : row.Partial.LargestError),
                ("at", worst is null ? null : new Json.Written(Json.Object(row.Result.Inputs.Select((input, i) => (input, (object?)worst.At[i]))))),
                ("exact", worst?.Exact), ("numeric", worst?.Numeric)));
        }
        foreach ((RouteCheck check, Gate gate, RouteCheck.Failure failure) in failures)
        {
            host.Out.WriteLine(Json.Object(
                ("number", failure.Name), ("failure", failure.Kind.ToString()), ("routes", string.Join(", ", failure.Routes)),
                ("at", new Json.Written(Json.Object(check.Inputs.Select((input, i) => (input, (object?)failure.At[i]))))), ("computed", failure.Computed), ("exact", failure.Exact)));
        }
    }

    internal static string Point(Gate gate, IReadOnlyList<double> at, bool shortly) => string.Join(", ", gate.Inputs.Select((input, i) => $"{input.Name} = {Text(input.Type, at[i], shortly)}"));

    // Elements of an array stand together: xs = [|1; 2; 3|]; of a matrix one row after the other.
    static string Point(Gate gate, IReadOnlyList<string> inputs, IReadOnlyList<double> at, bool shortly)
    {
        if (inputs.Count == gate.Inputs.Count && !inputs.Any(name => name.Contains(".[", StringComparison.Ordinal))) return Point(gate, at, shortly);
        List<(string Name, List<string> Numbers)> arrays = [];
        for (int i = 0; i < at.Count; i++)
        {
            string name = inputs[i].Split(".[")[0];
            if (arrays.Count == 0 || arrays[^1].Name != name) arrays.Add((name, []));
            arrays[^1].Numbers.Add(shortly ? Shortly(at[i]) : Numbers.Text(at[i]));
        }
        return string.Join(", ", arrays.Select(array => array.Numbers.Count == 1 ? $"{array.Name} = {array.Numbers[0]}" : $"{array.Name} = [|{string.Join("; ", array.Numbers)}|]"));
    }

    static string Text(GateType type, double number, bool shortly) => type == GateType.Bool ? number != 0 ? "true" : "false" : shortly ? Shortly(number) : Numbers.Text(number);

    static string Shortly(double x) => x.ToString("G4", CultureInfo.InvariantCulture).Replace("E+", "e", StringComparison.Ordinal).Replace('E', 'e');

    static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    sealed record Row(Gate Gate, DerivativeCheck Result, DerivativeCheck.Partial Partial)
    {
        public string Name => Partial.Name;

        public string Verdict => Partial.Disagreements > 0 ? "DISAGREES" : Partial.Compared > 0 ? "agrees" : Result.Points == 0 ? "no point found where it is defined" : "no good numeric estimate";
    }
}
