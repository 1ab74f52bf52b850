using System.Collections.Immutable;
using GateDsl.Ir;
using GateDsl.Syntax;
using GateDsl.Tracing;
using GateDsl.Types;

namespace GateDsl;

/// <summary>
/// Functions of the application that gates may call, of one, two or three floats, or with <see cref="IHostFunction"/> of more and of truth values: see <see cref="GateOptions.Functions"/>. Immutable: each
/// <c>Add</c> answers a larger collection.
/// </summary>
/// <remarks>
/// A function must be pure: equal arguments, equal result. Equal calls are made once. A call is made only where its result is needed: not for a branch that is not taken,
/// nor for the right side of <c>&amp;&amp;</c> or <c>||</c> that the left side decides, whichever way the gate is run. It must be safe to call from several threads at once: batches do. An exception that it throws goes to the caller of the gate.
/// <para>
/// The derivative is a gate expression in the parameters <c>x</c>, <c>y</c>, <c>z</c> (as many as the function has): of one parameter the derivative, of
/// several the tuple of the partial derivatives. It may use the gates of the language, the functions added before, and the function itself
/// (<c>rate</c> grows exponentially: <c>"0.05 * rate x"</c>). Derivatives of all orders follow from it. Or it is a delegate for each
/// parameter; these have no derivative of their own, so there are no second derivatives. Without either, differentiating through the
/// function is an error (<see cref="GateException"/>).
/// </para>
/// </remarks>
public sealed class HostFunctions
{
    readonly ImmutableArray<HostFunction> all;
    readonly Lazy<Scope> scope;

    HostFunctions(ImmutableArray<HostFunction> all)
    {
        this.all = all;
        scope = new(() => HostScope.Of(all));
        Names = [.. all.Where(function => function.IsNamed).Select(function => function.Name)];
    }

    /// <summary>The most parameters that a function can have.</summary>
    public const int MostParameters = 16;

    /// <summary>No functions.</summary>
    public static HostFunctions Empty { get; } = new([]);

    /// <summary>The names that gates can use, in the order in which they were added.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The built-in gates and these functions: what every file of the module begins with.</summary>
    internal Scope Scope => scope.Value;

    internal int Count => all.Length;

    /// <summary>What a node of the op Host calls.</summary>
    /// <param name="bits">Its Bits, of which the low half is the function's number.</param>
    internal HostFunction this[long bits] => all[(int)bits];

    /// <summary>Adds a function of one float.</summary>
    /// <param name="name">Its name in gates: a plain identifier without primes. A definition or a parameter of that name in a file hides it.</param>
    /// <param name="function">The function.</param>
    /// <param name="derivative">Its derivative, an expression in <c>x</c>; null: it has none.</param>
    /// <exception cref="ArgumentException">The name is no identifier, is taken, or is that of a gate of the language; or the derivative is no float.</exception>
    /// <exception cref="GateException">The source of the derivative is wrong.</exception>
    public HostFunctions Add(string name, Func<double, double> function, string? derivative = null) => Added(name, function, 1, derivative);

    /// <summary>Adds a function of one float whose derivative is a function of the application too.</summary>
    /// <param name="name">Its name in gates.</param>
    /// <param name="function">The function.</param>
    /// <param name="derivative">Its derivative.</param>
    /// <exception cref="ArgumentException">The name is no identifier, is taken, or is that of a gate of the language.</exception>
    public HostFunctions Add(string name, Func<double, double> function, Func<double, double> derivative) =>
        Added(name, function, [derivative]);

    /// <summary>Adds a function of two floats.</summary>
    /// <param name="name">Its name in gates: a plain identifier without primes. A definition or a parameter of that name in a file hides it.</param>
    /// <param name="function">The function.</param>
    /// <param name="derivative">Its partial derivatives, a pair of expressions in <c>x</c> and <c>y</c>: <c>"y, x"</c>; null: it has none.</param>
    /// <exception cref="ArgumentException">The name is no identifier, is taken, or is that of a gate of the language; or the derivative is no pair of floats.</exception>
    /// <exception cref="GateException">The source of the derivative is wrong.</exception>
    public HostFunctions Add(string name, Func<double, double, double> function, string? derivative = null) => Added(name, function, 2, derivative);

    /// <summary>Adds a function of two floats whose partial derivatives are functions of the application too.</summary>
    /// <param name="name">Its name in gates.</param>
    /// <param name="function">The function.</param>
    /// <param name="inX">Its partial derivative in the first parameter.</param>
    /// <param name="inY">Its partial derivative in the second parameter.</param>
    /// <exception cref="ArgumentException">The name is no identifier, is taken, or is that of a gate of the language.</exception>
    public HostFunctions Add(string name, Func<double, double, double> function, Func<double, double, double> inX, Func<double, double, double> inY) =>
        Added(name, function, [inX, inY]);

