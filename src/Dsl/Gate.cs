using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using GateDsl.Ir;
using GateDsl.Printing;
using GateDsl.Tracing;
using GateDsl.Types;

namespace GateDsl;

/// <summary>A gate: a function of floats, truth values and tuples of them, ready to be evaluated, differentiated, printed or compiled. Immutable.</summary>
public sealed partial class Gate
{
    /// <summary>So many inputs are read by name without allocating.</summary>
    const int OnStack = 32;

    readonly Source source;
    readonly Span at;
    readonly ImmutableArray<TypedPattern> patterns;
    readonly Circuit?[] likeBatches = new Circuit?[3];
    readonly KnownCircuits circuits = new(), guarded = new(), exactCircuits = new();

    internal Gate(string name, GateType type, ImmutableArray<TypedPattern> patterns, Term term, string? doc, Source source, Span at, GateOptions options)
    {
        (Name, Type, Term, Doc, Options, this.source, this.at, this.patterns) = (name, type, term, doc, options, source, at, patterns);
        ParameterTypes = Tracing.Parameters.Of(type);
        Leaves = ParameterLeaves.Of(ParameterTypes, patterns);
        var leaves = Leaves.GroupBy(leaf => leaf.Place.Parameter).ToDictionary(group => group.Key, group => group.First().Name);
        Parameters = [.. ParameterTypes.Select((parameter, i) => ParameterOf(IsOfTuples(parameter) ? ParameterLeaves.NameOf(patterns, ParameterTypes, i) : leaves[i], parameter))];
        HasArrays = ParameterTypes.Any(IsOfArrays);
        ResultType = ParameterTypes.Aggregate(type, (rest, _) => ((GateType.Function)rest).Result);
    }

    GateParameter ParameterOf(string name, GateType type) => new(name, type, Domains.Of(Doc, name));

    /// <summary>The gate's name; of a derivative <c>g'x</c>.</summary>
    public string Name { get; }

    /// <summary>Its type, as F# writes it: <c>float -> float -> float</c>. What the source leaves open is float.</summary>
    public GateType Type { get; }

    /// <summary>Its parameters, in order.</summary>
    public IReadOnlyList<GateParameter> Parameters { get; }

    /// <summary>
    /// The floats, ints and truth values among its parameters, from left to right, the items of tuples one by one: what <see cref="Evaluate(ReadOnlySpan{double})"/>,
    /// functions over spans and batches take, in this order.
    /// </summary>
    public IReadOnlyList<GateParameter> Inputs => field ??= [.. Leaves.Select(leaf => ParameterOf(leaf.Name, leaf.Type))];

    /// <summary>The names of the float inputs, in order: what the partial derivatives of every gradient, Jacobian and Hessian are in, unless others are asked for. Truth values and ints have none.</summary>
    public IReadOnlyList<string> Partials => field ??= [.. Leaves.Where(leaf => leaf.IsFloat).Select(leaf => leaf.Name)];

    /// <summary>The type of its result.</summary>
    public GateType ResultType { get; }

    /// <summary>The text of its doc comment, without the slashes; null if it has none.</summary>
    public string? Doc { get; }

    /// <summary>Its name, parameters and types in one line: <c>f (x: float) (flag: bool) : float</c>.</summary>
    public string Signature => $"{Name}{string.Concat(Parameters.Select(parameter => $" ({parameter.Name}: {parameter.Type})"))} : {ResultType}";

    /// <summary>What one call of it costs. Its graph is built for that, as for a call.</summary>
    /// <exception cref="GateException">A limit is reached.</exception>
    public GateCost Cost => field ??= GateCost.Of(Circuit(Outputs.Value));

    internal GateOptions Options { get; }

    /// <summary>The same gate, computed in another way.</summary>
    internal Gate With(GateOptions options) => new(Name, Type, patterns, Term, Doc, source, at, options);

    internal Term Term { get; }

    internal ImmutableArray<GateType> ParameterTypes { get; }

    /// <summary>The floats, ints and truth values among the parameters, from left to right: the inputs of its circuits.</summary>
    internal ImmutableArray<Leaf> Leaves { get; }

