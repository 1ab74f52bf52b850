using System.Text;
using CsCheck;

namespace GateDsl.Dsl.Tests.Syntax;

/// <summary>Random texts that look like gate files.</summary>
static class Texts
{
    static readonly string[] Words =
    [
        "let", "let f x =", "in", "fun", "->", "if", "then", "elif", "else", "assert", "open", "true", "false", "x", "y", "f", "f'x", "g''", "_", "1", "2.5", "1e3", "1e999", "2x", "1.0m",
        "+", "-", "*", "/", "%", "**", "||", "&&", "=", "<>", "<", "<=", ">", ">=", "|>", "<|", ">>", "<<", ",", ":", "float", "bool", "'a", "(", ")", "(", ")", "()", "[", "]", "[|", "|]", "{", "}",
        ";", ";;", "<-", ":=", ".", "..", "|", "&", "!", "?", "@", "#", "$", "^", "~", "\\", "==", "!=", "=>", "--", "++", "(*", "*)", "(*)", "//", "///", "\"", "\"a\"", "'", "'c'", "``", "``a b``",
        "Array.map", "Array.", "Array.filter", "List.map", ".[", ".[0]", "x[1..]", ".Length", "[||]", "[| for x in", "0 ..", "iterate", "int", "float[]",
        "match", "with", "rec", "mutable", "type", "module", "for", "while", "and", "or", "mod", "return", "def", "null", "²", "₁", "−", "·", "≤", "\u00a0", "\t", "\0", "€", "價", "😀", "\ud835",
        "\n", "\n", "\n", "\n    ", "\n    ", "\n  ", "\n        ", "\r\n", "\r", " ", " ", "  ",
    ];

    static readonly Gen<string> Word = Gen.Int[0, Words.Length - 1].Select(i => Words[i]);

    /// <summary>Words of the language and of others in any order.</summary>
    public static readonly Gen<string> NearlyValid = Gen.Select(Word, Gen.Bool).Array[0, 60].Select(words =>
        string.Concat(words.Select(pair => pair.Item2 ? pair.Item1 + " " : pair.Item1)));

    static readonly string[] Examples = [.. Directory.GetFiles(Repository.PathOf("examples"), "*.gate").Select(File.ReadAllText),
        .. Directory.GetFiles(Repository.PathOf("tests", "golden", "errors"), "*.gate").Select(File.ReadAllText)];

    /// <summary>A part of an example with some places changed: deleted, doubled, replaced, moved.</summary>
    public static readonly Gen<string> Mutated = Gen.Select(Gen.Int[0, Examples.Length - 1], Gen.Select(Gen.Int[0, 3], Gen.Int[0, 100_000], Gen.Int[1, 12], Word).Array[1, 6], (which, changes) =>
    {
        var text = new StringBuilder(Examples[which]);
        if (text.Length > 600) text.Remove(0, changes[0].Item2 % (text.Length - 600));
        if (text.Length > 600) text.Length = 600;
        foreach (var (kind, place, length, word) in changes)
        {
            if (text.Length == 0) break;
            int at = place % text.Length, part = Math.Min(length, text.Length - at);
            switch (kind)
            {
                case 0: text.Remove(at, part); break;
                case 1: text.Insert(at, text.ToString(at, part)); break;
                case 2: text.Remove(at, part).Insert(at, word); break;
                default: text.Insert(at, word); break;
            }
        }
        return text.ToString();
    });

    /// <summary>Bytes read as text in any way.</summary>
    public static readonly Gen<string> Random = Gen.Byte.Array[0, 200].Select(Encoding.UTF8.GetString);

    public static readonly Gen<string> Any = Gen.Frequency((4, NearlyValid), (4, Mutated), (1, Random), (1, Gen.String));
}
