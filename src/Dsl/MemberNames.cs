namespace GateDsl;

/// <summary>Which member of a C# type means a name of a gate: the one of the same name, else the one that differs in case and underscores only.</summary>
static class MemberNames
{
    /// <summary>The index of the member that means a name; -1 if none does, or several do equally well.</summary>
    public static int Find(IReadOnlyList<string> members, string name)
    {
        int loose = -1, found = 0;
        for (int i = 0; i < members.Count; i++)
        {
            if (members[i] == name) return i;
            if (!IsAlike(members[i], name)) continue;
            loose = i;
            found++;
        }
        return found == 1 ? loose : -1;
    }

    // callPrice, CallPrice and call_price
    static bool IsAlike(string member, string name)
    {
        int i = 0, k = 0;
        while (true)
        {
            while (i < member.Length && member[i] == '_') i++;
            while (k < name.Length && name[k] == '_') k++;
            if (i == member.Length || k == name.Length) return i == member.Length && k == name.Length;
            if (char.ToUpperInvariant(member[i++]) != char.ToUpperInvariant(name[k++])) return false;
        }
    }
}
