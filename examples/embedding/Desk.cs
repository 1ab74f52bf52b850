using GateDsl;
using GateDsl.Compiler;

namespace Embedding;

/// <summary>What a book is worth, and how that moves with the market: sums of quantity times price or partial derivative.</summary>
readonly record struct Totals(double Price, double Delta, double Years, double Rho, double Vega)
{
    public static Totals operator +(Totals a, Totals b) => new(a.Price + b.Price, a.Delta + b.Delta, a.Years + b.Years, a.Rho + b.Rho, a.Vega + b.Vega);
}

/// <summary>The market as one desk sees it: the same spot and rate for all positions.</summary>
sealed record Desk(double Spot, double Rate)
{
    /// <summary>Values a book by a gate of spot, strike, years, rate and sigma.</summary>
    public Totals Value(Gate price, Book book)
    {
        BatchFunction batch = price.CompileBatch(BatchOutputs.ValueAndGradient, ["spot", "years", "rate", "sigma"]);
        double[][] outputs = [.. batch.OutputNames.Select(_ => new double[book.Count])];

        // A number in place of a column is the same for every row.
        batch.Invoke(book.Count, [Spot, book.Strike, book.Years, Rate, book.Sigma], [.. outputs.Select(column => column.AsMemory())]);

        // Outputs are found by their names, whatever their order.
        return new(Sum(price.Name), Sum($"{price.Name}'spot"), Sum($"{price.Name}'years"), Sum($"{price.Name}'rate"), Sum($"{price.Name}'sigma"));

        double Sum(string output)
        {
            double[] column = outputs[batch.OutputNames.ToList().IndexOf(output)];
            double sum = 0;
            for (int i = 0; i < column.Length; i++) sum += book.Quantity[i] * column[i];
            return sum;
        }
    }
}
