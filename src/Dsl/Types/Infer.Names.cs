using System.Collections.Immutable;
using GateDsl.Primitives;
using GateDsl.Syntax;

namespace GateDsl.Types;

// What a name means: a local, a definition of this file or one it opened, a function of the host, a built-in; else perhaps a derivative.
sealed partial class Infer
{
    const int SimilarWork = 500_000;                        // names looked through, over all messages of a file

    readonly List<string> defining = [];
    int similarWork;

    Draft Name(Identifier name) => Known(name.Text, name.Span) ?? Derivative(name) ?? Unknown(name);

    /// <summary>A name that is bound, or null.</summary>
    Draft? Known(string name, Span at)
    {
        if ((locals.Find(name) ?? scope.Find(name)) is { } symbol)
        {
            if (symbol.Kind != SymbolKind.Definition) symbol.IsRead = true;
            failed |= symbol.Inferred is TyError;           // no message, but no term either
            return new UseDraft(symbol, symbol.IsGeneral ? Instance(symbol, at) : symbol.Inferred, at);
        }
        if (Builtins.Find(name) is not { } builtin || !(char.IsLetter(name[0]) || name[0] == '_')) return null;
        return name switch
        {
            "ignore" => Failed(report.NoUnit(at, name), at),
            "diff" => Diff(builtin, at),
            "grad" or "soft" => Form(builtin, at),
            _ => Builtin(builtin, at),
        };
    }

    Draft Builtin(Builtin builtin, Span at) => Builtin(builtin, schemes.Instance(BuiltinTypes.Of(builtin)), at);

    LaterDraft Builtin(Builtin builtin, Ty type, Span at) =>
        new(type, at, () => new BuiltinUse(builtin, TypeOf(type), at), BuiltinTypes.Parameters(builtin));

    /// <summary>An operator as a gate: <c>(+)</c>.</summary>
    Draft Operator(string op, Span at) =>
        Builtins.Find(op) is { } builtin ? Builtin(builtin, at) : Failed(report.NotDefined(at, op, null), at);

    /// <summary>Of the functions on arrays one that is not there.</summary>
    Diagnostic UnknownOfArrays(Identifier name)
    {
        string function = name.Text[ArrayBuiltins.Prefix.Length..];
        if (Elsewhere.OfArrays(function) is { } instead) return report.NoArrayFunction(name.Span, name.Text, instead);
        var known = ArrayBuiltins.All.Select(builtin => builtin.Name).Where(known => known.StartsWith(ArrayBuiltins.Prefix, StringComparison.Ordinal));
        return report.NotDefined(name.Span, name.Text, Similar.To(function, known.Select(known => known[ArrayBuiltins.Prefix.Length..])) is { } similar ? ArrayBuiltins.Prefix + similar : null);
    }

    Draft Unknown(Identifier name)
    {
        if (name.Text.StartsWith(ArrayBuiltins.Prefix, StringComparison.Ordinal)) return Failed(UnknownOfArrays(name), name.Span);
        // sum_sqare'x: the gate is looked for, not the whole name.
        int prime = name.Text.IndexOf('\'', StringComparison.Ordinal);
        string gate = prime > 0 ? name.Text[..prime] : name.Text, rest = name.Text[gate.Length..];
        foreach (string candidate in (ReadOnlySpan<string>)[name.Text, gate])
        {
            if (defining.Contains(candidate)) return Failed(report.NoRecursion(name.Span, candidate), name.Span);
            if (later.TryGetValue(candidate, out Span place) && place.Start > name.Span.Start) return Failed(report.DefinedLater(name.Span, candidate, place), name.Span);
        }
        if (MissingNames)
        {
            failed = true;
            return Wrong(name.Span);
        }
        string? similar = rest.Length > 0 && SimilarTo(gate) is { } other && !other.Contains('\'') ? other + rest : SimilarTo(name.Text);
        return Failed(report.NotDefined(name.Span, name.Text, similar), name.Span);
    }

    string? SimilarTo(string name)
    {
        if (similarWork > SimilarWork) return null;
        similarWork += scope.Count;
        var builtins = Builtins.All.Select(builtin => builtin.Name).Where(known => char.IsLetter(known[0]) && known != "ignore" && !known.Contains('.'));
        return Similar.To(name, locals.Names.Concat(scope.Names).Concat(builtins));
    }

    /// <summary>What an expression is called in a message: the name of the gate that is applied in it, or null.</summary>
    static string? GateName(Expr expression)
    {
        Expr bare = Head(expression);
        return bare switch { NameExpr name => name.Name.Text, OperatorNameExpr op => $"({op.Operator})", _ => null };
    }

    /// <summary>What is applied in an expression, or the expression.</summary>
    static Expr Head(Expr expression)
    {
        Expr bare = Bare(expression);
        while (bare is ApplyExpr apply) bare = Bare(apply.Function);
        return bare;
    }

    string SignatureOf(string gate, ImmutableArray<Pattern> names, Ty type) => Signature.Of(gate, names, TypeOf(type));
}
