namespace GateDsl.Types;

/// <summary>
/// How an unbound name with primes can be read as a derivative: <c>sum_square'x'y</c> is the gate <c>sum_square</c>, then one
/// <c>'name</c> for each differentiation. Names may have primes themselves (<c>f'</c>, <c>x'</c>), so there can be several readings.
/// </summary>
static class Primes
{
    /// <summary>Longer names are not taken apart: the readings of one name are quadratic in its length.</summary>
    const int Longest = 1_000;

    /// <summary>The ways to split a name before one of its primes, the longest gate first.</summary>
    public static IEnumerable<(string Gate, string Primed)> Splits(string name)
    {
        if (name.Length > Longest) yield break;
        for (int i = name.Length - 1; i > 0; i--)
        {
            if (name[i] == '\'') yield return (name[..i], name[i..]);
        }
    }

    /// <summary>Reads <c>'x'y</c> as parameters of those names; of several readings the one with the longest name first. Null if there is none.</summary>
    public static List<string>? Read(string rest, IReadOnlyList<string> parameters)
    {
        // choice[i]: which parameter a reading of rest[i..] begins with; a name is followed by a prime or the end.
        var choice = Choices(rest, parameters);
        if (choice[0] is null) return null;
        List<string> read = [];
        for (int i = 0; i < rest.Length; i += 1 + read[^1].Length) read.Add(choice[i]!);
        return read;
    }

    /// <summary>The first part of an unreadable rest that is no parameter, for the message.</summary>
    public static string FirstUnknown(string rest, IReadOnlyList<string> parameters)
    {
        int start = 0;
        while (true)
        {
            int end = rest.IndexOf('\'', start + 1);
            string part = end < 0 ? rest[(start + 1)..] : rest[(start + 1)..end];
            if (part.Length == 0) return rest[(start + 1)..];
            if (end < 0 || !parameters.Contains(part)) return part;
            start = end;
        }
    }

    static string?[] Choices(string rest, IReadOnlyList<string> parameters)
    {
        var choice = new string?[rest.Length + 1];
        for (int i = rest.Length - 1; i >= 0; i--)
        {
            if (rest[i] != '\'') continue;
            foreach (string name in parameters)
            {
                int end = i + 1 + name.Length;
                if (end > rest.Length || (end < rest.Length && choice[end] is null)) continue;
                if (!rest.AsSpan(i + 1).StartsWith(name, StringComparison.Ordinal)) continue;
                if (choice[i] is null || name.Length > choice[i]!.Length) choice[i] = name;
            }
        }
        return choice;
    }
}
