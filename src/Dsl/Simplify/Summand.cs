namespace GateDsl.Simplification;

/// <summary>A term of a sum: a constant factor times a node; the node of the constant term is -1.</summary>
sealed record Summand(double Factor, int Core);
