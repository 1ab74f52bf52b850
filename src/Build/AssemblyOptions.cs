using GateDsl.Emit;

namespace GateDsl.Build;

/// <summary>What goes into an assembly of gates.</summary>
public sealed record AssemblyOptions
{
    /// <summary>The name of the assembly; null: the class's.</summary>
    public string? AssemblyName { get; init; }

    /// <summary>The class, its namespace, and which functions it has.</summary>
    public CSharpOptions CSharp { get; init; } = new();
}
