using GateDsl.Ir;

namespace GateDsl.Simplification;

/// <summary>A base with its exponent in halves, so that a square root is a power too.</summary>
sealed record Factor(int Base, int Halves);

/// <summary>A product of powers with a constant coefficient: over / under * base1^(halves1 / 2) * …, in the order in which the factors were met.</summary>
sealed class Product
{
    public const int MostFactors = 8;

    public double Over = 1, Under = 1;

    /// <summary>The powers.</summary>
    public readonly List<Factor> Factors = [];

    public double Coefficient => Over / Under;

    public int HalvesOf(int id)
    {
        foreach (Factor factor in Factors)
        {
            if (factor.Base == id) return factor.Halves;
        }
        return 0;
    }

    public void Times(int id, int halves)
    {
        for (int i = 0; i < Factors.Count; i++)
        {
            if (Factors[i].Base != id) continue;
            int sum = Factors[i].Halves + halves;
            if (sum == 0) Factors.RemoveAt(i);
            else Factors[i] = new(id, sum);
            return;
        }
        if (halves != 0) Factors.Add(new(id, halves));
    }

    public void Times(double number, bool inverse)
    {
        if (inverse) Under *= number;
        else Over *= number;
    }
}