    /// <summary>The gate of a bare formula, <c>a * x + b</c>.</summary>
    /// <param name="formula">An expression of the language; every built-in gate can be used.</param>
    /// <param name="parameters">
    /// The names of its parameters, in order; null: its free names in the order in which they first appear, so that <c>x * a</c> takes x first and <c>a * x</c> takes a:
    /// a host that passes numbers by position gives the names, or passes them by name. Each may carry a type: <c>flag: bool</c>.
    /// </param>
    /// <param name="options">How it is compiled.</param>
    /// <param name="result">The type that its value must have, <c>float</c> for instance; null: whatever it is.</param>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="GateException">The formula is wrong, or uses a name that is no parameter.</exception>
    /// <exception cref="ArgumentException">A parameter has no name or the name of another, or a type is none.</exception>
    public static Gate FromFormula(string formula, IReadOnlyList<string>? parameters = null, GateOptions? options = null, string? result = null,
        CancellationToken cancellation = default) =>
        TryFromFormula(formula, out Gate? gate, out IReadOnlyList<Diagnostic> diagnostics, parameters, options, result, cancellation) ? gate : throw new GateException(diagnostics);

    /// <summary>The gate of a bare formula, for hosts that expect errors.</summary>
    /// <param name="formula">An expression of the language; every built-in gate can be used.</param>
    /// <param name="gate">The gate, if there is no error.</param>
    /// <param name="diagnostics">Errors and warnings, in the order of the text.</param>
    /// <param name="parameters">As in <see cref="FromFormula"/>.</param>
    /// <param name="options">How it is compiled.</param>
    /// <param name="result">As in <see cref="FromFormula"/>.</param>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Whether there is no error.</returns>
    /// <exception cref="ArgumentException">A parameter has no name or the name of another, or a type is none.</exception>
    public static bool TryFromFormula(string formula, [NotNullWhen(true)] out Gate? gate, out IReadOnlyList<Diagnostic> diagnostics,
        IReadOnlyList<string>? parameters = null, GateOptions? options = null, string? result = null, CancellationToken cancellation = default)
    {
        var bag = new Bag(cancellation);
        gate = Formula.Gate(formula, parameters, result, options ?? GateOptions.Default, bag);
        diagnostics = bag.All;
        return gate is not null;
    }

    /// <summary>Its partial derivative in a parameter, a gate with the same parameters. In a truth value, of a truth value, it is the Boolean difference.</summary>
    /// <param name="parameter">The name of the parameter.</param>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">There is no such parameter, or the gate cannot be differentiated in it.</exception>
    /// <exception cref="GateException">It leads through a function of <see cref="GateOptions.Functions"/> that has no derivative.</exception>
    public Gate Derivative(string parameter, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        Leaf leaf = Leaves.FirstOrDefault(leaf => leaf.Name == parameter)
            ?? throw new ArgumentException($"'{Name}' has no parameter '{parameter}': {Signature}", nameof(parameter));
        bool logical = leaf.Type == GateType.Bool;
        if (leaf.Bottom == GateType.Int || (leaf.Type is GateType.Array && !leaf.IsFloat) || logical != IsLogical(ResultType))
        {
            throw new ArgumentException($"there is no derivative of {ResultType} in '{parameter}', which is {leaf.Type}: {Signature}", nameof(parameter));
        }
        GateType type = leaf.Type is GateType.Array ? ParameterTypes.Reverse().Aggregate(SlopeIn(leaf.Type, ResultType), (result, argument) => new GateType.Function(argument, result)) : Type;
        var term = new Differentiate(Term, ParameterTypes.Length, [leaf.Place], type, at);
        var derivative = new Gate($"{Name}'{parameter}", type, patterns, term, Doc, source, at, Options);
        if (Options.Functions.Count == 0) return derivative;
        return derivative.MissingDerivative(cancellation) is { } diagnostic ? throw new GateException([diagnostic]) : derivative;
    }

