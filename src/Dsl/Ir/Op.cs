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

    // arguments of a loop or the items of an array, the first of them and the rest; it has no value
    Pack,

    // a loop, of a Pack: Bits holds its number in the graph's LoopTable; and one of its results, Bits holds which. Root is a zero of a body between two numbers
    Loop, Part, Root,

    // arrays. Items of a Pack. Of Length, Bits holds the dimension. At is A[B]; Put is an array of zeros like A with B at the position C; Zeros is like A;
    // Plus adds arrays; Order is the permutation that sorts, descending if Bits is 1; Locate is the place of B between the knots A
    Items, Length, At, Put, Zeros, Transpose, Plus, Order, Locate,

    // A, if that is what it has to be: see Fault; and A, as a constant in derivatives
    Checked, Held,
}
