namespace GateDsl.Ir;

/// <summary>What a node computes. What each op means stands in one entry of the table of primitives.</summary>
enum Op : byte
{
    // leaves: Bits holds the number's bits, the truth value (0 or 1), the place among the graph's real numbers (in exact graphs only), or the input's position
    Number, Truth, Real, Input,

    // C ? A : B is Select with A the condition, B the value if true, C the value if false
    Select,

    // truth values
    Not, And, Or, Xor, Same,

    // comparisons of floats
    Less, LessEqual, Greater, GreaterEqual, Equal, NotEqual,

    // arithmetic: one rounding each; Complement is 1 - p of a truth value relaxed to p
    Negate, Complement, Add, Subtract, Multiply, Divide, Modulo, Fma, Sqrt,

    // powers; of PowerInt, Bits holds the whole exponent
    Power, PowerInt,

    // steps and kinks
    Abs, Sign, Floor, Ceil, Round, Truncate, Max, Min, Clamp, Relu,

    // exponentials and logarithms
    Exp, Exp2, Expm1, Log, Log2, Log10, Log1p, Sigmoid, Softplus, LogSumExp, XLogY, XLog1pY,

    // circular and hyperbolic
    Sin, Cos, Tan, Asin, Acos, Atan, Atan2, Sinh, Cosh, Tanh, Asinh, Acosh, Atanh, Sech2, LogCosh,

    // roots and lengths
    Cbrt, Hypot,

    // special functions; of Polygamma, Bits holds the order (1 or more)
    Erf, Erfc, Erfcx, NormCdf, NormPdf, LogNormCdf, Lgamma, Digamma, Polygamma,

    // of a call of the host with more than three arguments, the third and those after it: its own value is its first argument
    Argument,

    // a function of the host; Bits holds its number among GateOptions.Functions
    Host,
}
