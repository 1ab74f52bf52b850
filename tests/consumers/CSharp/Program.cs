using System.Globalization;
using Trading;

double[] partials = new double[5], second = new double[25];
Print(Pricing.call_price(100, 105, 0.5, 0.03, 0.2));
Print(Pricing.call_price_grad(100, 105, 0.5, 0.03, 0.2, partials));
foreach (double partial in partials) Print(partial);
Pricing.call_price_hess(100, 105, 0.5, 0.03, 0.2, partials, second);
Print(second[0]);

// Rows enough for the widest vectors, and some left over; all the same, so that one line says it.
double[][] columns = [.. new double[] { 100, 105, 0.5, 0.03, 0.2 }.Select(x => Enumerable.Repeat(x, 19).ToArray())];
double[] prices = new double[19];
Pricing.call_price_rows(19, columns[0], columns[1], columns[2], columns[3], columns[4], prices);
if (prices.Distinct().Count() != 1) throw new InvalidOperationException("the bits of a row depend on its place");
Print(prices[0]);

static void Print(double number) => Console.WriteLine(number.ToString("R", CultureInfo.InvariantCulture));
