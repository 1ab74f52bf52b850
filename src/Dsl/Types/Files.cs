using System.Collections.Immutable;
using GateDsl.Syntax;

namespace GateDsl.Types;

/// <summary>A file and all that it opens, each checked once.</summary>
sealed class Files(GateOptions options, Bag bag)
{
    readonly Dictionary<string, CheckedModule> done = [];
    readonly List<string> opening = [];
    int items, files;

    public CheckedModule Root(Source source)
    {
        try
        {
            return File(source);
        }
        catch (Bag.Stop stop)
        {
            bag.Add(stop.Diagnostic);
            return new(source, options, [], [], new Scope(options.Functions.Scope));
        }
    }

    CheckedModule File(Source source)
    {
        SyntaxModule module = Grammar.ParseModule(source, options.Limits, bag);
        opening.Add(source.Name);
        CheckedModule result = Module(module, new Scope(options.Functions.Scope));
        opening.RemoveAt(opening.Count - 1);
        return done[source.Name] = result;
    }

    /// <summary>Checks the items of a file in a scope that grows with them.</summary>
    internal CheckedModule Module(SyntaxModule module, Scope scope)
    {
        var report = new Report(module.Source);
        var infer = new Infer(module.Source, scope, Places(module), bag);
        var checkedItems = ImmutableArray.CreateBuilder<CheckedItem>(module.Items.Length);
        Dictionary<string, Symbol> own = [];
        foreach (Item item in module.Items)
        {
            if (++items > options.Limits.Definitions) throw new Bag.Stop(report.TooManyDefinitions(item.Span, options.Limits.Definitions));
            switch (item)
            {
                case OpenItem open:
                    if (Opened(open, module.Source, report) is { } opened)
                    {
                        foreach (Symbol symbol in opened.Symbols) scope.Add(symbol);
                    }
                    else
                    {
                        infer.MissingNames = true;          // what it would have defined is unknown, and not worth a message each
                    }
                    break;
                case BrokenItem broken:
                    foreach (Identifier name in broken.Names) infer.DefineBroken(name);
                    break;
                case DefinitionItem definition:
                    if (infer.Define(definition.Binding) is not { } defined) break;
                    foreach (Symbol symbol in defined.Symbols) own[symbol.Name] = symbol;
                    checkedItems.Add(new CheckedDefinition(defined.Target, defined.Symbols, defined.Value, item.Span));
                    break;
                case ResultItem result:
                    if (infer.Expression(result.Body) is { } value) checkedItems.Add(new CheckedResult(value, item.Span));
                    break;
                case AssertItem assertion:
                    if (infer.Expression(assertion.Condition, Ty.Bool, new AssertionOf(assertion.Span)) is { } condition) checkedItems.Add(new CheckedAssert(condition, item.Span));
                    break;
            }
        }
        ImmutableArray<Symbol> visible = [.. checkedItems.OfType<CheckedDefinition>().SelectMany(definition => definition.Symbols).Where(symbol => own[symbol.Name] == symbol)];
        var complete = new CheckedModule(module.Source, options, checkedItems.ToImmutable(), visible, scope);
        if (!bag.HasErrors) DerivativeWarnings.Find(complete, bag);
        return complete;
    }

    /// <summary>The file behind an <c>open</c>, or null after a message.</summary>
    CheckedModule? Opened(OpenItem open, Source from, Report report)
    {
        if (options.Resolver is not { } resolver)
        {
            bag.Add(report.NoResolver(open.PathSpan, open.Path));
            return null;
        }
        int errors = bag.Errors;
        if (Found(resolver, open.Path, from) is not { } source)
        {
            if (bag.Errors == errors) bag.Add(report.FileNotFound(open.PathSpan, open.Path));
            return null;
        }
        if (done.TryGetValue(source.Name, out CheckedModule? known)) return known;
        int start = opening.IndexOf(source.Name);
        if (start >= 0)
        {
            bag.Add(report.OpenCycle(open.PathSpan, [.. opening.Skip(start), source.Name]));
            return null;
        }
        if (++files > options.Limits.Files) throw new Bag.Stop(report.TooManyFiles(open.PathSpan, options.Limits.Files));
        if (opening.Count >= options.Limits.FileDepth) throw new Bag.Stop(report.FilesTooDeep(open.PathSpan, options.Limits.FileDepth));
        return DeepStack.HasRoom ? File(source) : DeepStack.Run(() => File(source));
    }

    // A file that is no text is a message like any other.
    Source? Found(GateResolver resolver, string path, Source from)
    {
        try { return resolver(path, from); }
        catch (GateException wrong)
        {
            foreach (Diagnostic diagnostic in wrong.Diagnostics) bag.Add(diagnostic);
            return null;
        }
    }

    /// <summary>Where each name is defined in the file, the last place of each: tells a name that comes later from one that never comes.</summary>
    static Dictionary<string, Span> Places(SyntaxModule module)
    {
        Dictionary<string, Span> places = [];
        foreach (Item item in module.Items)
        {
            if (item is not DefinitionItem definition) continue;
            foreach (Named bound in Signature.Names([definition.Binding.Target])) places[bound.Name] = definition.Binding.Target.Span;
        }
        return places;
    }
}
