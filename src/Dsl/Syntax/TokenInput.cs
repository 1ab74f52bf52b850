using Sprache;

namespace GateDsl.Syntax;

/// <summary>What the parsers of one item share: how far reading came, how deep it is nested, what was noticed on the way.</summary>
sealed class Reading(Source source, Report report, Limits limits, Func<int, string?> docs, CancellationToken cancellation)
{
    readonly List<Missed> missed = [];
    int furthest = -1, depth;

    public Report Report => report;

    /// <summary>Asked at every token that is met for the first time.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>What was noticed without stopping the parse; it counts only if the parse succeeds.</summary>
    public List<Diagnostic> Problems { get; } = [];

    /// <summary>The token that no parser could read past, and what could have stood there. <c>Many</c> forgets why it stopped; the message is made from this.</summary>
    public (int Index, IReadOnlyList<Missed> Expected) Furthest => (furthest, missed);

    /// <param name="What">What could have stood there, for a message.</param>
    /// <param name="Opener">Of a closing word: the word that it closes.</param>
    public sealed record Missed(string What, Token? Opener);

    public void Miss(int index, string what, Token? opener = null)
    {
        if (index < furthest) return;
        if (index > furthest) { furthest = index; missed.Clear(); }
        if (!missed.Exists(miss => miss.What == what && ReferenceEquals(miss.Opener, opener))) missed.Add(new(what, opener));
    }

    public string TextOf(Span span) => source.Text.Substring(span.Start, span.Length);

    /// <summary>The warning for a pair such as <c>1,5</c> without blanks and without parentheses; null where it is written as a pair.</summary>
    public Diagnostic? DecimalComma(Span left, Span right)
    {
        string text = source.Text;
        if (right.Start != left.End + 1 || !char.IsAsciiDigit(text[left.End - 1]) || !char.IsAsciiDigit(text[right.Start])) return null;
        int before = left.Start - 1;
        while (before >= 0 && text[before] == ' ') before--;
        if (before >= 0 && text[before] == '(') return null;
        int start = left.End, end = right.Start;
        while (start > left.Start && char.IsAsciiDigit(text[start - 1])) start--;
        if (start > left.Start && (text[start - 1] is '.' or '+' or '-' || Letters.Continues(text[start - 1]))) return null;      // 1.5,2 and x1,2 are no decimal fractions
        while (end < right.End && char.IsAsciiDigit(text[end])) end++;
        return report.DecimalComma(new(start, end - start), text[start..left.End], text[right.Start..end]);
    }

    public string? DocOf(Token let) => docs(let.Span.Start);

    /// <summary>Goes one deeper; <see cref="Leave"/> must follow. Past the limit reading stops with an error.</summary>
    public void Enter(Token at)
    {
        if (++depth > limits.Nesting) throw new Bag.Stop(report.NestingTooDeep(at.Span, limits.Nesting));
    }

    /// <summary>Several levels at once: a chain of signs or of array types.</summary>
    public void Check(Token at, int levels)
    {
        if (depth + levels > limits.Nesting) throw new Bag.Stop(report.NestingTooDeep(at.Span, limits.Nesting));
    }

    public void Leave() => depth--;
}

/// <summary>The tokens of one item as Sprache's input: a linked object per token, made once, so that trying alternatives allocates no input.</summary>
sealed class TokenInput(Token[] tokens, int index, Reading reading) : IInput
{
    TokenInput? next;

    public Token Token => tokens[index];

    /// <summary>The token <paramref name="ahead"/> places further on; past the end the last one.</summary>
    public Token Ahead(int ahead) => tokens[Math.Min(index + ahead, tokens.Length - 1)];

    public int Index => index;

    public Reading Reading => reading;

    public IInput Advance() => next ??= Next();

    TokenInput Next()
    {
        reading.Cancellation.ThrowIfCancellationRequested();
        return new(tokens, Math.Min(index + 1, tokens.Length - 1), reading);
    }

    public bool AtEnd => Token.Kind == Kind.End;

    public int Position => index;

    // The rest of the interface is for characters; no parser here asks for it.
    public string Source => "";
    public char Current => (char)Token.Kind;
    public int Line => Token.Line + 1;
    public int Column => Token.Column + 1;
    public IDictionary<object, object> Memos => throw new NotSupportedException("Parse.Ref is not used");
    public bool Equals(IInput? other) => ReferenceEquals(this, other);
    public override bool Equals(object? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => index;
}

/// <summary>A rule and the kind of token that it starts with.</summary>
sealed record Start<T>(Kind Kind, Parser<T> Rule);

/// <summary>The parsers that the grammar is made of.</summary>
static class TokenParsers
{
    /// <summary>The only parser that looks at a token. A miss is recorded with what was expected.</summary>
    public static Parser<Token> Match(Func<Token, bool> accepts, string expected, Token? opener = null) => input =>
    {
        var at = (TokenInput)input;
        if (accepts(at.Token)) return Result.Success(at.Token, at.Advance());
        at.Reading.Miss(at.Index, expected, opener);
        return Combinators.Failure<Token>(at);
    };

    public static Parser<Token> Token(Kind kind, string expected) => Match(token => token.Kind == kind, expected);

    /// <summary>The rule that starts with the kind of the token at hand. One look decides, so nothing is tried in vain.</summary>
    public static Parser<T> FirstOf<T>(string expected, params Start<T>[] rules)
    {
        var byKind = new Parser<T>?[(int)Kind.LetEnd + 1];
        foreach (Start<T> start in rules) byKind[(int)start.Kind] = start.Rule;
        return input =>
        {
            var at = (TokenInput)input;
            if (byKind[(int)at.Token.Kind] is { } rule) return rule(input);
            at.Reading.Miss(at.Index, expected);
            return Combinators.Failure<T>(at);
        };
    }

    /// <summary>One rule, wherever some others start. Of two rules with one start a later one counts.</summary>
    public static Start<T>[] Starts<TOther, T>(Start<TOther>[] others, Parser<T> rule) => Array.ConvertAll(others, other => new Start<T>(other.Kind, rule));

    /// <summary>A rule that is defined further down.</summary>
    public static Parser<T> Later<T>(Func<Parser<T>> rule) => input => rule()(input);

    /// <summary>The word that closes what <paramref name="opener"/> opened.</summary>
    public static Parser<Token> Closing(Kind kind, string expected, Token opener) => Match(token => token.Kind == kind, expected, opener);

    /// <summary>Succeeds without reading anything where the tokens ahead fit; records no miss.</summary>
    public static Parser<TokenInput> Where(Func<TokenInput, bool> fits) => input =>
    {
        var at = (TokenInput)input;
        return fits(at) ? Result.Success(at, at) : Combinators.Failure<TokenInput>(at);
    };

    /// <summary>The shared state, without reading anything.</summary>
    public static readonly Parser<TokenInput> Here = input => Result.Success((TokenInput)input, input);

    /// <summary>A rule that is defined further down, one level deeper. Every recursion of the grammar passes here, hence depth is counted here.</summary>
    /// <remarks>Not <c>Parse.Ref</c>, which needs memos and throws when a rule is tried again where it failed before.</remarks>
    public static Parser<T> Nested<T>(Func<Parser<T>> rule) => input =>
    {
        var at = (TokenInput)input;
        at.Reading.Enter(at.Token);
        var result = DeepStack.HasRoom ? rule()(input) : DeepStack.Run(() => rule()(input));
        at.Reading.Leave();
        return result;
    };
}
