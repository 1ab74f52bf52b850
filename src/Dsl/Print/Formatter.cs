using System.Text;
using GateDsl.Syntax;

namespace GateDsl.Printing;

/// <summary>
/// The one layout of a gate file. Comments stay with what they speak of, single blank lines separate groups as they did, and the meaning never changes:
/// each item is read again after printing, and kept as it was written where the tree would differ or a comment has no place of its own.
/// </summary>
static class Formatter
{
    /// <summary>The longest line, where lines can be broken.</summary>
    public const int Width = 100;

    /// <summary>The text in its canonical layout; null where it has errors, which are then in <paramref name="bag"/>.</summary>
    public static string? Format(Source source, Limits limits, Bag bag)
    {
        var module = Grammar.ParseModule(source, limits, bag);
        if (bag.HasErrors) return null;
        return new Work(source, limits, module, Lexer.Read(source).Tokens).Run();
    }

    sealed class Work(Source source, Limits limits, SyntaxModule module, List<Token> tokens)
    {
        readonly StringBuilder result = new();
        readonly string text = source.Text;
        int comment, token, end;                       // the next comment, the next token, the end of what has been printed

        public string Run()
        {
            foreach (var item in module.Items)
            {
                Between(item.Span.Start);
                int first = token;
                while (tokens[token].Kind != Kind.End && tokens[token].Span.Start < item.Span.End) token++;
                var words = tokens.GetRange(first, token - first);
                var inside = new List<Comment>();
                for (; comment < module.Comments.Length && module.Comments[comment].Span.Start < item.Span.End; comment++) inside.Add(module.Comments[comment]);
                result.Append(Print(item, words, inside));
                end = item.Span.End;
            }
            Between(text.Length);
            if (result.Length > 0) result.Append('\n');
            return result.ToString();
        }

        // The comments between two items, and the blank lines that separate groups.
        void Between(int start)
        {
            bool afterItem = end > 0;
            while (comment < module.Comments.Length && module.Comments[comment].Span.Start < start)
            {
                var one = module.Comments[comment++];
                var before = text.AsSpan(end, one.Span.Start - end);
                if (afterItem && before.IndexOfAny('\n', '\r') < 0) result.Append("  ").Append(Clean(one.Text));      // behind the item, on its line
                else NewLine(before).Append(Clean(one.Text));
                end = one.Span.End;
                afterItem = true;
            }
            // 'let x = 1 in' at the top: the word belongs to no tree.
            while (tokens[token].Kind != Kind.End && tokens[token].Span.Start < start) end = Math.Max(end, tokens[token++].Span.End);
            if (start < text.Length || tokens[token].Kind != Kind.End) NewLine(text.AsSpan(end, start - end));
        }

        StringBuilder NewLine(ReadOnlySpan<char> between)
        {
            if (result.Length == 0) return result;
            return result.Append(CommentPlaces.HasBlankLine(between) ? "\n\n" : "\n");
        }

        string Print(Item item, List<Token> words, List<Comment> inside)
        {
            var comments = new CommentPlaces(text, words, inside);
            var printer = new SourceText(comments);
            string printed = printer.TopLevel(item).Print(Width);
            return comments.AllTaken && MeansTheSame(item, printed, inside.Count) ? printed : AsWritten(item);
        }

        bool MeansTheSame(Item item, string printed, int count)
        {
            var bag = new Bag();
            var again = Grammar.ParseModule(new Source(source.Name, printed + "\n"), limits, bag);
            return !bag.HasErrors && again.Items.Length == 1 && again.Comments.Length == count && Shape.Of(again.Items[0]) == Shape.Of(item);
        }

        string AsWritten(Item item) => Clean(text[item.Span.Start..item.Span.End]);

        // Line ends are LF, and no line ends in blanks.
        static string Clean(string part) => string.Join("\n", part.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd(' ')));
    }
}
