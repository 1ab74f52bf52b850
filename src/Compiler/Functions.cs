namespace GateDsl.Compiler;

/// <summary>The values of a gate.</summary>
/// <param name="x">The gate's <see cref="Gate.Inputs"/>: tuples flattened, truth values as 0 and 1.</param>
/// <param name="values">Receives the items of the result, from left to right; truth values as 0 and 1.</param>
/// <exception cref="ArgumentException">A span is too short. The message states the gate's signature.</exception>
public delegate void ValueFunction(ReadOnlySpan<double> x, Span<double> values);

/// <summary>The value of a gate and its partial derivatives.</summary>
/// <param name="x">The gate's <see cref="Gate.Inputs"/>: tuples flattened, truth values as 0 and 1.</param>
/// <param name="partials">Receives the partial derivative in each of <see cref="Gate.Partials"/>, or in each parameter asked for. It may be the memory of <paramref name="x"/>.</param>
/// <returns>The value; of a truth value 0 or 1.</returns>
/// <exception cref="ArgumentException">A span is too short. The message states the gate's signature.</exception>
public delegate double GradientFunction(ReadOnlySpan<double> x, Span<double> partials);

/// <summary>The value of a gate, its partial derivatives and its second partial derivatives.</summary>
/// <param name="x">The gate's <see cref="Gate.Inputs"/>: tuples flattened, truth values as 0 and 1.</param>
/// <param name="partials">Receives the n first partial derivatives, as <see cref="Gate.Partials"/> names them.</param>
/// <param name="second">Receives the n × n second partial derivatives, row by row.</param>
/// <returns>The value.</returns>
/// <exception cref="ArgumentException">A span is too short. The message states the gate's signature.</exception>
public delegate double HessianFunction(ReadOnlySpan<double> x, Span<double> partials, Span<double> second);

/// <summary>The values of a gate whose result is a tuple, and the partial derivatives of each component.</summary>
/// <param name="x">The gate's <see cref="Gate.Inputs"/>: tuples flattened, truth values as 0 and 1.</param>
/// <param name="values">Receives the m components of the result.</param>
/// <param name="jacobian">Receives the m × n partial derivatives, one row a component, one column each of <see cref="Gate.Partials"/>.</param>
/// <exception cref="ArgumentException">A span is too short. The message states the gate's signature.</exception>
public delegate void JacobianFunction(ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian);

/// <summary>The values of a gate and their derivative in one direction: J·v.</summary>
/// <param name="x">The gate's <see cref="Gate.Inputs"/>: tuples flattened, truth values as 0 and 1.</param>
/// <param name="direction">One number for each of <see cref="Gate.Partials"/>.</param>
/// <param name="values">Receives the m components of the result.</param>
/// <param name="derivatives">Receives the derivative of each component in the direction.</param>
/// <exception cref="ArgumentException">A span is too short. The message states the gate's signature.</exception>
public delegate void DirectionalFunction(ReadOnlySpan<double> x, ReadOnlySpan<double> direction, Span<double> values, Span<double> derivatives);

/// <summary>The value of a gate, its partial derivatives, and the product of its Hessian with a vector: H·v.</summary>
/// <param name="x">The gate's <see cref="Gate.Inputs"/>: tuples flattened, truth values as 0 and 1.</param>
/// <param name="direction">One number for each of <see cref="Gate.Partials"/>.</param>
/// <param name="partials">Receives the n first partial derivatives, as <see cref="Gate.Partials"/> names them.</param>
/// <param name="product">Receives the n numbers of H·v.</param>
/// <returns>The value.</returns>
/// <exception cref="ArgumentException">A span is too short. The message states the gate's signature.</exception>
public delegate double HessianVectorFunction(ReadOnlySpan<double> x, ReadOnlySpan<double> direction, Span<double> partials, Span<double> product);
