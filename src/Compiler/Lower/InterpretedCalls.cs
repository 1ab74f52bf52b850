using System.Linq.Expressions;
using GateDsl.Ir;

namespace GateDsl.Compiler.Lower;

/// <summary>
/// Delegates of some doubles to a double where no code can be generated: the interpreter of circuits behind methods that are there already. Without them the framework's interpreter
/// of trees would stand in between, which boxes every number.
/// </summary>
sealed class InterpretedCalls(Circuit circuit)
{
    /// <summary>The delegate of a call, if it is of the common shape; else null.</summary>
    public static Delegate? Of(CallShape call)
    {
        Circuit circuit = call.Circuit;
        bool isPlain = circuit.Outputs.Length == 1 && circuit.Kinds[circuit.Outputs[0]] == Kind.Float && call.Inputs.All(input => input is ParameterExpression && input.Type == typeof(double));
        if (!isPlain || call.ReturnType != typeof(double)) return null;
        var code = new InterpretedCalls(circuit);
        Type type = call.Delegate;
        return type == typeof(Func<double>) ? new Func<double>(() => code.Run([]))
            : type == typeof(Func<double, double>) ? new Func<double, double>(a => code.Run([a]))
            : type == typeof(Func<double, double, double>) ? new Func<double, double, double>((a, b) => code.Run([a, b]))
            : type == typeof(Func<double, double, double, double>) ? new Func<double, double, double, double>((a, b, c) => code.Run([a, b, c]))
            : type == typeof(Func<double, double, double, double, double>) ? new Func<double, double, double, double, double>((a, b, c, d) => code.Run([a, b, c, d]))
            : type == typeof(Func<double, double, double, double, double, double>)
                ? new Func<double, double, double, double, double, double>((a, b, c, d, e) => code.Run([a, b, c, d, e]))
            : type == typeof(Func<double, double, double, double, double, double, double>)
                ? new Func<double, double, double, double, double, double, double>((a, b, c, d, e, f) => code.Run([a, b, c, d, e, f]))
            : null;
    }

    double Run(ReadOnlySpan<double> inputs)
    {
        double result = 0;
        Interpreter.Run(circuit, inputs, new Span<double>(ref result));
        return result;
    }
}
