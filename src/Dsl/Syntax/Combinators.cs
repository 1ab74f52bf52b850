using Sprache;

namespace GateDsl.Syntax;

/// <summary>
/// Sprache's combinators, which the grammar's queries find before those of the package. The same parsers, each of one closure instead of a nest of them:
/// the runtime has fewer types to load at the start of a command, and a file is read in half the time.
/// </summary>
/// <remarks>A failure carries no message and no place: <see cref="Reading.Furthest"/> has them.</remarks>
static class Combinators
{
    public static Parser<TResult> Select<T, TResult>(this Parser<T> parser, Func<T, TResult> make) => input =>
    {
        IResult<T> read = parser(input);
        return read.WasSuccessful ? Result.Success(make(read.Value), read.Remainder) : Failure<TResult>(input);
    };

    public static Parser<TResult> SelectMany<T, TNext, TResult>(this Parser<T> first, Func<T, Parser<TNext>> next, Func<T, TNext, TResult> make) => input =>
    {
        IResult<T> before = first(input);
        if (!before.WasSuccessful) return Failure<TResult>(input);
        T value = before.Value;
        IResult<TNext> after = next(value)(before.Remainder);
        return after.WasSuccessful ? Result.Success(make(value, after.Value), after.Remainder) : Failure<TResult>(input);
    };

    /// <summary>As often as it succeeds and moves on; it iterates, so that a million items are no trouble.</summary>
    public static Parser<List<T>> Many<T>(this Parser<T> parser) => input =>
    {
        List<T> items = [];
        for (IResult<T> read = parser(input); read.WasSuccessful && !ReferenceEquals(read.Remainder, input); read = parser(input))
        {
            items.Add(read.Value);
            input = read.Remainder;
        }
        return Result.Success(items, input);
    };

    public static Parser<List<T>> AtLeastOnce<T>(this Parser<T> parser) => input =>
    {
        IResult<List<T>> read = parser.Many()(input);
        return read.Value.Count > 0 ? read : Failure<List<T>>(input);
    };

    /// <summary>Null where it fails, without reading anything.</summary>
    public static Parser<T?> Optional<T>(this Parser<T> parser) where T : class => input =>
    {
        IResult<T> read = parser(input);
        return read.WasSuccessful ? read : Result.Success<T?>(null, input);
    };

    public static Parser<T> Or<T>(this Parser<T> first, Parser<T> second) => input =>
    {
        IResult<T> read = first(input);
        return read.WasSuccessful ? read : second(input);
    };

    public static IResult<T> Failure<T>(IInput input) => Result.Failure<T>(input, "", []);
}
