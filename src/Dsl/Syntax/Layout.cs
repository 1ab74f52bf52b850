namespace GateDsl.Syntax;

/// <summary>
/// The offside rule: the tokens of one top-level item go in, and come out with the ends of blocks, definitions and lines made visible
/// (<see cref="Kind.BlockBegin"/> to <see cref="Kind.LetEnd"/>).
/// </summary>
/// <remarks>
/// The rule is that of the F# language specification, section 15: a stack of contexts, each with the column it started in. A token in a column to the
/// left of a context ends it; a token that opens a context must stand right of the limit that the contexts around it set.
/// Every token is looked at a bounded number of times for each context it closes, so the whole is linear; nothing recurses.
/// </remarks>
sealed partial class Layout(Report report)
{
    enum Context : byte
    {
        Block,          // a sequence of definitions and expressions that start in one column
        Line,           // the rest of an expression in a block: what stands right of its first token continues it
        Let, Paren, If, Then, Else, Fun,
    }

    /// <param name="Marked">Its end becomes a token. Of a 'let': it stands at the start of a block's item.</param>
    /// <param name="ForBlock">The leftmost column of a block that is opened inside and may pass over blocks and brackets; likewise the next two.</param>
    sealed record Frame(Context Kind, Token At, int Column, bool Marked, int ForBlock, int ForIf, int ForOther)
    {
        /// <summary>Block: nothing of the current item has been read.</summary>
        public bool First { get; set; } = true;

        /// <summary>Block: it is what a 'for' in an array does.</summary>
        public bool IsDo { get; set; }
    }

    readonly List<Frame> stack = [];
    readonly List<Token> result = [];
    readonly int[] open = new int[8];        // how many frames of each kind are on the stack
    Token[] tokens = [];
    int next;                                // the token after the one being looked at
    Token last = Token.None;                 // the token before it

    /// <summary>The first thing that is not indented enough; null if all is.</summary>
    public Diagnostic? Problem { get; private set; }

    public List<Token> Run(Token[] item, CancellationToken cancellation = default)
    {
        tokens = item;
        stack.Clear();
        result.Clear();
        Array.Clear(open);
        Array.Clear(openBrackets);
        (Problem, next) = (null, 1);
        PushBlock(tokens[0], marked: false);
        for (int i = 0; i < tokens.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            next = i + 1;
            var token = tokens[i];
            if (token.Is(Kind.Reserved, "for") && openBrackets[Arrays] > 0) InOfFor(i);
            if (token.Kind == Kind.Else && Upcoming.Kind == Kind.If && Upcoming.Line == token.Line)
            {
                token = token with { Kind = Kind.Elif, Text = "else if", Span = token.Span.To(Upcoming.Span) };      // so that long chains stay flat
                next = ++i + 1;
            }
            Process(token);
        }
        return result;
    }

    // The 'in' of a 'for' ends no 'let'.
    void InOfFor(int at)
    {
        int depth = 0;
        for (int i = at + 1; tokens[i].Kind is not (Kind.End or Kind.LeftArray or Kind.RightArray or Kind.Let or Kind.Reserved) && (depth > 0 || tokens[i].Kind != Kind.Arrow); i++)
        {
            if (tokens[i].Kind == Kind.LeftParen) depth++;
            else if (tokens[i].Kind == Kind.RightParen) depth--;
            else if (tokens[i].Kind == Kind.In)
            {
                tokens[i] = tokens[i] with { Kind = Kind.Symbol };
                return;
            }
        }
    }

    Token Upcoming => tokens[Math.Min(next, tokens.Length - 1)];

    // ---- one token

    void Process(Token token)
    {
        bool newItem = true;                 // the token may start an item of a block
        while (stack.Count > 0)
        {
            Frame top = stack[^1];
            if (Closes(token, top))
            {
                newItem |= Pop();
                continue;
            }
            if (token.Kind == Kind.In && top.Kind == Context.Let)
            {
                bool marked = top.Marked;
                Pop(silently: true);
                result.Add(marked ? token with { Kind = Kind.LetEnd, Text = "in" } : token);
                Settle(token);
                return;
            }
            if (top.Kind == Context.Paren && Matches(top.At, token))
            {
                Pop();
                result.Add(token);
                Settle(token);
                return;
            }
            if (IsOffside(token, top, closed: false))
            {
                newItem |= Pop();
                continue;
            }
            if (top.Kind == Context.Block && newItem && StartsItem(token, top)) newItem = false;
            break;
        }
        Open(token);
    }

