namespace GateDsl.Emit;

/// <summary>Which functions a module is written as, and where they stand.</summary>
public sealed record CSharpOptions
{
    /// <summary>The namespace of the class; null: the global one.</summary>
    public string? Namespace { get; init; }

    /// <summary>The name of the class.</summary>
    public string Class { get; init; } = "Gates";

    /// <summary>Whether each gate whose result is made of floats also gets <c>NAME_grad</c>.</summary>
    public bool Gradient { get; init; } = true;

    /// <summary>Whether each gate whose result is one float also gets <c>NAME_hess</c>.</summary>
    public bool Hessian { get; init; }

    /// <summary>Whether each gate also gets <c>NAME_rows</c>, and <c>NAME_grad_rows</c> with <see cref="Gradient"/>: the same over columns, in the machine's widest vectors.</summary>
    public bool Rows { get; init; }

    /// <summary>The names of the gates to write; null: every gate that the module exports.</summary>
    public IReadOnlyList<string>? Gates { get; init; }
}
