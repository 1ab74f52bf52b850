namespace GateDsl.Simplification;

/// <summary>A product of whole powers of nodes, none twice, none with exponent 0, ordered by node.</summary>
readonly struct Monomial : IEquatable<Monomial>
{
    readonly (int Node, int Exponent)[]? factors;

    Monomial((int, int)[] factors) => this.factors = factors.Length == 0 ? null : factors;

    public ReadOnlySpan<(int Node, int Exponent)> Factors => factors;

    /// <summary>Whether a node is a factor of it, over the line.</summary>
    public bool Has(int node)
    {
        foreach (var (factor, exponent) in Factors)
        {
            if (factor == node && exponent > 0) return true;
        }
        return false;
    }

    public bool IsOne => factors is null;

    public static Monomial Of(int node) => new([(node, 1)]);

    public static Monomial operator *(Monomial a, Monomial b)
    {
        if (a.IsOne) return b;
        if (b.IsOne) return a;
        List<(int, int)> product = new(a.factors!.Length + b.factors!.Length);
        int left = 0, right = 0;
        while (left < a.factors.Length || right < b.factors.Length)
        {
            var (node, exponent) = right == b.factors.Length || (left < a.factors.Length && a.factors[left].Node <= b.factors[right].Node) ? a.factors[left++] : b.factors[right++];
            if (right < b.factors.Length && b.factors[right].Node == node) exponent += b.factors[right++].Exponent;
            if (exponent != 0) product.Add((node, exponent));
        }
        return new([.. product]);
    }

    public static Monomial operator /(Monomial a, Monomial b) => a * b.Power(-1);

    public Monomial Power(int n)
    {
        if (IsOne || n == 0) return default;
        if (n == 1) return this;
        var power = new (int, int)[factors!.Length];
        for (int i = 0; i < power.Length; i++) power[i] = (factors[i].Node, factors[i].Exponent * n);
        return new(power);
    }

    /// <summary>The whole n with other to the power n equal to this; null if there is none.</summary>
    public int? AsPowerOf(Monomial other)
    {
        if (IsOne) return 0;
        if (other.IsOne || factors!.Length != other.factors!.Length) return null;
        int n = factors[0].Exponent / other.factors[0].Exponent;
        if (n == 0) return null;
        for (int i = 0; i < factors.Length; i++)
        {
            if (factors[i].Node != other.factors[i].Node || factors[i].Exponent != other.factors[i].Exponent * n) return null;
        }
        return n;
    }

    /// <summary>The monomial of which this is the highest power, and that power.</summary>
    public (Monomial Root, int Power) Root()
    {
        int common = 0;
        foreach (var (_, exponent) in Factors) common = Gcd(common, Math.Abs(exponent));
        if (common == 0) return (this, 1);
        int power = common;
        return (new([.. factors!.Select(factor => (factor.Node, factor.Exponent / power))]), power);
    }

    public bool Equals(Monomial other) => Factors.SequenceEqual(other.Factors);

    public override bool Equals(object? obj) => obj is Monomial other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var factor in Factors) hash.Add(factor);
        return hash.ToHashCode();
    }

    static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);
}
