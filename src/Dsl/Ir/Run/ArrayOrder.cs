namespace GateDsl.Ir;

/// <summary>What sorts and looks up where a gate runs, interpreted or compiled.</summary>
static class ArrayOrder
{
    /// <summary>What sorting one of so many keys costs.</summary>
    public static int StepsOf(int count) => 1 + int.Log2(Math.Max(1, count));

    /// <summary>The permutation that sorts. Stable; what is no number comes first, as in F#, and last where the order is descending.</summary>
    public static int[] Of(ArrayData keys, bool isDescending)
    {
        var positions = new int[keys.Length];
        for (int i = 0; i < positions.Length; i++) positions[i] = i;
        Array.Sort(positions, (i, j) => (isDescending ? keys[j].CompareTo(keys[i]) : keys[i].CompareTo(keys[j])) is var by && by != 0 ? by : i.CompareTo(j));
        return positions;
    }

    /// <summary>The last knot at or below a number, but not the last of all; the first where there is none.</summary>
    public static double Locate(ArrayData knots, double x)
    {
        int low = 0, high = knots.Length - 1;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            if (knots[middle] <= x) low = middle;
            else high = middle;
        }
        return low;
    }
}
