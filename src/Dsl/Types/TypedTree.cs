using System.Collections.Immutable;
using GateDsl.Primitives;
using GateDsl.Syntax;

namespace GateDsl.Types;

// The typed tree: names are resolved, types are known, every sugar is gone. Built by Infer, read by Trace.
// It is the small language that evaluation understands; each term keeps the place it was written at.

/// <summary>Something a name stands for: a definition, a parameter, a local. Compared by reference: shadowing makes a new one.</summary>
sealed class Symbol(string name, Span at, Source source)
{
    public string Name { get; } = name;
    public Span At { get; } = at;
    public Source Source { get; } = source;

    /// <summary>The type after inference; of a generalised definition its general form.</summary>
    public GateType Type { get; set; } = GateType.Float;

    /// <summary>Of a definition: its parameters as written, for signatures and docs; empty for a value. Those of the Lambda it is bound to.</summary>
    public ImmutableArray<TypedPattern> Parameters { get; set; } = [];

    /// <summary>
    /// The names of its parameters, for g'x: known before their types are, and also of a gate that has them from another one
    /// (<c>let h = g</c>, <c>let h = g 5</c>, <c>let h = f >> g</c>). May be fewer than the parameters its type shows.
    /// </summary>
    public ImmutableArray<Pattern> Names { get; set; } = [];

    public SymbolKind Kind { get; init; } = SymbolKind.Definition;

    /// <summary>Whether it is a variable of a bare formula: a number or a truth value, never a gate or a tuple.</summary>
    public bool IsVariable { get; init; }

    /// <summary>Its type as inference sees it, general where the definition is; ground or general only once a top-level definition is finished.</summary>
    public Ty Inferred { get; set; } = Ty.Error;

    /// <summary>Whether each use has a type of its own: the definition was generalised.</summary>
    public bool IsGeneral { get; set; }

    /// <summary>What its definition differentiates and does not know the result of: each use must have a slope there.</summary>
    public ImmutableArray<Slope> Slopes { get; set; } = [];

    /// <summary>Where its type comes from, if its definition says; for messages in the same source.</summary>
    public Reason? Made { get; set; }

    /// <summary>Of an array: how long it is, if its source says so.</summary>
    public int? Length { get; set; }

    /// <summary>The whole number that it is, where no type was asked for: a float where it is used as one, an int where it is used as one.</summary>
    public double? Whole { get; set; }

    /// <summary>Of a local: whether anything reads it.</summary>
    public bool IsRead { get; set; }

    /// <summary>Set for top-level definitions only: what it is bound to (a Lambda when it has parameters).</summary>
    public Term? Definition { get; set; }

    public string? Doc { get; set; }
}

enum SymbolKind { Definition, Local, Parameter }

abstract record TypedPattern(GateType Type, Span At);

sealed record BindName(Symbol Symbol) : TypedPattern(Symbol.Type, Symbol.At);

sealed record BindNothing(GateType Type, Span At) : TypedPattern(Type, At);

sealed record BindTuple(ImmutableArray<TypedPattern> Items, GateType Type, Span At) : TypedPattern(Type, At);

abstract record Term(GateType Type, Span At);

/// <summary>A literal; of type float, int or bool (bool: 0 or 1).</summary>
/// <param name="Decimal">As it is written, where that is a decimal: with <see cref="GateOptions.RealLiterals"/> it means that number.</param>
sealed record Literal(double Value, string? Decimal, GateType Type, Span At) : Term(Type, At);

sealed record Use(Symbol Symbol, GateType Type, Span At) : Term(Type, At);

/// <summary>A built-in gate or an operator as a value; operators are built-ins named <c>+</c>, <c>&amp;&amp;</c>, <c>|></c> ….</summary>
sealed record BuiltinUse(Builtin Builtin, GateType Type, Span At) : Term(Type, At);

/// <summary>A function of the host, by its number among GateOptions.Functions.</summary>
sealed record HostUse(int Number, int Arity, GateType Type, Span At) : Term(Type, At);

/// <summary>Function applied to one or more arguments.</summary>
sealed record Apply(Term Function, ImmutableArray<Term> Arguments, GateType Type, Span At) : Term(Type, At);

/// <summary>Binary operators of one level: First op1 t1 op2 t2 …, grouped from the left, or from the right.</summary>
sealed record Chain(Term First, ImmutableArray<ChainLink> Rest, bool RightAssociative, GateType Type, Span At) : Term(Type, At);

/// <param name="Operand">What the operator is applied to on the right.</param>
/// <param name="OperandType">The type of the operator's two operands (which instance of + or = it is), where they are the same; else that of the left one.</param>
/// <param name="Result">The type of this operation's result.</param>
sealed record ChainLink(Builtin Operator, Term Operand, GateType OperandType, GateType Result, Span At);

sealed record Lambda(ImmutableArray<TypedPattern> Parameters, Term Body, GateType Type, Span At) : Term(Type, At);

sealed record MakeTuple(ImmutableArray<Term> Items, GateType Type, Span At) : Term(Type, At);

/// <summary>An array literal. Every other spelling of an array is an application of one of <see cref="ArrayBuiltins"/>.</summary>
sealed record MakeArray(ImmutableArray<Term> Items, GateType Type, Span At) : Term(Type, At);

sealed record Choose(ImmutableArray<Case> Branches, Term Otherwise, GateType Type, Span At) : Term(Type, At);

/// <summary>A condition of a choice with what it chooses.</summary>
sealed record Case(Term Condition, Term Then);

sealed record Block(ImmutableArray<Bind> Bindings, Term Result, GateType Type, Span At) : Term(Type, At);

/// <summary>A local definition.</summary>
sealed record Bind(TypedPattern Target, Term Value);

/// <summary>
/// <c>g'x'y</c>, <c>g'</c>: the gate Inner, differentiated once per entry of By, in order. An entry says where the variable is among the gate's
/// parameters. The result has the type of Inner:
/// a gate with the same parameters; in an array, each float of its result is replaced by the array of its partials. Where that variable is bool and the result bool it is the Boolean difference.
/// </summary>
sealed record Differentiate(Term Inner, int Arity, ImmutableArray<Place> By, GateType Type, Span At) : Term(Type, At);
