using System.Runtime.CompilerServices;
using GateDsl.Numerics;

namespace GateDsl.Enclosures;

/// <summary>The error functions and the normal distribution to twice the precision of a double.</summary>
internal static class WideErf
{
    /// <summary>
    /// (1 + 2 x) exp (x²) erfc x in powers of t = (x - 4.5) / (x + 4.5), for x from 0 on: Chebyshev's series, its coefficients computed with 70 digits and written in powers,
    /// which cost no digits here (tests/reference/enclosures.py). In pairs up to t^39. Relative error with these coefficients 2^-103.
    /// </summary>
    static ReadOnlySpan<double> Scaled =>
    [
        1.224848042738414, -0.1367070998554379, 0.03334406396823096, 0.0433722200588634, -0.08357835444789964, 0.09033360602511985,
        -0.07519744543964708, 0.05161384332999395, -0.02968179225822684, 0.01416683736957886, -0.00540421791282266, 0.0014843224033429523,
        -0.00018218625534530217, -6.778879568513395e-05, 4.405338840272666e-05, -7.812505620688038e-06, -2.5194090666394743e-06,
        1.6229271331561948e-06, -1.0278372354753381e-07, -1.8222601996429626e-07, 5.00850942201307e-08, 1.5818542468522465e-08,
        -9.429780534360173e-09, -1.028476902078308e-09, 1.507115820059453e-09, 1.8953652571496075e-11, -2.354818349357535e-10, 9.418325178549073e-12,
        3.795873943335467e-11, -2.2250833444147004e-12, -6.431523188412443e-12, 2.840075024140388e-13, 1.1410484895304107e-12, 2.2591462206872374e-15,
        -2.0786921748849717e-13, -1.6155036920978413e-14, 3.76915763955361e-14, 6.977635124073978e-15, -6.5017584452160095e-15,
        -2.213269870396331e-15, 9.840682106543366e-16, 5.991329398381926e-16, -1.024932001276179e-16, -1.4265606496484844e-16, -5.221520042172495e-18,
        2.946151782499856e-17, 7.196108520866193e-18, -4.963701958129131e-18, -2.647781957884743e-18, 5.584185232759722e-19, 6.916796072876086e-19,
        5.537250812058292e-21, -1.3918848743438737e-19, -2.0952905884921853e-20, 2.0916363130511348e-20, 5.3730166693170256e-21,
        -2.1027613068553817e-21, -7.157248942054969e-22, 1.0587598979935275e-22, 4.308352482395611e-23,
    ];

    static ReadOnlySpan<double> ScaledLow =>
    [
        9.764652233633055e-17, -6.3574995958313356e-18, 5.524446471666038e-19, -1.7358214019232261e-19, -4.072514195448934e-18, 4.264958929048917e-18,
        6.210256451733096e-18, 2.59343571592552e-18, -9.512629060234181e-19, 8.582468243926959e-21, 3.5783859923948892e-19, 7.294713454787885e-20,
        1.1191795284153393e-20, 2.5570795710289322e-21, -2.9814186986849785e-21, -3.673739160143195e-23, 1.7904301864408247e-22,
        6.615866934097424e-23, 1.9740068646410207e-24, 8.449944211939018e-25, 2.3548396384890618e-25, -7.571595189488588e-25, -6.681458703510113e-25,
        4.0192645507043584e-26, -8.757515003433614e-26, 1.5522836913517499e-27, -1.8491165079387057e-26, 3.3257594049832413e-28,
        8.703644350811679e-29, -5.586677066726947e-29, 2.62179411220106e-29, -3.369987981808266e-30, -5.143089029463538e-29, -2.6868463406281327e-32,
        1.7631898534355256e-30, 6.937428685645418e-31, 4.493495929233481e-31, 7.134811626110351e-32, 1.4268573943684117e-31, 1.8853792017163318e-31,
    ];

    /// <summary>(-1)^n / (n! (2 n + 1)), for n from 1, in pairs up to 11: the terms of erf x / (2 / sqrt pi x) - 1 in x², beyond these below 2^-115 for x up to 1/2.</summary>
    static ReadOnlySpan<double> Near0 =>
    [
        -0.3333333333333333, 0.1, -0.023809523809523808, 0.004629629629629629, -0.0007575757575757576, 0.00010683760683760684,
        -1.3227513227513228e-05, 1.4589169000933706e-06, -1.4503852223150468e-07, 1.3122532963802806e-08, -1.0892221037148573e-09,
        8.35070279514724e-11, -5.9477940136376354e-12, 3.9554295164585257e-13, -2.466827010264457e-14, 1.4483264643598138e-15, -8.032735012415773e-17,
        4.221407288807088e-18, -2.107855191442136e-19, 1.0025164934907719e-20, -4.5518467589282e-22,
    ];

