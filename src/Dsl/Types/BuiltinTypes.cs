using System.Collections.Immutable;
using GateDsl.Primitives;
using GateDsl.Syntax;

namespace GateDsl.Types;

/// <summary>The type strings of the built-in names, each read when it is first asked for.</summary>
static class BuiltinTypes
{
    static readonly Known?[] known = new Known?[Builtins.All.Length];   // two threads may read the same string: either result serves

    /// <summary>The general type.</summary>
    public static Ty Of(Builtin builtin) => Get(builtin).Type;

    /// <summary>Its parameters, as if they had been written in a definition.</summary>
    public static ImmutableArray<Pattern> Parameters(Builtin builtin) => Get(builtin).Parameters;

    static Known Get(Builtin builtin) => Volatile.Read(ref known[builtin.Index]) ?? Add(builtin);

    static Known Add(Builtin builtin)
    {
        var read = new Known(Read(builtin.Type), [.. builtin.Parameters.Select(name => new NamePattern(new(name, default)))]);
        Volatile.Write(ref known[builtin.Index], read);
        return read;
    }

    sealed record Known(Ty Type, ImmutableArray<Pattern> Parameters);

    /// <summary>Reads <c>('a -> 'b) -> 'a * float -> 'b[]</c>. Type variables: <c>'n</c> number, <c>'i</c> number that is rather an int, <c>'s</c> and the elements of arrays no gates, <c>'e</c> equality, <c>'c</c> comparison, others any type.</summary>
    internal static Ty Read(string text)
    {
        var reader = new Reader(text);
        Ty type = reader.Function();
        reader.End();
        return type;
    }

    ref struct Reader(string text)
    {
        readonly Dictionary<string, Ty> variables = [];
        int position;

        // function ::= tuple ('->' function)?
        public Ty Function()
        {
            Ty left = Tuple();
            return Take("->") ? Ty.Function(left, Function()) : left;
        }

        public void End()
        {
            if (position < text.Length) throw new FormatException($"'{text}' is no type, see column {position + 1}");
        }

        // tuple ::= array ('*' array)*
        Ty Tuple()
        {
            List<Ty> items = [Array()];
            while (Take("*")) items.Add(Array());
            return items is [var only] ? only : Ty.Tuple([.. items]);
        }

        // array ::= item '[]'*
        Ty Array()
        {
            Ty item = Item();
            while (Take("[]"))
            {
                if (item is TyVariable { Demand: Demand.None } element) element.Demand = Demand.Data;
                item = new TyArray(item);
            }
            return item;
        }

        // item ::= 'float' | 'bool' | 'int' | 'unit' | variable | '(' function ')'
        Ty Item()
        {
            if (Take("("))
            {
                Ty inner = Function();
                if (!Take(")")) throw new FormatException($"'{text}' lacks a ')'");
                return inner;
            }
            int start = position;
            while (position < text.Length && (char.IsAsciiLetterOrDigit(text[position]) || text[position] == '\'')) position++;
            string word = text[start..position];
            Take("");
            return word switch
            {
                "float" => Ty.Float,
                "bool" => Ty.Bool,
                "int" => Ty.Int,
                "unit" => Ty.Error,                        // only in the type of 'ignore', whose every use is an error
                ['\'', ..] when variables.TryGetValue(word, out Ty? variable) => variable,
                ['\'', _, ..] => variables[word] = new TyVariable(DemandOf(word), TyVariable.Generic),
                _ => throw new FormatException($"'{text}' is no type, see column {start + 1}"),
            };
        }

        static Demand DemandOf(string variable) => variable switch
        {
            "'n" => Demand.Number,
            "'i" => Demand.Count,
            "'s" => Demand.Data,
            "'e" => Demand.Equality,
            "'c" => Demand.Comparison,
            _ => Demand.None,
        };

        bool Take(string expected)
        {
            if (!text.AsSpan(position).StartsWith(expected, StringComparison.Ordinal)) return false;
            position += expected.Length;
            while (position < text.Length && text[position] == ' ') position++;
            return true;
        }
    }
}
