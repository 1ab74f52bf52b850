// Option pricing over a portfolio: prices and Greeks of every position from one file of formulas, and what the whole book gains or loses.
// Run in the root of the repository: dotnet run --project examples/embedding
using System.Globalization;
using Embedding;
using GateDsl;
using GateDsl.Compiler;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
GateModule pricing = GateModule.Load("examples/pricing.gate");
Book calls = Book.OfCalls(100_000), puts = Book.OfPuts(50_000);

// One compiled loop for each kind of option: the price with its five partial derivatives, in columns that the application owns.
var desk = new Desk(Spot: 100, Rate: 0.03);
Totals book = desk.Value(pricing["call_price"], calls) + desk.Value(pricing["put_price"], puts);
Console.WriteLine($"{calls.Count + puts.Count} positions, worth {book.Price:F2}");
Console.WriteLine($"delta {book.Delta:F2}, vega {book.Vega:F2}, rho {book.Rho:F2}, theta {-book.Years:F2}");

// What the Greeks predict for a small move of the market, and what it costs when everything is priced again.
const double Move = 0.05, Rise = 0.001;
double predicted = book.Delta * Move + book.Rho * Rise;
var moved = new Desk(desk.Spot + Move, desk.Rate + Rise);
double repriced = (moved.Value(pricing["call_price"], calls) + moved.Value(pricing["put_price"], puts)).Price - book.Price;
Console.WriteLine($"spot + {Move}, rate + {Rise}: {predicted:F2} predicted, {repriced:F2} priced again");

// A number at a time: a quote for one customer, with the names of an object's properties for the parameters.
var quote = pricing["call_price"].CompileFor<Quote>();
Console.WriteLine($"one call at 105: {quote(new(100, 105, 0.5, 0.03, 0.2)):F4}");

// Who wants to see what is computed can read it.
Console.Write(pricing["call_price"].Derivative("spot").ToSource());

record Quote(double Spot, double Strike, double Years, double Rate, double Sigma);
