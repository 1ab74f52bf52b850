using System.Globalization;
using System.Text;

namespace GateDsl.Syntax;

/// <summary>Which characters a name is made of, as in F#.</summary>
static class Letters
{
    public static bool Starts(char c) => c < 128 ? char.IsAsciiLetter(c) || c == '_' : !char.IsSurrogate(c) && Starts(new Rune(c));

    public static bool Continues(char c) => c < 128 ? char.IsAsciiLetterOrDigit(c) || c is '_' or '\'' : !char.IsSurrogate(c) && Continues(new Rune(c));

    public static bool Starts(Rune rune) => rune.Value == '_' || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber;

    public static bool Continues(Rune rune) => rune.Value == '\'' || Starts(rune) || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark || rune.Value is 0x200C or 0x200D;      // of the invisible ones only the two joiners, which scripts need
}
