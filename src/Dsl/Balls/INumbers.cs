using GateDsl.Ir;

namespace GateDsl.Balls;

/// <summary>
/// A kind of number that circuits can be computed in. Truth values are numbers of it too, so that they may have a third answer: not decided.
/// </summary>
/// <typeparam name="T">The number: a ball, a vector of balls, an interval.</typeparam>
interface INumbers<T>
{
    /// <summary>A double, taken exactly.</summary>
    T Number(double value);

    /// <summary>A truth value.</summary>
    T Truth(bool value);

    /// <summary>A real number that no double is.</summary>
    T Real(RealNumber value);

    /// <summary>The one or the other; where the condition is not decided, what contains both.</summary>
    T Select(T condition, T whenTrue, T whenFalse);

    /// <summary>Any other operation but a call of the host.</summary>
    /// <param name="op">Which.</param>
    /// <param name="bits">See <see cref="Op"/>.</param>
    /// <param name="x">Its arguments; those that it does not have are the default.</param>
    T Apply(Op op, long bits, T x, T y, T z);
}

/// <summary>The interpreter in numbers of any kind: one loop over the nodes.</summary>
static class Interpreter<T>
{
    /// <summary>Computes the value of every node that is wanted.</summary>
    /// <param name="circuit">What to run; without calls of the host.</param>
    /// <param name="numbers">The kind of number.</param>
    /// <param name="inputs">One number per input.</param>
    /// <param name="values">Receives one number per node.</param>
    /// <param name="wanted">Which nodes are needed; empty: all.</param>
    /// <param name="improve">What is known of a node's value from elsewhere; null: nothing.</param>
    public static void Fill<TNumbers>(Circuit circuit, TNumbers numbers, ReadOnlySpan<T> inputs, Span<T> values, ReadOnlySpan<bool> wanted = default, Func<int, T, T>? improve = null)
        where TNumbers : INumbers<T>
    {
        ReadOnlySpan<Node> nodes = circuit.Nodes.AsSpan();
        for (int i = 0; i < nodes.Length; i++)
        {
            if (wanted.Length > 0 && !wanted[i]) continue;
            ref readonly Node node = ref nodes[i];
            values[i] = node.Op switch
            {
                Op.Number => numbers.Number(node.Number),
                Op.Truth => numbers.Truth(node.Bits != 0),
                Op.Real => numbers.Real(circuit.Reals[(int)node.Bits]),
                Op.Input => inputs[(int)node.Bits],
                Op.Select => numbers.Select(values[node.A], values[node.B], values[node.C]),
                _ => numbers.Apply(node.Op, node.Bits, values[node.A], node.B < 0 ? default! : values[node.B], node.C < 0 ? default! : values[node.C]),
            };
            if (improve is not null) values[i] = improve(i, values[i]);
        }
    }
}
