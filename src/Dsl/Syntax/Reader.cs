using System.Collections.Immutable;
using Sprache;

namespace GateDsl.Syntax;

static partial class Grammar
{
    /// <summary>
    /// Reads a file. Each item is read on its own, from its first column to the next one, so that a mistake in one does not reach another;
    /// an item with a mistake becomes a <see cref="BrokenItem"/>.
    /// </summary>
    public static SyntaxModule ParseModule(Source source, Limits limits, Bag bag) => new Reader(source, limits, bag).Module();

    /// <summary>Reads a text that is one expression; null where it is not, and then <paramref name="bag"/> says why.</summary>
    public static Expr? ParseExpression(Source source, Limits limits, Bag bag) => new Reader(source, limits, bag).Expression();

    sealed record DefinitionThenResult(DefinitionItem Definition, ResultItem Result) : Item(Definition.Span.To(Result.Span));

    sealed class Reader(Source source, Limits limits, Bag bag)
    {
        readonly Report report = new(source);
        readonly Lexed lexed = source.Text.Length <= limits.SourceLength ? Lexer.Read(source, bag.Cancellation) : new([Token.None], [], []);
        readonly Dictionary<int, Span> unindented = [];  // by the start of a definition: where its body starts in the first column
        int problem;                                     // the next problem of the lexer to be reported

        public SyntaxModule Module()
        {
            var items = ImmutableArray.CreateBuilder<Item>();
            if (IsTooLong()) return new(source, [], []);
            foreach (var piece in Pieces())
            {
                var item = Item(piece);
                if (item is DefinitionThenResult(var definition, var result)) items.AddRange(definition, result);
                else items.Add(item);
            }
            ReportLexical(source.Text.Length + 1);
            return new(source, items.DrainToImmutable(), [.. lexed.Comments]);
        }

        public Expr? Expression()
        {
            if (IsTooLong()) return null;
            var piece = Piece(0, lexed.Tokens.Count - 1);
            if (piece.Length == 1)
            {
                ReportLexical(source.Text.Length + 1);
                bag.Add(report.Unfinished(new(0, 0), "the start", "an expression"));
                return null;
            }
            Expr? read = Read(piece, WholeExpression);
            ReportLexical(source.Text.Length + 1);           // what follows the last word: a comment that is not closed
            return read;
        }

        bool IsTooLong()
        {
            if (source.Text.Length <= limits.SourceLength) return false;
            bag.Add(report.SourceTooLong(source.Text.Length, limits.SourceLength));
            return true;
        }

        // ---- pieces: the tokens of one item and an end

        List<Token[]> Pieces()
        {
            var pieces = new List<Token[]>();
            var tokens = lexed.Tokens;
            int start = 0, depth = 0;
            for (int i = 0; i < tokens.Count - 1; i++)
            {
                var token = tokens[i];
                bool startsLine = i == 0 || tokens[i - 1].Line != token.Line;
                if (i > start && startsLine && IsInFirstColumn(token) && StartsItem(token, inside: (depth > 0 && tokens[start].Kind != Kind.Let) || tokens[i - 1].Kind is Kind.Operator or Kind.Comma or Kind.Arrow or Kind.LeftParen or Kind.LeftArray or Kind.Then && !tokens[i - 1].IsOperator("=")))
                {
                    if (IsBodyOf(start, i)) { unindented.TryAdd(tokens[start].Span.Start, token.Span); continue; }
                    pieces.Add(Piece(start, i));
                    (start, depth) = (i, 0);
                }
                if (token.Kind is Kind.LeftParen or Kind.LeftArray) depth++;
                else if (token.Kind is Kind.RightParen or Kind.RightArray) depth--;
            }
            if (tokens.Count > 1) pieces.Add(Piece(start, tokens.Count - 1));
            return pieces;
        }

