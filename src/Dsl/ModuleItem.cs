using GateDsl.Ir;
using GateDsl.Tracing;
using GateDsl.Types;

namespace GateDsl;

/// <summary>A top-level expression or assert of a module: what <c>gate run</c> evaluates.</summary>
public sealed class ModuleItem
{
    readonly Term term;
    readonly GateOptions options;

    internal ModuleItem(Source source, Span span, bool isAssert, Term term, GateOptions options) =>
        (Source, Span, IsAssert, this.term, this.options) = (source, span, isAssert, term, options);

    /// <summary>The file it is in.</summary>
    public Source Source { get; }

    /// <summary>Where it stands.</summary>
    public Span Span { get; }

    /// <summary>Whether it is an assert, which must be true; else a result, to be shown.</summary>
    public bool IsAssert { get; }

    /// <summary>Its text as written; of an assert with the word.</summary>
    public string Text => Source.Text.Substring(Span.Start, Span.Length);

    /// <summary>Its value; of an assert a truth value.</summary>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="GateException">A limit of the options is reached.</exception>
    /// <exception cref="GateRunException">It has arrays and cannot be computed.</exception>
    public GateValue Evaluate(CancellationToken cancellation = default) => Value(term, cancellation);

    /// <summary>The values of both sides of an assert that is a comparison, with the operator between them; null of any other.</summary>
    /// <param name="cancellation">Ends it within 50 ms, with an <see cref="OperationCanceledException"/>.</param>
    public (GateValue Left, string Operator, GateValue Right)? Sides(CancellationToken cancellation = default) =>
        IsAssert && term is Chain { Rest: [{ Operator.Name: "=" or "<>" or "<" or "<=" or ">" or ">=" } link] } chain
            ? (Value(chain.First, cancellation), link.Operator.Name, Value(link.Operand, cancellation))
            : null;

    /// <summary>The expression as a gate without parameters, or, if its value is a gate, that gate; null if it gives gates that take or give gates.</summary>
    public Gate? ToGate() => Exports.IsExported(term.Type) ? new("it", Exports.Of(term.Type), [], term, null, Source, Span, options) : null;

    GateValue Value(Term part, CancellationToken cancellation)
    {
        try { return Evaluation.Of(part, Source, options, cancellation); }
        catch (GateRunException e) { throw e.At(Source, Span); }
        catch (Exception e) when (Exhaustion.Of(e, Source, Span) is { } diagnostic) { throw new GateException([diagnostic]); }
    }
}
