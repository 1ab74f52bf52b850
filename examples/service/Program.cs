// A scoring service: formulas that strangers send, and named ones from a folder, with value and gradient.
//   dotnet run --project examples/service
//   curl -s localhost:5080/evaluate -d '{"formula": "a * x ** 2 + b", "values": {"a": 2, "x": 3, "b": 1}}' -H 'Content-Type: application/json'
//   curl -s localhost:5080/formulas/default_risk -d '{"values": {"income": 50000, "debt": 20000, "years": 3}}' -H 'Content-Type: application/json'
using Service;

ScoringService.Build(Path.Combine(AppContext.BaseDirectory, "formulas"), "http://localhost:5080").Run();