        // let f x =
        // let y = x + 1        <- meant as the body, since it uses a parameter and no blank line is between
        // y * 2
        bool IsBodyOf(int start, int next)
        {
            var tokens = lexed.Tokens;
            if (tokens[start].Kind != Kind.Let || tokens[next].Line != tokens[next - 1].Line + 1 || tokens[next].Line > tokens[start].Line + 20) return false;
            bool known = unindented.ContainsKey(tokens[start].Span.Start);
            if (!known && !tokens[next - 1].IsOperator("=")) return false;
            if (tokens[next].Kind == Kind.Let && !tokens[Math.Min(next + 2, tokens.Count - 1)].IsOperator("=")) return false;
            var names = new HashSet<string>();
            for (int i = start + 2; i < next; i++) if (tokens[i].Kind == Kind.Identifier && (tokens[i - 1].Kind == Kind.Let || !known || tokens[i].Line == tokens[start].Line)) names.Add(tokens[i].Text);
            for (int i = next; i < tokens.Count && tokens[i].Line == tokens[next].Line; i++) if (tokens[i].Kind == Kind.Identifier && names.Contains(tokens[i].Text)) return true;
            return false;
        }

        static bool StartsItem(Token token, bool inside) => token.Kind switch
        {
            Kind.Let or Kind.Open or Kind.Assert => true,
            Kind.Operator or Kind.Comma or Kind.Colon or Kind.Arrow or Kind.RightParen or Kind.RightArray or Kind.Then or Kind.Else or Kind.Elif or Kind.In or Kind.Dot => false,
            Kind.Symbol => token.Text is "[<" or "#" && !inside,
            Kind.Reserved => token.Text is not ("and" or "with" or "end" or "done" or "finally"),
            _ => !inside,
        };

        Token[] Piece(int from, int to)
        {
            var piece = new Token[to - from + 1];
            lexed.Tokens.CopyTo(from, piece, 0, to - from);
            var last = to > from ? lexed.Tokens[to - 1] : lexed.Tokens[to];
            piece[^1] = new(Kind.End, "", new(to > from ? last.Span.End : 0, 0), last.Line, 0);
            return piece;
        }

        // ---- one item

        Item Item(Token[] piece) => Read(piece, WholeItem) ?? new BrokenItem(NamesOf(piece), piece[0].Span.To(piece[^1].Span));

        T? Read<T>(Token[] piece, Parser<T> rule) where T : class
        {
            int end = piece[^1].Span.End;
            bool good = !HasLexicalError(end);
            var layout = new Layout(report);
            var tokens = layout.Run(piece, bag.Cancellation).ToArray();
            var reading = new Reading(source, report, limits, DocOf, bag.Cancellation);
            T? result = null;
            Diagnostic? stopped = null;
            try
            {
                var read = rule(new TokenInput(tokens, 0, reading));
                if (read.WasSuccessful) result = read.Value;
                else stopped = Explain.Failure(report, source, tokens, reading);
            }
            catch (Bag.Stop stop) { stopped = stop.Diagnostic; }
            catch (DeepStack.TooDeep) { stopped = report.NestingTooDeep(piece[0].Span, limits.Nesting); }
            if (layout.Problem is { } offside && (stopped is null || offside.Span.Start <= tokens[Math.Max(reading.Furthest.Index, 0)].Span.Start)) stopped = offside;
            if (stopped is null && ForeignWords.Definition(report, tokens) is { } definition && !ForeignWords.IsDefined(lexed.Tokens, source.Text.Substring(definition.Span.Start, definition.Span.Length))) stopped = definition;
            if (unindented.TryGetValue(piece[0].Span.Start, out var body)) stopped = report.BodyNotIndented(body, piece[1].Text);
            if (!IsInFirstColumn(piece[0]) && rule is Parser<Item>) stopped = report.NotInFirstColumn(piece[0].Span);

            List<Diagnostic> found = [];
            while (problem < lexed.Problems.Count && lexed.Problems[problem].Span.Start <= end) found.Add(lexed.Problems[problem++]);
            // Where a tab indents, the columns that the layout was read from are not those that the author sees.
            if (stopped is not null && found.Exists(one => one.Code == Report.Code(101) && IsIndentation(one.Span.Start))) stopped = null;
            if (stopped is not null)
            {
                // What the lexer noticed after the place where reading stopped is probably part of the same mistake.
                found.RemoveAll(one => one.Span.Start > stopped.Span.Start);
                if (!found.Any(one => one.Span.To(stopped.Span).Length <= one.Span.Length + stopped.Span.Length - 1) && !IsAt(tokens, stopped, Kind.Bad)) found.Add(stopped);
            }
            else found.AddRange(reading.Problems);
            if (found.Count > 0) foreach (var one in found.OrderBy(one => one.Span.Start)) bag.Add(one);
            return good && stopped is null && !found.Any(one => one.Severity == Severity.Error) ? result : null;
        }