    // After a bracket or 'in' has closed its context, its own column may close others.
    void Settle(Token token)
    {
        bool newItem = true;
        while (stack.Count > 0)
        {
            Frame top = stack[^1];
            if (IsOffside(token, top, closed: token.Kind != Kind.In)) { newItem |= Pop(); continue; }
            if (top.Kind == Context.Block && newItem && token.Kind == Kind.In) StartsItem(token, top);
            return;
        }
    }

    // Returns true where the token is in the block's column and a separator was put before it.
    bool StartsItem(Token token, Frame block)
    {
        if (block.First) { block.First = false; return true; }
        if (token.Column != block.Column || token.Line == block.At.Line || Continues(token)) return true;
        Insert(Kind.Separator);
        return true;
    }

    // Else, a closing bracket, 'in' and the end close everything up to what they belong to.
    bool Closes(Token token, Frame top) => token.Kind switch
    {
        Kind.End => true,
        Kind.Else or Kind.Elif => top.Kind != Context.If && open[(int)Context.If] > 0,
        Kind.In => top.Kind != Context.Let && open[(int)Context.Let] > 0,
        Kind.Symbol when token.Text == ";" => openBrackets[Arrays] > 0 && top.Kind != Context.Paren && stack[^2].Kind != Context.Paren,
        Kind.RightParen or Kind.RightArray or Kind.Symbol when IsClosing(token) => !(top.Kind == Context.Paren && Matches(top.At, token)) && HasOpen(token),
        _ => false,
    };

    // The place of [| among the brackets.
    const int Arrays = 2;

    bool HasOpen(Token closing) => openBrackets[Bracket(closing.Text)] > 0;

    readonly int[] openBrackets = new int[5];

    // Which of the five kinds of brackets.
    static int Bracket(string text) => text switch { "(" or ")" => 0, "[" or "]" => 1, "[|" or "|]" => Arrays, "{" or "}" => 3, _ => 4 };

    bool IsOffside(Token token, Frame top, bool closed)
    {
        int column = token.Kind == Kind.End ? -1 : token.Column;
        return top.Kind switch
        {
            Context.Block => column + (closed ? 0 : Grace(token)) < top.Column,
            Context.Line => column <= top.Column,
            Context.Let => top.Marked && (closed || token.Is(Kind.Reserved, "and") ? column + 1 : column) <= top.Column,
            Context.If => (closed || token.Kind is Kind.Then or Kind.Else or Kind.Elif or Kind.RightParen or Kind.RightArray ? column + 1 : column) <= top.Column,
            Context.Then or Context.Else => (closed ? column + 1 : column) <= top.Column,
            Context.Fun => column <= top.Column,
            _ => false,
        };
    }

    // An operator at the start of a line may stand left of its operands by its width and a blank.
    static int Grace(Token token) => IsInfix(token) ? token.Text.Length + 1 : 0;

    /// <summary>Operators that continue the line above. As in F#, not = &lt; &gt; and %, which have other uses at the start of a line.</summary>
    static bool IsInfix(Token token) => token.Kind switch
    {
        Kind.Comma => true,
        Kind.Operator => token.Text is not ("=" or "<" or ">" or "%"),
        Kind.Symbol => token.Text is ":=" or "::" or ":>" or "@",
        _ => false,
    };

    // Tokens that may stand in the column of a block and do not start an item of it.
    static bool Continues(Token token) => IsInfix(token) || token.Kind is Kind.Then || IsClosing(token)
        || (token.Kind == Kind.Reserved && token.Text is "end" or "and" or "with");

    static bool IsClosing(Token token) => token.Kind is Kind.RightParen or Kind.RightArray || (token.Kind == Kind.Symbol && token.Text is "]" or "}" or ">]");

    static bool IsOpening(Token token) => token.Kind is Kind.LeftParen or Kind.LeftArray || (token.Kind == Kind.Symbol && token.Text is "[" or "{" or "[<");

    static bool Matches(Token opening, Token closing) => IsClosing(closing) && Bracket(opening.Text) == Bracket(closing.Text);

    // ---- what a token opens

