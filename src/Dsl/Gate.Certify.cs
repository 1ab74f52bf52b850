using System.Collections.Immutable;
using GateDsl.Balls;
using GateDsl.Ir;
using GateDsl.Tracing;
using GateDsl.Types;

namespace GateDsl;

public sealed partial class Gate
{
    /// <summary>
    /// Its value with a certificate: the true value of the formula as it is written, of the given doubles taken exactly, in real arithmetic; literals, <c>pi</c> and <c>e</c> are the doubles they are
    /// read as, unless <see cref="GateOptions.RealLiterals"/> is set. Balls of growing precision are computed until the result is certain or a limit is reached.
    /// </summary>
    /// <param name="inputs">One number for each float, int and truth value among the parameters, from left to right; truth values as 1 and 0.</param>
    /// <param name="digits">How many significant digits <see cref="Certified.ToString(int)"/> can show; 17: those of the nearest double.</param>
    /// <param name="limits">Where the search ends; 32,768 bits and ten seconds unless given.</param>
    /// <param name="cancellation">Ends it with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The number of inputs is wrong, or the result is a tuple.</exception>
    /// <exception cref="InvalidOperationException">The gate calls functions of the application, of which only doubles are known; the message names them.</exception>
    public Certified Certify(ReadOnlySpan<double> inputs, int digits = 17, CertifyLimits? limits = null, CancellationToken cancellation = default)
    {
        Circuit circuit = ExactCircuit(Outputs.Value);
        if (circuit.Outputs.Length != 1 || IsOfArrays(ResultType)) throw new ArgumentException($"the result of {Signature} is a tuple; use CertifyAll");
        return Certified(circuit, inputs, digits, limits, cancellation)[0];
    }

    /// <summary>All items of its result, from left to right, with certificates: <see cref="Certify"/> for results that are tuples. Truth values are 1 and 0.</summary>
    /// <inheritdoc cref="Certify" path="/param"/>
    public Certified[] CertifyAll(ReadOnlySpan<double> inputs, int digits = 17, CertifyLimits? limits = null, CancellationToken cancellation = default) =>
        Certified(ExactCircuit(Outputs.Value), inputs, digits, limits, cancellation);

    /// <summary>All numbers of its result of arguments with arrays, with certificates, from left to right, an array element by element (of an array of tuples one column after the other): through loops, which are written out for these arguments.</summary>
    /// <param name="arguments">One value for each of its <see cref="Parameters"/>.</param>
    /// <param name="digits">As in <see cref="Certify"/>.</param>
    /// <param name="limits">As in <see cref="Certify"/>.</param>
    /// <param name="cancellation">As in <see cref="Certify"/>.</param>
    /// <exception cref="ArgumentException">The number of arguments is wrong, or one does not fit its parameter.</exception>
    /// <exception cref="InvalidOperationException">The gate calls functions of the application.</exception>
    /// <exception cref="NotSupportedException">What its loops do depends on numbers that have to be computed first.</exception>
    /// <exception cref="GateException">There are too many steps to be written out.</exception>
    public Certified[] CertifyValues(ReadOnlySpan<GateValue> arguments, int digits = 17, CertifyLimits? limits = null, CancellationToken cancellation = default)
    {
        _ = GateValues.Inputs(this, arguments);               // they fit
        ImmutableArray<Term>.Builder terms = ImmutableArray.CreateBuilder<Term>();
        for (int i = 0; i < arguments.Length; i++) terms.Add(TermOf(arguments[i], ParameterTypes[i]));
        Term term = terms.Count == 0 ? Term : new Apply(Term, terms.ToImmutable(), ResultType, at);
        return new Gate(Name, ResultType, [], term, null, source, at, Options).CertifyAll(ReadOnlySpan<double>.Empty, digits, limits, cancellation);
    }

    Term TermOf(GateValue value, GateType type) => value switch
    {
        GateValue.Array array when type is GateType.Array { Element: var element } => new MakeArray([.. array.Items.Select(item => TermOf(item, element))], type, at),
        GateValue.Tuple tuple when type is GateType.Tuple { Items: var types } => new MakeTuple([.. tuple.Items.Zip(types, TermOf)], type, at),
        GateValue.Truth truth => new Literal(truth.Value ? 1 : 0, null, GateType.Bool, at),
        _ => new Literal(((GateValue.Number)value).Value, null, type is GateType.Variable ? GateType.Float : type, at),
    };

