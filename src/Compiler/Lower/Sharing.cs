using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
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
        laneDecay = Method(nameof(LaneDecay)), laneSigmoid = Method(nameof(LaneSigmoid)), laneSoftplus = Method(nameof(LaneSoftplus));

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
            Node node = circuit.Nodes[i];
            node = node.On(node.A < 0 ? -1 : map[node.A], node.B < 0 ? -1 : map[node.B], node.C < 0 ? -1 : map[node.C]);
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
    public static Expression? Call(Node node, Type? lane, Expression a, Expression b) => (node.Op, lane) switch
    {
        (Decay, null) => Expression.Call(decay, a),
        (SigmoidRest, null) => Expression.Call(sigmoidRest, a, b),
        (SoftplusRest, null) => Expression.Call(softplusRest, a, b),
        (Decay, { } type) => LaneCall.Of(laneDecay, type, a),
        (SigmoidRest, { } type) => LaneCall.Of(laneSigmoid, type, a, b),
        (SoftplusRest, { } type) => LaneCall.Of(laneSoftplus, type, a, b),
        _ => null,
    };

    public static int? Weight(Op op) => op switch { Decay => 18, SigmoidRest => 6, SoftplusRest => 18, _ => null };

    static bool Shares(Op op) => op is Op.Sigmoid or Op.Softplus;

    /// <summary>The node whose absolute value the exponential is of: the argument, or what it negates.</summary>
    static int SizeOf(Circuit circuit, int function)
    {
        int argument = circuit.Nodes[function].A;
        return circuit.Nodes[argument].Op == Op.Negate ? circuit.Nodes[argument].A : argument;
    }

    static MethodInfo Method(string name) => typeof(Sharing).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;

    static double DecayOf(double x) => Math.Exp(-Math.Abs(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T LaneDecay<T>(T x) where T : struct, ILane<T> => Sigmoid.Decay(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T LaneSigmoid<T>(T x, T e) where T : struct, ILane<T> => Sigmoid.Of(x, e);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static T LaneSoftplus<T>(T x, T e) where T : struct, ILane<T> => Softplus.Of(x, e);
}
