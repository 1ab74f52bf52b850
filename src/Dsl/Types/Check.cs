using System.Collections.Immutable;
using GateDsl.Syntax;

namespace GateDsl.Types;

/// <summary>A checked top-level item. Opens are gone: their definitions are in the scope.</summary>
abstract record CheckedItem(Span Span);

/// <summary>A definition. <paramref name="Symbols"/> are the names that <paramref name="Target"/> binds, each with a definition of its own.</summary>
sealed record CheckedDefinition(TypedPattern Target, ImmutableArray<Symbol> Symbols, Term Value, Span Span) : CheckedItem(Span);

/// <summary>A top-level expression; its source is the text of the span.</summary>
sealed record CheckedResult(Term Value, Span Span) : CheckedItem(Span);

/// <summary>An assert. Of <c>assert (a = b)</c> the condition is a Chain, so that both sides can be shown.</summary>
sealed record CheckedAssert(Term Condition, Span Span) : CheckedItem(Span);

/// <summary>A file whose names are resolved and whose types are known. Items with errors are left out, and the bag has the messages.</summary>
/// <param name="Items">In the order of the file. Of opened files neither results nor asserts are here.</param>
/// <param name="Symbols">The names that the file itself defines, in order; of a name defined twice only the later one.</param>
/// <param name="Scope">What an expression at the end of the file sees.</param>
sealed record CheckedModule(Source Source, GateOptions Options, ImmutableArray<CheckedItem> Items, ImmutableArray<Symbol> Symbols, Scope Scope);

/// <summary>A bare formula that was read.</summary>
/// <param name="FreeNames">The names that it uses and nothing defines, each with the place where it first appears, in that order.</param>
sealed record FormulaText(Source Source, Expr Expression, IReadOnlyList<Identifier> FreeNames);

/// <summary>From source text to typed terms: parsing, opened files, names and types.</summary>
static class Check
{
    /// <summary>Checks a file and the files that it opens. Messages go into the bag.</summary>
    public static CheckedModule Module(Source root, GateOptions options, Bag bag) => new Files(options, bag).Root(root);

    /// <summary>Checks an expression in the scope of a file; null, with messages, if it is wrong.</summary>
    public static Term? Expression(Source expression, CheckedModule scope, Bag bag)
    {
        int errors = bag.Errors;
        Expr? parsed = Grammar.ParseExpression(expression, scope.Options.Limits, bag);
        if (parsed is null || bag.Errors > errors) return null;
        Term? term = new Infer(expression, scope.Scope, NoNames, bag).Expression(parsed);
        if (term is not null) DerivativeWarnings.Find(expression, term, bag);
        return bag.Errors > errors ? null : term;
    }

    /// <summary>Reads a bare formula; null, with messages, if it cannot be read.</summary>
    public static FormulaText? ReadFormula(Source formula, GateOptions options, Bag bag)
    {
        int errors = bag.Errors;
        Expr? parsed = Grammar.ParseExpression(formula, options.Limits, bag);
        return parsed is null || bag.Errors > errors ? null : new(formula, parsed, new FreeNames(options.Functions.Scope).Of(parsed));
    }

    /// <summary>
    /// Checks a bare formula and makes a gate of it: a symbol without a name whose definition is a Lambda with these parameters
    /// (or the value, if there are none). A parameter without a type gets the one it is used at, or float. Null, with messages, if it is wrong.
    /// </summary>
    public static Symbol? Formula(FormulaText formula, IReadOnlyList<FormulaParameter> parameters, GateType? result, GateOptions options, Bag bag)
    {
        int errors = bag.Errors;
        Symbol? symbol = new Infer(formula.Source, new Scope(options.Functions.Scope), NoNames, bag).Formula(formula.Expression, parameters, formula.FreeNames, result);
        if (symbol is not null) DerivativeWarnings.Find(formula.Source, symbol.Definition!, bag);
        return bag.Errors > errors ? null : symbol;
    }

    internal static IReadOnlyDictionary<string, Span> NoNames { get; } = new Dictionary<string, Span>();
}