    /// <summary>Its partial derivatives in the float parameters, in order, with certificates; by the chain rule on the formula as written.</summary>
    /// <inheritdoc cref="Certify" path="/param"/>
    /// <exception cref="ArgumentException">The number of inputs is wrong, or the result is not one float.</exception>
    /// <exception cref="InvalidOperationException">The gate calls functions of the application.</exception>
    public Certified[] CertifyGradient(ReadOnlySpan<double> inputs, int digits = 17, CertifyLimits? limits = null, CancellationToken cancellation = default)
    {
        if (ResultType != GateType.Float) throw new ArgumentException($"only a gate whose result is one float has a gradient: {Signature}");
        return Certified(ExactCircuit(Outputs.ValueAndGradient), inputs, digits, limits, cancellation)[1..];
    }

    /// <summary>Everything that <see cref="OutputNames"/> names, with certificates, in one search.</summary>
    /// <param name="inputs">One number for each of <see cref="Inputs"/>; truth values as 1 and 0.</param>
    /// <param name="derivatives">0: the items of the result; 1: also the first partial derivatives; 2: also the second ones.</param>
    /// <param name="decimals">Of each input a decimal, such as <c>0.1</c>, whose nearest double the input is, and that is meant instead; null of one: the double itself.</param>
    /// <param name="digits">As in <see cref="Certify"/>.</param>
    /// <param name="limits">As in <see cref="Certify"/>.</param>
    /// <param name="cancellation">As in <see cref="Certify"/>.</param>
    /// <exception cref="ArgumentException">The number of inputs or decimals is wrong, or a decimal is none.</exception>
    /// <exception cref="InvalidOperationException">The gate calls functions of the application.</exception>
    public Certified[] CertifyOutputs(ReadOnlySpan<double> inputs, int derivatives = 0, IReadOnlyList<string?>? decimals = null, int digits = 17,
        CertifyLimits? limits = null, CancellationToken cancellation = default)
    {
        Circuit circuit = ExactCircuit(OutputsOf(derivatives));
        CheckCount(inputs.Length);
        if (decimals is null) return Certified(circuit, inputs, digits, limits, cancellation);
        CheckCount(decimals.Count);
        if (decimals.FirstOrDefault(text => text is not null && !RealNumber.IsDecimal(text)) is { } wrong) throw new ArgumentException($"'{wrong}' is no decimal", nameof(decimals));
        var given = new RealNumber?[inputs.Length];
        for (int i = 0; i < given.Length; i++) given[i] = decimals[i] is { } text ? new(text, inputs[i]) : null;
        return Certified(circuit.Given([.. given]), inputs, digits, limits, cancellation);
    }

    /// <summary>Its second partial derivatives with certificates: for each float parameter the row of those in all.</summary>
    /// <inheritdoc cref="CertifyGradient" path="/param"/>
    /// <exception cref="ArgumentException">The number of inputs is wrong, or the result is not one float.</exception>
    /// <exception cref="InvalidOperationException">The gate calls functions of the application.</exception>
    public Certified[][] CertifyHessian(ReadOnlySpan<double> inputs, int digits = 17, CertifyLimits? limits = null, CancellationToken cancellation = default)
    {
        int count = Leaves.Count(leaf => leaf.Type == GateType.Float);
        Certified[] all = Certified(ExactCircuit(Outputs.ValueGradientHessian), inputs, digits, limits, cancellation);
        var rows = new Certified[count][];
        for (int p = 0; p < count; p++) rows[p] = new Certified[count];
        int next = 1 + count;
        for (int p = 0; p < count; p++)
        {
            for (int q = p; q < count; q++) rows[p][q] = rows[q][p] = all[next++];
        }
        return rows;
    }

    /// <summary>Those functions of the application that a circuit calls, by name: they cannot be certified.</summary>
    internal static string[] HostCalls(Circuit circuit) =>
        [.. circuit.Nodes.Where(node => node.Op == Op.Host).Select(node => circuit.Functions[node.Bits].Name).Distinct()];

    Certified[] Certified(Circuit circuit, ReadOnlySpan<double> inputs, int digits, CertifyLimits? limits, CancellationToken cancellation)
    {
        CheckCount(inputs.Length);
        circuit = StraightCode.Of(circuit) ?? throw new NotSupportedException($"'{Name}' cannot be certified: it has loops whose trips or positions depend on numbers that are not known before, or sorts, or looks for roots");
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, CertifyLimits.MostDigits);
        if (HostCalls(circuit) is [_, ..] names) throw new InvalidOperationException($"'{Name}' cannot be certified: it calls {string.Join(", ", names)}, of which only doubles are known");
        return Balls.Certify.Point(circuit, inputs, limits ?? CertifyLimits.Default, digits == 17 ? 0 : digits, cancellation);
    }
}