    /// <summary>
    /// The gate as source that compiles by itself: its definition after all functions are gone, simplified, shared parts in lets. If it calls functions of the application, a comment
    /// names them: it compiles with the same <see cref="GateOptions.Functions"/>. Ints that are calculated with as numbers are floats there, and a parameter that has the name of a function
    /// that the gate uses has another one.
    /// </summary>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="GateException">A limit is reached.</exception>
    public string ToSource(CancellationToken cancellation = default) => Guarded(() => GateSource.Of(this, cancellation));

    /// <summary>Its signature.</summary>
    public override string ToString() => Signature;

    internal TypedGate Typed => new(Term, ParameterTypes, Leaves, source);

    internal Circuit Circuit(Outputs what, CancellationToken cancellation = default) =>
        guarded.Find(what) ?? Made(what, cancellation);

    // Apart, so that a call that finds its circuit makes no closure.
    Circuit Made(Outputs what, CancellationToken cancellation) => guarded.Get(what, () => Guarded(() => Running(Unguarded(what, cancellation))));

    /// <summary>The circuit with some of its outputs only. Derivatives of host functions that these do not need are not asked for.</summary>
    internal Circuit Circuit(Outputs what, IReadOnlyList<int> outputs, CancellationToken cancellation = default) =>
        Guarded(() => Running(Unguarded(what, cancellation).Only([.. outputs])));

    Circuit Unguarded(Outputs what, CancellationToken cancellation) => circuits.Get(what, () => Trace(what, Options, cancellation));

    // As it runs: with the calls of the host that are needed, where they are needed.
    static Circuit Running(Circuit circuit) => HostGuards.Of(IntChecks.AsCalls(HostFunction.Whole(circuit)));

    /// <summary>The circuit for arithmetic with a certificate: see <see cref="GateOptions.Exact"/>.</summary>
    internal Circuit ExactCircuit(Outputs what, CancellationToken cancellation = default) =>
        Guarded(() => HostFunction.Whole(exactCircuits.Get(what, () => IntChecks.Without(Trace(what, Options with { Exact = true }, cancellation)))));

    /// <summary>The message that it differentiates through a host function without a derivative, if it does. Other errors are left for its use.</summary>
    internal Diagnostic? MissingDerivative(CancellationToken cancellation = default)
    {
        try { Circuit(Outputs.Value, cancellation); }
        catch (GateException e) { return e.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Code == Report.Code(430)); }
        return null;
    }

    /// <summary>The message that it costs more than <see cref="Limits.Cost"/>, or cannot be built within the other limits.</summary>
    internal Diagnostic? TooCostly(CancellationToken cancellation = default)
    {
        try
        {
            Circuit(Outputs.Value, cancellation);
            return Cost.IsWithin(Options.Limits.Cost) ? null : new Report(source).TooCostly(at, Name, Cost);
        }
        catch (GateException e) { return e.Diagnostics[0]; }
    }

    Circuit Trace(Outputs what, GateOptions options, CancellationToken cancellation)
    {
        if (what is Outputs.ValueGradientHessian or Outputs.ValueAndGradientAlong && ResultType != GateType.Float) throw new ArgumentException($"only a gate whose result is one float has a Hessian: {Signature}");
        return Guarded(() => Pipeline.Of(Typed, what, options, cancellation));
    }

    T Guarded<T>(Func<T> work)
    {
        try { return work(); }
        catch (Exception e) when (Exhaustion.Of(e, source, at) is { } diagnostic) { throw new GateException([diagnostic]); }
    }

    static bool IsOfTuples(GateType type) => type is GateType.Tuple || (type is GateType.Array array && IsOfTuples(array.Element));

    internal static bool IsOfArrays(GateType type) => type is GateType.Array || (type is GateType.Tuple tuple && tuple.Items.Any(IsOfArrays));

    // For each number of the result an array of its partials.
    static GateType SlopeIn(GateType array, GateType result) => result switch
    {
        GateType.Tuple tuple => new GateType.Tuple([.. tuple.Items.Select(item => SlopeIn(array, item))]),
        GateType.Array rows => new GateType.Array(SlopeIn(array, rows.Element)),
        _ => array,
    };

    static bool IsLogical(GateType type) => type == GateType.Bool || (type is GateType.Tuple tuple && tuple.Items.All(IsLogical));
}
