using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace GateDsl;

/// <summary>What the host gives, checked where it comes in.</summary>
static class Given
{
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public static T NotNull<T>([NotNull] T? value, [CallerArgumentExpression(nameof(value))] string? name = null) where T : class
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value;
    }

    /// <exception cref="ArgumentNullException">It is null, or an item of it is.</exception>
    public static IReadOnlyList<T> AllNotNull<T>(IReadOnlyList<T> values, [CallerArgumentExpression(nameof(values))] string? name = null) where T : class
    {
        ArgumentNullException.ThrowIfNull(values, name);
        foreach (T value in values) ArgumentNullException.ThrowIfNull(value, name);
        return values;
    }

    /// <exception cref="ArgumentNullException">It is no array, or an item of it is null.</exception>
    public static ImmutableArray<T> AllNotNull<T>(ImmutableArray<T> values, [CallerArgumentExpression(nameof(values))] string? name = null) where T : class
    {
        if (values.IsDefault) throw new ArgumentNullException(name);
        foreach (T value in values) ArgumentNullException.ThrowIfNull(value, name);
        return values;
    }
}
