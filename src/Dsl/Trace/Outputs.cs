namespace GateDsl.Tracing;

/// <summary>What of a gate a circuit computes.</summary>
enum Outputs
{
    /// <summary>The floats and truth values of the result, from left to right.</summary>
    Value,

    /// <summary>Those, then for each of them its partials in the float parameters, in order: rows of the Jacobian.</summary>
    ValueAndGradient,

    /// <summary>Of a gate with one float as result: value, gradient, then the second partials p, q with p at or before q, row by row.</summary>
    ValueGradientHessian,

    /// <summary>The values, then their derivatives along a direction: a further input for each float parameter.</summary>
    ValueAlong,

    /// <summary>Of a gate with one float as result: value, gradient, then the gradient's derivatives along a direction.</summary>
    ValueAndGradientAlong,
}