    static ReadOnlySpan<double> Near0Low =>
    [
        -1.850371707708594e-17, -5.551115123125783e-18, -1.32169407693471e-18, 2.569960705150825e-19, -6.570922257487906e-22, 9.266685234918841e-23,
        5.532155926405864e-22, 1.009163436691398e-22, -2.75729942161183e-24, -7.589026085854777e-25, -2.691902001941988e-26,
    ];

    /// <summary>What is stated of <see cref="Core"/>, relatively. Measured: 2^-100.</summary>
    const double Error = 4 * WideExp.Error;

    /// <summary>exp (x²) erfc x for x from 0 on. Its logarithm has a slope between -1.4143 and 0: DLMF 7.8.2.</summary>
    [MethodImpl(Code.Own)]
    static Wide<T> Core<T>(Wide<T> x) where T : struct, ILane<T>
    {
        Pair<T> value = ScaledErfc(x.Middle);
        return Wide<T>.Around(value, value.High * WideExp.Spread(x.Radius * 1.4143), Error).Where(T.GreaterOrEqual(x.High, 0) & T.LessThan(x.High, T.Create(1e100)));
    }

    [MethodImpl(Code.Own)]
    static Pair<T> ScaledErfc<T>(Pair<T> x) where T : struct, ILane<T>
    {
        Pair<T> t = (x + T.Create(-4.5)) / (x + T.Create(4.5));
        return Pair<T>.Polynomial(t, Scaled, ScaledLow) / (x.Times(T.Create(2)) + T.Create(1));
    }

    /// <summary>
    /// A power, exp (-z), times the scaled erfc of x, for x from 0 on, with its relative error: to that of both functions come the roundings of z and x, 8 u² each of them, as their logarithms have slopes
    /// of 1 and up to 1.4143. z above <see cref="Largest"/> is not known.
    /// </summary>
    [MethodImpl(Code.Own)]
    static (Pair<T> Value, T Error) Tail<T>(Pair<T> x, Pair<T> power, T z) where T : struct, ILane<T>
    {
        Pair<T> tail = ScaledErfc(x) * power;
        return (tail, T.Fma(x.High + x.High + z, 8 * Ball<T>.Unit * Ball<T>.Unit, T.Create(2 * Error)));
    }

    /// <summary>Beyond this exp (-z) is below 2^-945.</summary>
    const double Largest = 655;

    /// <summary>A tail of a distribution below 0, its complement from 0 on: the whole is 1 or 2. Where the tail is too small to be known, the complement is not.</summary>
    [MethodImpl(Code.Own)]
    static Wide<T> Sides<T>(T x, Pair<T> tail, T error, T moved, T z, double whole) where T : struct, ILane<T>
    {
        T isKnown = T.LessOrEqual(z, Largest), isTail = T.LessThan(x, 0), reach = T.Fma(T.Abs(tail.High), error, moved);
        tail = Pair<T>.Select(isKnown, tail, new Pair<T>(T.Create(0), T.Create(0)));
        Pair<T> rest = Pair<T>.Sum(T.Create(whole), -tail.High) + -tail.Low;
        T around = T.Fma(rest.High, 16 * Ball<T>.Unit * Ball<T>.Unit, T.Select(isKnown, reach, T.Create(1e-280)));
        Wide<T> below = new Wide<T>(tail.High, tail.Low, reach * Ball<T>.Inflation).Where(isKnown);
        return Wide<T>.Select(isTail, below, new Wide<T>(rest.High, rest.Low, around * Ball<T>.Inflation).Where(T.LessOrEqual(T.Abs(moved), 1e10)));         // beyond the largest z the tail may be anything
    }

    [MethodImpl(Code.Own)]
    public static Wide<T> Erfcx<T>(Wide<T> x) where T : struct, ILane<T>
    {
        Wide<T> core = Core(Wide<T>.Abs(x));
        T isNegative = T.LessThan(x.High, 0);
        Wide<T> usual = T.Any(isNegative) ? Wide<T>.Select(isNegative, WideExp.Exp(x * x) * 2 - core, core) : core;
        return Wide<T>.Select(x.IsZero, Wide<T>.Exact(1), usual);
    }

    /// <summary>The slope of log erfc is at most 2 |x| + √2 (DLMF 7.8.2).</summary>
    [MethodImpl(Code.Own)]
    public static Wide<T> Erfc<T>(Wide<T> x) where T : struct, ILane<T>
    {
        Wide<T> size = Wide<T>.Abs(x);
        Pair<T> z = Pair<T>.Square(size.Middle);
        (Pair<T> tail, T error) = Tail(size.Middle, WideExp.Exp(-z), z.High);
        T moved = tail.High * WideExp.Spread(T.Fma(size.High + x.Radius, 2, T.Create(1.4143)) * x.Radius);
        return Wide<T>.Select(x.IsZero, Wide<T>.Exact(1), Sides(-x.High, tail, error, moved, z.High, whole: 2));
    }

