using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using GateDsl.Ir;
using GateDsl.Numerics;

namespace GateDsl.Compiler.Lower;

/// <summary>
/// Functions that begin with the same exponential compute it once: sigmoid x and sigmoid (-x), which derivatives bring together, and softplus, whose derivative is a sigmoid.
/// All begin with e^-|x|, and the rest is what the function itself does, so the bits are the same.
/// </summary>
static class Sharing
{
    // Operations that only compiled code has.
    const Op Decay = (Op)200, SigmoidRest = (Op)201, SoftplusRest = (Op)202;

    static readonly MethodInfo decay = ((Func<double, double>)DecayOf).Method, sigmoidRest = ((Func<double, double, double>)ScalarMath.Sigmoid).Method,
        softplusRest = ((Func<double, double, double>)ScalarMath.Softplus).Method,
        laneDecay = Method(typeof(Sigmoid), "Decay", 1), laneSigmoid = Method(typeof(Sigmoid), "Of", 2), laneSoftplus = Method(typeof(Softplus), "Of", 2);

    /// <summary>The circuit with shared exponentials as nodes.</summary>
    public static Circuit Of(Circuit circuit)
    {
        var sharers = new Dictionary<int, int>();
        for (int i = 0; i < circuit.Nodes.Length; i++)
        {
            if (Shares(circuit.Nodes[i].Op)) sharers[SizeOf(circuit, i)] = sharers.GetValueOrDefault(SizeOf(circuit, i)) + 1;
        }
        if (sharers.Values.All(count => count < 2)) return circuit;

        var nodes = ImmutableArray.CreateBuilder<Node>();
        var kinds = ImmutableArray.CreateBuilder<Kind>();
        var map = new int[circuit.Nodes.Length];
        var decays = new Dictionary<int, int>();
        for (int i = 0; i < map.Length; i++)
        {
            Node node = circuit.Nodes[i].Through(map);
            if (Shares(node.Op) && SizeOf(circuit, i) is var of && sharers[of] > 1)
            {
                if (!decays.TryGetValue(of, out int shared)) decays.Add(of, shared = Add(new(Decay, map[of]), Kind.Float));
                node = new(node.Op == Op.Sigmoid ? SigmoidRest : SoftplusRest, node.A, shared);
            }
            map[i] = Add(node, circuit.Kinds[i]);
        }
        return circuit with { Nodes = nodes.ToImmutable(), Kinds = kinds.ToImmutable(), Outputs = [.. circuit.Outputs.Select(output => map[output])] };

        int Add(Node node, Kind kind)
        {
            nodes.Add(node);
            kinds.Add(kind);
            return nodes.Count - 1;
        }
    }

    /// <summary>The expression of a node that only this pass makes; null for others.</summary>
    /// <param name="node">The node.</param>
    /// <param name="lane">The lane type; null: numbers by <see cref="ScalarMath"/>.</param>
    /// <param name="a">Its first argument.</param>
    /// <param name="b">Its second argument.</param>
    public static Expression? Call(Node node, Type? lane, Expression a, Expression b) => Lane(node.Op) is not { } form ? null
        : lane is not null ? (node.Op == Decay ? LaneCall.Of(form, lane, a) : LaneCall.Of(form, lane, a, b))
        : node.Op == Decay ? Expression.Call(decay, a) : Expression.Call(node.Op == SigmoidRest ? sigmoidRest : softplusRest, a, b);

    /// <summary>The function over lanes of an operation that only this pass makes; null for others.</summary>
    public static MethodInfo? Lane(Op op) => op switch { Decay => laneDecay, SigmoidRest => laneSigmoid, SoftplusRest => laneSoftplus, _ => null };

    public static int? Weight(Op op) => op switch { Decay => 18, SigmoidRest => 6, SoftplusRest => 18, _ => null };

    static bool Shares(Op op) => op is Op.Sigmoid or Op.Softplus;

    /// <summary>The node whose absolute value the exponential is of: the argument, or what it negates.</summary>
    static int SizeOf(Circuit circuit, int function)
    {
        int argument = circuit.Nodes[function].A;
        return circuit.Nodes[argument].Op == Op.Negate ? circuit.Nodes[argument].A : argument;
    }

    static MethodInfo Method([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods)] Type functions, string name, int lanes) => functions.GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Single(m => m.Name == name && m.IsGenericMethodDefinition && m.GetParameters().Length == lanes);

    static double DecayOf(double x) => Math.Exp(-Math.Abs(x));
}