    void Open(Token token)
    {
        last = token;
        switch (token.Kind)
        {
            case Kind.Let:
                Push(Context.Let, token, marked: stack.Count > 0 && stack[^1].Kind == Context.Block);
                break;
            case Kind.If or Kind.Elif: Push(Context.If, token); break;
            case Kind.Fun:
            case Kind.Reserved when token.Text == "for" && openBrackets[Arrays] > 0:      // [| for x in xs -> … |]: its arrow opens a block as that of a 'fun' does
                Push(Context.Fun, token, marked: true);
                break;
            case Kind.Reserved when token.Text == "do" && stack.Count > 0 && stack[^1] is { Kind: Context.Fun, At.Kind: Kind.Reserved }:       // what F# writes for the arrow
                result.Add(token with { Kind = Kind.Arrow });
                PushBlock(Upcoming, marked: true);
                stack[^1].IsDo = true;
                return;
            case Kind.Reserved when token.Text == "yield" && stack.Count > 0 && stack[^1].IsDo:            // says nothing that the place does not say
                Push(Context.Line, token);
                return;
            case Kind.Operator when token.Text == "=" && stack.Count > 0 && stack[^1].Kind == Context.Let:
            case Kind.Arrow when stack.Count > 0 && stack[^1].Kind == Context.Fun:
                result.Add(token);
                PushBlock(Upcoming, marked: true);
                return;
            case Kind.Then or Kind.Else:
                Push(token.Kind == Kind.Then ? Context.Then : Context.Else, token);
                result.Add(token);
                PushBlock(Upcoming, marked: true);
                return;
            case Kind.Assert when Upcoming.Line != token.Line || Upcoming.Kind is Kind.If or Kind.Let:
                result.Add(token);
                PushBlock(Upcoming, marked: true);
                return;
            case Kind.LeftParen or Kind.LeftArray or Kind.Symbol when IsOpening(token):
                Push(Context.Paren, token);
                result.Add(token);
                PushBlock(Upcoming, marked: false);
                return;
            default:
                if (IsInfix(token) && Upcoming.Line != token.Line)
                {
                    result.Add(token);
                    PushBlock(Upcoming, marked: false);
                    return;
                }
                if (token.Kind != Kind.End && stack.Count > 0 && stack[^1].Kind == Context.Block) Push(Context.Line, token);
                break;
        }
        result.Add(token);
    }

    // The token at which the block starts is the next one; where it is too far left the block is opened all the same, so that reading can go on.
    void PushBlock(Token start, bool marked)
    {
        Push(Context.Block, start, marked);
        if (marked) Insert(Kind.BlockBegin);
    }

    void Push(Context kind, Token at, bool marked = false)
    {
        int column = at.Kind == Kind.End ? -1 : at.Column;
        if (kind != Context.Line && at.Kind != Kind.End && Problem is null && stack.Count > 0 && column < Limit(kind)) Problem = report.Offside(at.Span, Limit(kind), Around(kind).Span, IsInfix(last) ? last.Text : null);
        Loose(stack.Count - 1, out int forBlock, out int forIf, out int forOther);
        switch (kind)
        {
            case Context.Let: forBlock = forIf = forOther = column + 1; break;
            case Context.If: (forBlock, forIf, forOther) = (column + 1, column, column + 1); break;
            case Context.Else when stack.Count > 0 && stack[^1].Kind == Context.If: forBlock = stack[^1].Column; break;
        }
        if (kind == Context.Paren) openBrackets[Bracket(at.Text)]++;
        open[(int)kind]++;
        stack.Add(new(kind, at, column, marked, forBlock, forIf, forOther));
    }

    // Returns true where a token was put into the result.
    bool Pop(bool silently = false)
    {
        var top = stack[^1];
        stack.RemoveAt(stack.Count - 1);
        open[(int)top.Kind]--;
        if (top.Kind == Context.Paren) openBrackets[Bracket(top.At.Text)]--;
        if (!top.Marked || silently) return false;
        Insert(top.Kind switch { Context.Let => Kind.LetEnd, Context.Fun => Kind.FunEnd, _ => Kind.BlockEnd });
        return true;
    }

    void Insert(Kind kind) => result.Add(new(kind, "", new(result.Count > 0 ? result[^1].Span.End : tokens[0].Span.Start, 0), last.Line, last.Column));
}