    [MethodImpl(Code.Own)]
    public static Wide<T> Erf<T>(Wide<T> x) where T : struct, ILane<T>
    {
        T isNear = T.LessThan(T.Abs(x.High), 0.5);
        Wide<T> value = Near(x);
        if (T.Any(~isNear))
        {
            Wide<T> far = 1 - Erfc(Wide<T>.Abs(x));
            value = Wide<T>.Select(isNear, value, Wide<T>.Select(T.LessThan(x.High, 0), -far, far));
        }
        return Wide<T>.Select(x.IsZero, x, value);
    }

    /// <summary>erf for |x| below 1/2; not known beyond.</summary>
    [MethodImpl(Code.Own)]
    static Wide<T> Near<T>(Wide<T> x) where T : struct, ILane<T>
    {
        T isNear = T.LessThan(T.Abs(x.High), 0.5);
        Pair<T> z = Pair<T>.Select(isNear, Pair<T>.Square(x.Middle), new Pair<T>(T.Create(0.25), T.Create(0)));
        Pair<T> series = z * Pair<T>.Series(z, Near0, Near0Low) + T.Create(1);
        Pair<T> near = x.Middle * series * Pair<T>.Of(1.1283791670955126, 1.533545961316588e-17);
        return Wide<T>.Around(near, x.Radius * 1.12838, Error).Where(isNear);
    }

    [MethodImpl(Code.Own)]
    public static Wide<T> NormPdf<T>(Wide<T> x) where T : struct, ILane<T>
    {
        Pair<T> z = Pair<T>.Square(x.Middle).Times(T.Create(0.5));
        return NormPdf(x, WideExp.Exp(-z), z.High);
    }

    [MethodImpl(Code.Own)]
    static Wide<T> NormPdf<T>(Wide<T> x, Pair<T> power, T z) where T : struct, ILane<T>
    {
        Pair<T> value = power * Pair<T>.Of(0.3989422804014327, -2.49232720227773e-17);
        T moved = WideExp.Spread((T.Abs(x.High) + x.Radius) * x.Radius), error = T.Fma(z, 8 * Ball<T>.Unit * Ball<T>.Unit, T.Create(Error));
        return new Wide<T>(value.High, value.Low, value.High * (error + moved) * Ball<T>.Inflation).Where(T.LessOrEqual(z, Largest));
    }

    [MethodImpl(Code.Own)]
    public static Wide<T> NormCdf<T>(Wide<T> x) where T : struct, ILane<T>
    {
        Pair<T> z = Pair<T>.Square(x.Middle).Times(T.Create(0.5));
        return NormCdf(x, WideExp.Exp(-z), z.High);
    }

    /// <summary>The slope of log normcdf is at most |x| + 1.</summary>
    [MethodImpl(Code.Own)]
    static Wide<T> NormCdf<T>(Wide<T> x, Pair<T> power, T z) where T : struct, ILane<T>
    {
        Pair<T> size = Wide<T>.Abs(x).Middle;
        (Pair<T> tail, T error) = Tail(size * Pair<T>.Of(0.7071067811865476, -4.833646656726457e-17), power, z);
        tail = tail.Times(T.Create(0.5));
        T moved = tail.High * WideExp.Spread((size.High + x.Radius + 1.0001) * x.Radius);
        return Wide<T>.Select(x.IsZero, Wide<T>.Exact(0.5), Sides(x.High, tail, error, moved, z, whole: 1));
    }

    /// <summary>The normal distribution and its density, which share the exponential.</summary>
    [MethodImpl(Code.Own)]
    public static (Wide<T> Cdf, Wide<T> Pdf) Normal<T>(Wide<T> x) where T : struct, ILane<T>
    {
        Pair<T> z = Pair<T>.Square(x.Middle).Times(T.Create(0.5)), power = WideExp.Exp(-z);
        return (NormCdf(x, power, z.High), NormPdf(x, power, z.High));
    }

    /// <summary>log (normcdf x): of the scaled tail below 0, of the complement above.</summary>
    [MethodImpl(Code.Own)]
    public static Wide<T> LogNormCdf<T>(Wide<T> x) where T : struct, ILane<T>
    {
        Wide<T> size = Wide<T>.Abs(x), scaled = Core(size * Wide<T>.Constant(0.7071067811865476, -4.833646656726457e-17)).Half();
        Wide<T> below = WideExp.Log(scaled) - (x * x).Half();
        return Wide<T>.Select(T.LessThan(x.High, 0), below, WideExp.Log1p(-NormCdf(-size)));
    }
}
