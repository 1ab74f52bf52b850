namespace GateDsl;

/// <summary>Finds the name that was probably meant.</summary>
public static class Similar
{
    const int LongestName = 64;   // longer ones are not compared: a file of long unknown names would take quadratic time

    /// <summary>The candidate nearest to <paramref name="name"/>, or null where none is near. Of equally near ones the first in ordinal order.</summary>
    public static string? To(string name, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(candidates);
        if (name.Length is 0 or > LongestName) return null;
        int limit = name.Length switch { 1 => 0, <= 4 => 1, <= 8 => 2, _ => 3 };
        string? best = null;
        int least = limit + 1;
        foreach (string candidate in candidates)
        {
            ArgumentNullException.ThrowIfNull(candidate, nameof(candidates));
            if (candidate == name || Math.Abs(candidate.Length - name.Length) > limit) continue;
            // Another case only is nearer than any other mistake.
            int distance = string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(name, candidate);
            if (distance >= candidate.Length && distance > 0) continue;      // nothing in common
            if (distance < least || (distance == least && best is not null && string.CompareOrdinal(candidate, best) < 0))
            {
                (best, least) = (candidate, distance);
            }
        }
        return best;
    }

    /// <summary>Optimal string alignment: insertions, deletions, substitutions, and transpositions of neighbours, each counted 1.</summary>
    internal static int Distance(string a, string b)
    {
        int[] before = new int[b.Length + 1], last = new int[b.Length + 1], row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++) last[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int change = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            (before, last, row) = (last, row, before);
        }
        return last[b.Length];
    }
}
