namespace GateDsl;

/// <summary>A parameter of a gate.</summary>
/// <param name="Name">Its name; made up (<c>x1</c>) where the source gives none.</param>
/// <param name="Type">Its type.</param>
/// <param name="Domain">Where a doc comment <c>/// sigma in (0, 5]</c> says it lies; null if none does. It changes no value.</param>
public sealed record GateParameter(string Name, GateType Type, GateDomain? Domain = null)
{
    /// <summary>Its name; made up (<c>x1</c>) where the source gives none.</summary>
    public string Name { get; init => field = Given.NotNull(value); } = Given.NotNull(Name);

    /// <summary>Its type.</summary>
    public GateType Type { get; init => field = Given.NotNull(value); } = Given.NotNull(Type);
}

/// <summary>A stretch of numbers.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
/// <param name="LowIncluded">Whether the lower end belongs to it.</param>
/// <param name="HighIncluded">Whether the upper end belongs to it.</param>
public sealed record GateDomain(double Low, double High, bool LowIncluded, bool HighIncluded)
{
    /// <summary>As it is written: <c>(0, 5]</c>.</summary>
    public override string ToString() =>
        $"{(LowIncluded ? '[' : '(')}{NumberText.Of(Low)}, {NumberText.Of(High)}{(HighIncluded ? ']' : ')')}";
}
