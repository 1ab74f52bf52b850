using GateDsl.Ir;
using GateDsl.Simplification;
using GateDsl.Tracing;
using Xunit;

namespace GateDsl.Dsl.Tests.Simplify;

/// <summary>Where two terms of every power series say that nothing loses digits near 0, ten say so too.</summary>
public sealed class LeadingTermsTests
{
    static readonly string[] functions =
    [
        "sin", "cos", "tan", "exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sqrt", "cbrt", "sinh", "cosh", "tanh", "asin", "acos", "atan", "asinh", "atanh", "sigmoid", "softplus",
        "erf", "erfc", "normcdf", "normpdf", "abs", "lgamma",
    ];

    static readonly string[] constants = ["1.0", "2.0", "0.5", "3.0", "pi", "(pi / 2.0)", "0.0", "(1.0 / 3.0)", "1e-3", "e"];

    [Fact]
    public void Leading_terms_overlook_nothing()
    {
        int sure = 0, lost = 0;
        for (int seed = 0; seed < (Repository.Long ? 100_000 : 3_000); seed++)
        {
            string formula = new Maker(seed).Expression(1 + seed % 5);
            var gate = Gate.FromFormula(formula, ["x: float", "y: float"]);
            Graph graph = Traced.Of(gate.Typed, GateOptions.Default, Budget.Unlimited).Trace.Graph;
            Expander two = new(graph, Monomial.Of(0), 0, 2), ten = new(graph, Monomial.Of(0), 0, 10);
            bool saysNothing = true, nothing = true;
            for (int i = 0; i < graph.Count && saysNothing; i++)
            {
                if (graph[i].Arity == 0 && i > 0) continue;
                saysNothing = two.Expand(i).Loss == 0 && !two.IsUnsure;
                nothing &= ten.Expand(i).Loss == 0;
                Assert.True(!saysNothing || nothing, $"{formula}: node {i} of {graph[i].Op} loses digits");
            }
            if (saysNothing) sure++;
            else lost++;
        }
        Assert.True(sure > 500 && lost > 500, $"{sure} and {lost}: both kinds are there");
    }

    sealed class Maker(int seed)
    {
        readonly Random random = new(seed);

        public string Expression(int depth)
        {
            if (depth == 0) return random.Next(3) switch { 0 => Any(constants), 1 => "y", _ => "x" };
            return random.Next(9) switch
            {
                0 => $"({Expression(depth - 1)} + {Expression(depth - 1)})",
                1 or 2 => $"({Expression(depth - 1)} - {Expression(depth - 1)})",
                3 => $"({Expression(depth - 1)} * {Expression(depth - 1)})",
                4 => $"({Expression(depth - 1)} / {Expression(depth - 1)})",
                5 => $"({Expression(depth - 1)} ** {Any(["2.0", "3.0", "(-1.0)", "0.5", "1.5"])})",
                6 => $"({Any(["hypot", "atan2", "max"])} {Expression(depth - 1)} {Expression(depth - 1)})",
                _ => $"({Any(functions)} {Expression(depth - 1)})",
            };
        }

        string Any(string[] choices) => choices[random.Next(choices.Length)];
    }
}