        static bool IsAt(Token[] tokens, Diagnostic diagnostic, Kind kind) => tokens.Any(token => token.Kind == kind && token.Span == diagnostic.Span);

        bool HasLexicalError(int end) => problem < lexed.Problems.Count && lexed.Problems[problem].Span.Start <= end;

        void ReportLexical(int end)
        {
            while (problem < lexed.Problems.Count && lexed.Problems[problem].Span.Start <= end) bag.Add(lexed.Problems[problem++]);
        }

        // let f x = …: the names before the parameters; with commas all of them.
        static ImmutableArray<Identifier> NamesOf(Token[] piece)
        {
            var names = ImmutableArray.CreateBuilder<Identifier>();
            if (piece[0].Kind != Kind.Let) return [];
            bool tuple = false;
            for (int i = 1; i < piece.Length && !piece[i].IsOperator("=") && piece[i].Kind != Kind.End; i++)
            {
                if (piece[i].Kind is Kind.Comma) tuple = true;
                if (piece[i].Kind == Kind.Identifier && piece[i - 1].Kind != Kind.Colon) names.Add(new(piece[i].Text, piece[i].Span));
            }
            if (!tuple && names.Count > 1) names.RemoveRange(1, names.Count - 1);
            return names.DrainToImmutable();
        }

        bool IsIndentation(int at) => source.Text.AsSpan(0, at).TrimEnd(" \t") is var before && (before.Length == 0 || before[^1] is '\n' or '\r');

        // (* a *) 2.0: only comments before it in its line, the first of them in the first column.
        bool IsInFirstColumn(Token token)
        {
            int start = token.Span.Start;
            if (token.Column == 0) return true;
            for (int comment = LastCommentBefore(start); comment >= 0; comment--)
            {
                Span one = lexed.Comments[comment].Span;
                if (source.Text.AsSpan(one.End, start - one.End).ContainsAnyExcept(' ')) return false;
                if (one.Start == 0 || source.Text[one.Start - 1] is '\n' or '\r') return true;
                start = one.Start;
            }
            return false;
        }

        int LastCommentBefore(int start)
        {
            int low = 0, high = lexed.Comments.Count;
            while (low < high)
            {
                int middle = (low + high) / 2;
                if (lexed.Comments[middle].Span.Start < start) low = middle + 1;
                else high = middle;
            }
            return low - 1;
        }

        // The /// lines above a 'let', nearest block.
        string? DocOf(int start)
        {
            if (lexed.Comments.Count == 0) return null;
            int comment = LastCommentBefore(start);
            var lines = new List<string>();
            int below = start;
            for (; comment >= 0; comment--)
            {
                var one = lexed.Comments[comment];
                if (!source.Text.AsSpan(one.Span.End, below - one.Span.End).IsWhiteSpace()) break;      // something stands between
                bool isDoc = one.Text.StartsWith("///", StringComparison.Ordinal) && !one.Text.StartsWith("////", StringComparison.Ordinal);
                if (isDoc) lines.Add(one.Text[3..] is [' ', .. var rest] ? rest : one.Text[3..]);
                else if (lines.Count > 0) break;
                below = one.Span.Start;
            }
            lines.Reverse();
            return lines.Count == 0 ? null : string.Join("\n", lines.Select(line => line.TrimEnd()));
        }
    }
}
