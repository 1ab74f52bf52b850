using System.Collections.Immutable;
using GateDsl.Ir;
using GateDsl.Primitives;
using GateDsl.Syntax;

namespace GateDsl.Types;

/// <summary>The functions of the host as names in a scope around that of a file.</summary>
static class HostScope
{
    static readonly Source source = new("host functions", "");

    public static Scope Of(ImmutableArray<HostFunction> functions)
    {
        if (functions.IsEmpty) return new(null);
        var scope = new Scope(null);
        for (int i = 0; i < functions.Length; i++)
        {
            if (functions[i].IsNamed) scope.Add(Symbol(functions[i], i));
        }
        return scope;
    }

    /// <summary>The type of a parameter.</summary>
    public static GateType TypeOf(HostFunction function, int parameter) => function.IsTruth(parameter) ? GateType.Bool : GateType.Float;

    public static bool IsOfTheLanguage(string name) => Builtins.Find(name) is not null;

    static Symbol Symbol(HostFunction function, int number)
    {
        var (inferred, type) = (Ty.Float, GateType.Float);
        for (int i = function.Arity - 1; i >= 0; i--) (inferred, type) = (Ty.Function(function.IsTruth(i) ? Ty.Bool : Ty.Float, inferred), new GateType.Function(TypeOf(function, i), type));
        return new(function.Name, default, source)
        {
            Type = type,
            Inferred = inferred,
            Names = [.. function.Parameters.Select(name => new NamePattern(new Identifier(name, default)))],
            Definition = new HostUse(number, function.Arity, type, default),
        };
    }
}