    /// <summary>Adds a function of three floats.</summary>
    /// <param name="name">Its name in gates: a plain identifier without primes. A definition or a parameter of that name in a file hides it.</param>
    /// <param name="function">The function.</param>
    /// <param name="derivative">Its partial derivatives, a triple of expressions in <c>x</c>, <c>y</c> and <c>z</c>; null: it has none.</param>
    /// <exception cref="ArgumentException">The name is no identifier, is taken, or is that of a gate of the language; or the derivative is no triple of floats.</exception>
    /// <exception cref="GateException">The source of the derivative is wrong.</exception>
    public HostFunctions Add(string name, Func<double, double, double, double> function, string? derivative = null) => Added(name, function, 3, derivative);

    /// <summary>Adds a function of three floats whose partial derivatives are functions of the application too.</summary>
    /// <param name="name">Its name in gates.</param>
    /// <param name="function">The function.</param>
    /// <param name="inX">Its partial derivative in the first parameter.</param>
    /// <param name="inY">Its partial derivative in the second parameter.</param>
    /// <param name="inZ">Its partial derivative in the third parameter.</param>
    /// <exception cref="ArgumentException">The name is no identifier, is taken, or is that of a gate of the language.</exception>
    public HostFunctions Add(string name, Func<double, double, double, double> function,
        Func<double, double, double, double> inX, Func<double, double, double, double> inY, Func<double, double, double, double> inZ) =>
        Added(name, function, [inX, inY, inZ]);

    /// <summary>Adds a function of any number of parameters, truth values among them.</summary>
    /// <param name="function">The function. Its name, its parameters and its derivative are read once.</param>
    /// <exception cref="ArgumentException">
    /// The name is no identifier, is taken, or is that of a gate of the language; it has no parameters or too many, or one is not a name, with a type or without, or is there
    /// twice; or the derivative is not so many floats.
    /// </exception>
    /// <exception cref="GateException">The source of the derivative is wrong.</exception>
    public HostFunctions Add(IHostFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        string name = function.Name ?? throw new ArgumentException("the name of a function is null", nameof(function));
        string[] parameters = [.. function.Parameters ?? throw new ArgumentException($"the parameters of '{name}' are null", nameof(function))];
        if (parameters.Length is 0 or > MostParameters) throw new ArgumentException($"'{name}' has {parameters.Length} parameters; a function has 1 to {MostParameters}", nameof(function));
        var (names, truths) = (new string[parameters.Length], new bool[parameters.Length]);
        for (int i = 0; i < parameters.Length; i++)
        {
            string[] parts = (parameters[i] ?? throw new ArgumentException($"a parameter of '{name}' is null", nameof(function))).Split(':', StringSplitOptions.TrimEntries);
            if (parts.Length > 2 || Words.NeedsBackticks(parts[0]) || names.Contains(parts[0]) || (parts.Length == 2 && parts[1] is not ("float" or "bool")))
            {
                throw new ArgumentException($"'{parameters[i]}' is no parameter of '{name}': a name of its own, or one with a type, as in 'flag: bool'", nameof(function));
            }
            (names[i], truths[i]) = (parts[0], parts is [_, "bool"]);
        }
        HostFunction added = Checked(name, (HostInvoke)function.Invoke, parameters.Length) with { Parameters = [.. names], Truths = truths, Rows = function.InvokeRows };
        return Added(added, function.Derivative);
    }

    /// <summary>Adds functions one after the other: each may use those before it in its derivative.</summary>
    /// <param name="functions">The functions.</param>
    /// <exception cref="ArgumentException">One of them cannot be added.</exception>
    /// <exception cref="GateException">The source of a derivative is wrong.</exception>
    public HostFunctions Add(IEnumerable<IHostFunction> functions)
    {
        ArgumentNullException.ThrowIfNull(functions);
        return functions.Aggregate(this, (known, function) => known.Add(function));
    }

    /// <summary>These and others that no source can name.</summary>
    internal HostFunctions With(IEnumerable<HostFunction> more) => new([.. all, .. more]);

    HostFunctions Added(string name, Delegate function, int arity, string? derivative)
    {
        return Added(Checked(name, function, arity), derivative);
    }

    HostFunctions Added(HostFunction added, string? derivative)
    {
        var known = new HostFunctions([.. all, added]);
        return derivative is null ? known : new([.. all, added with { Partials = HostDerivative.Of(added, derivative, known) }]);
    }

    HostFunctions Added(string name, Delegate function, Delegate[] derivatives)
    {
        HostFunction added = Checked(name, function, derivatives.Length);
        ImmutableArray<HostFunction> partials = HostDerivative.Delegates(added, derivatives);
        var known = new HostFunctions([.. all, added, .. partials]);
        return new([.. all, added with { Partials = HostDerivative.Calls(known, all.Length + 1, partials.Length) }, .. partials]);
    }

    HostFunction Checked(string name, Delegate function, int arity)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(function);
        if (Words.NeedsBackticks(name) || name.Contains('\'', StringComparison.Ordinal)) throw new ArgumentException($"'{name}' is no plain identifier", nameof(name));
        if (HostScope.IsOfTheLanguage(name)) throw new ArgumentException($"'{name}' is a gate of the language", nameof(name));
        if (Names.Contains(name)) throw new ArgumentException($"'{name}' is there already", nameof(name));
        return new(name, arity, function);
    }
}
