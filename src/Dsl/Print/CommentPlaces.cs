using GateDsl.Syntax;
using static GateDsl.Printing.Doc;

namespace GateDsl.Printing;

/// <summary>
/// The comments inside one item, by the place that the formatter can give back to them: alone above something that starts a line, behind something that
/// ends one, or behind a <c>=</c>, <c>then</c>, <c>else</c> or <c>-></c>. What is asked for is taken; what is left over has no such place.
/// </summary>
sealed class CommentPlaces
{
    readonly Dictionary<int, List<Comment>> above = [], behind = [], header = [];
    readonly HashSet<int> blankAbove = [];
    int left;

    /// <summary>For printing on few lines: no comments, and local definitions on one line.</summary>
    public static CommentPlaces None { get; } = new() { Multiline = false };

    /// <summary>Whether local definitions are written below each other.</summary>
    public bool Multiline { get; private init; } = true;

    /// <summary>True where every comment has been taken.</summary>
    public bool AllTaken => left == 0;

    CommentPlaces() { }

    /// <param name="tokens">The item's words, in order.</param>
    /// <param name="inside">The comments between the first and the last of them.</param>
    public CommentPlaces(string text, IReadOnlyList<Token> tokens, IEnumerable<Comment> inside)
    {
        foreach (var comment in inside)
        {
            left++;
            int next = Next(tokens, comment.Span.End);
            if (next == 0 || next == tokens.Count) continue;
            bool startsLine = StartsLine(text, comment.Span.Start), endsLine = EndsLine(text, comment.Span.End);
            if (startsLine && endsLine) Add(above, tokens[next].Span.Start, comment);
            else if (endsLine) Add(IsOpening(tokens[next - 1]) ? header : behind, IsOpening(tokens[next - 1]) ? tokens[next].Span.Start : tokens[next - 1].Span.End, comment);
        }
        for (int i = 1; i < tokens.Count; i++)
        {
            if (HasBlankLine(text.AsSpan(tokens[i - 1].Span.End, tokens[i].Span.Start - tokens[i - 1].Span.End))) blankAbove.Add(tokens[i].Span.Start);
        }
    }

    static bool IsOpening(Token token) => token.Kind is Kind.Then or Kind.Else or Kind.Arrow || token.IsOperator("=");

    /// <summary>Was there a blank line above what starts here? Groups of definitions are kept.</summary>
    public bool BlankAbove(int start) => blankAbove.Remove(start);

    /// <summary>The comments above what starts here, each on its line, and a blank line before them where there was one.</summary>
    public Doc Above(int start)
    {
        Doc blank = blankAbove.Remove(start) ? Hard : Nothing;
        if (!above.Remove(start, out var found)) return blank;
        left -= found.Count;
        return Join([blank, .. found.Select(comment => Join(comment.Text, Hard))]);
    }

    /// <summary>The comment behind what ends here.</summary>
    public Doc Behind(int end) => Take(behind, end);

    /// <summary>The comment behind the sign or word that opens what starts here.</summary>
    public bool TakeHeader(int start, out Doc doc)
    {
        bool any = header.ContainsKey(start) || above.ContainsKey(start);
        doc = Take(header, start);
        return any;
    }

    Doc Take(Dictionary<int, List<Comment>> places, int position)
    {
        if (!places.Remove(position, out var found)) return Nothing;
        left -= found.Count;
        return Join([.. found.Select(comment => Text("  " + comment.Text))]);
    }

    static void Add(Dictionary<int, List<Comment>> places, int position, Comment comment)
    {
        if (comment.Text.AsSpan().ContainsAny('\r', '\n')) return;           // over several lines: it is left where it is
        if (!places.TryGetValue(position, out var list)) places[position] = list = [];
        list.Add(comment);
    }

    static int Next(IReadOnlyList<Token> tokens, int position)
    {
        int low = 0, high = tokens.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (tokens[middle].Span.Start < position) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    static bool StartsLine(string text, int position)
    {
        while (position > 0 && text[position - 1] == ' ') position--;
        return position == 0 || text[position - 1] is '\n' or '\r';
    }

    static bool EndsLine(string text, int position)
    {
        while (position < text.Length && text[position] == ' ') position++;
        return position == text.Length || text[position] is '\n' or '\r';
    }

    /// <summary>Two line ends with nothing but blanks between.</summary>
    public static bool HasBlankLine(ReadOnlySpan<char> between)
    {
        int ends = 0;
        for (int i = 0; i < between.Length; i++)
        {
            if (between[i] is '\n' or '\r')
            {
                if (between[i] == '\r' && i + 1 < between.Length && between[i + 1] == '\n') i++;
                if (++ends == 2) return true;
            }
            else if (between[i] != ' ') ends = 0;
        }
        return false;
    }
}
