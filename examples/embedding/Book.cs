namespace Embedding;

/// <summary>Positions in columns: what differs from one to the next. All in one memory each, so that a batch reads them as they are.</summary>
sealed record Book(double[] Quantity, double[] Strike, double[] Years, double[] Sigma)
{
    public int Count => Quantity.Length;

    public static Book OfCalls(int count) => Of(count, seed: 1);

    public static Book OfPuts(int count) => Of(count, seed: 2);

    // Made, not read from a file, but the same at every run and on every machine.
    static Book Of(int count, uint seed)
    {
        var book = new Book(new double[count], new double[count], new double[count], new double[count]);
        for (int i = 0; i < count; i++)
        {
            book.Quantity[i] = Math.Floor(Next(-20, 21));
            book.Strike[i] = Next(70, 140);
            book.Years[i] = Next(0.05, 3);
            book.Sigma[i] = Next(0.1, 0.5);
        }
        return book;

        double Next(double low, double high)
        {
            seed = seed * 1_664_525 + 1_013_904_223;
            return low + (high - low) * (seed >> 8) / (1 << 24);
        }
    }
}
