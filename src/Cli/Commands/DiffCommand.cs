using System.CommandLine;

namespace GateDsl.Cli.Commands;

/// <summary><c>gate diff FILE NAME</c>: derivatives as gate source.</summary>
static class DiffCommand
{
    public const string Example = """
          gate diff examples/seed.gate sum_square
          gate diff examples/seed.gate sum_square --wrt x --order 2
        """;

    public static Func<ParseResult, int> Declare(Host host, Command command)
    {
        Argument<string> file = SourceFiles.FileArgument(), name = SourceFiles.NameArgument();
        var wrt = new Option<string?>("--wrt") { Description = "the parameters to differentiate in; all of them unless given", HelpName = "p,q,…" };
        var order = new Option<int>("--order") { Description = "1 for first derivatives, 2 for second ones, …", DefaultValueFactory = _ => 1, HelpName = "n" };
        command.Add(file);
        command.Add(name);
        command.Add(wrt);
        command.Add(order);
        SourceFiles files = SourceFiles.Declare(host, command);
        return parsed =>
        {
            int n = parsed.GetValue(order);
            if (n is < 1 or > 16) throw new Wrong("--order is a whole number from 1 to 16");
            GateModule module = files.Load(parsed, parsed.GetValue(file)!);
            Gate gate = SourceFiles.Find(module, parsed.GetValue(name)!);
            string[] parameters = Parameters(gate, parsed.GetValue(wrt));
            string between = "";
            foreach (Gate derivative in Derivatives(gate, parameters, n))
            {
                host.Out.Write(between);
                host.Out.WriteLine(derivative.ToSource().TrimEnd());
                between = "\n";
            }
            return Exit.Well;
        };
    }

    static string[] Parameters(Gate gate, string? wrt)
    {
        if (wrt is not null) return [.. wrt.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).SelectMany(name => Items(gate, name))];
        GateType variable = gate.ResultType == GateType.Bool ? GateType.Bool : GateType.Float;
        string[] all = [.. gate.Inputs.Where(input => Bottom(input.Type) == variable && (variable == GateType.Float || input.Type == variable)).Select(input => input.Name)];
        return all.Length > 0 ? all : throw new Wrong($"there is nothing to differentiate in: {gate.Signature}");
    }

    // A parameter that is a tuple, or an array of such, is its items.
    static IEnumerable<string> Items(Gate gate, string name)
    {
        int first = 0;
        foreach (GateParameter parameter in gate.Parameters)
        {
            int count = Count(parameter.Type);
            if (parameter.Name == name && count > 1) return gate.Inputs.Skip(first).Take(count).Where(input => Bottom(input.Type) == GateType.Float).Select(input => input.Name);
            first += count;
        }
        return [name];
    }

    static int Count(GateType type) => Bottom(type) is GateType.Tuple tuple ? tuple.Items.Sum(Count) : 1;

    // What stands in an array, of arrays too
    static GateType Bottom(GateType type)
    {
        while (type is GateType.Array array) type = array.Element;
        return type;
    }

    // Of the mixed derivatives, which do not depend on the order of their parameters, one each.
    static IEnumerable<Gate> Derivatives(Gate gate, string[] parameters, int order)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            Gate derivative = Derivative(gate, parameters[i]);
            if (order == 1) yield return derivative;
            else
            {
                foreach (Gate higher in Derivatives(derivative, parameters[i..], order - 1)) yield return higher;
            }
        }
    }

    static Gate Derivative(Gate gate, string parameter)
    {
        try
        {
            return gate.Derivative(parameter);
        }
        catch (ArgumentException wrong)
        {
            throw new Wrong(SourceFiles.Sentence(wrong));
        }
    }
}
