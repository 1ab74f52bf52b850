#!/usr/bin/python3
"""Minimax coefficients of src/Dsl/Numerics, by the Remez exchange in multiprecision (python3-mpmath).

    /usr/bin/python3 minimax.py             prints every table
    /usr/bin/python3 minimax.py erfcx log   prints the named ones

Each fit is f(x) ~ P(x)/Q(x) on [a, b] with the error weighted by w(x); the printed error is the weighted maximum
before the coefficients are rounded to doubles. Coefficients are printed lowest order first.
Quotients that the exchange does not find are fitted by least squares at Chebyshev's points, which is a few percent worse.
"""
import sys
from mpmath import mp, mpf, matrix, lu_solve, cos, pi, exp, log, sqrt, erfc, erf, asin, expm1, loggamma, psi, binomial

mp.dps = 90


def remez(f, w, a, b, n, m=0, rounds=14, spread=None, points=1200):
    """P of degree n over Q of degree m (Q(0) = 1). `spread` maps [0, 1] onto [a, b] where the grid should be uneven."""
    a, b = mpf(a), mpf(b)
    place = spread or (lambda u: a + (b - a) * u)
    count = n + m + 2
    xs = [place((1 - cos(pi * k / (count - 1))) / 2) for k in range(count)]
    grid = [place((1 - cos(pi * (k + mpf(1) / 2) / points)) / 2) for k in range(points)]
    fg = [f(x) for x in grid]
    wg = [w(x) for x in grid]
    level = mpf(0)
    best = None
    for _ in range(rounds):
        fx, wx = [f(x) for x in xs], [w(x) for x in xs]
        for _ in range(1 if m == 0 else 12):
            system, right = matrix(count, count), matrix(count, 1)
            for k, x in enumerate(xs):
                s = (-1) ** k / wx[k]
                for i in range(n + 1):
                    system[k, i] = x ** i
                for j in range(1, m + 1):
                    system[k, n + j] = -(fx[k] + s * level) * x ** j
                system[k, n + m + 1] = -s
                right[k] = fx[k]
            c = lu_solve(system, right)
            old, level = level, c[n + m + 1]
            if abs(level - old) <= abs(level) * mpf(10) ** -6:
                break
        p = [c[i] for i in range(n + 1)]
        q = [mpf(1)] + [c[n + j] for j in range(1, m + 1)]
        err = [(horner(p, x) / horner(q, x) - y) * v for x, y, v in zip(grid, fg, wg)]
        worst = max(abs(e) for e in err)
        if best is None or worst < best[0]:
            best = (worst, p, q)
        if worst < abs(level) * mpf('1.02'):
            break
        # one extremum per run of equal sign
        picks, k = [], 0
        while k < points:
            j = k
            top = k
            while j < points and (err[j] >= 0) == (err[k] >= 0):
                if abs(err[j]) > abs(err[top]):
                    top = j
                j += 1
            picks.append(top)
            k = j
        while len(picks) > count:
            drop = 0 if abs(err[picks[0]]) < abs(err[picks[-1]]) else len(picks) - 1
            picks.pop(drop)
        if len(picks) < count:
            break
        xs = [grid[k] for k in picks]
    return best


def least_squares(f, w, a, b, n, m, points=400):
    """P/Q by linear least squares, weighted by the Q of the round before (Sanathanan and Koerner)."""
    a, b = mpf(a), mpf(b)

    def place(count):
        return [a + (b - a) * (1 - cos(pi * (k + mpf(1) / 2) / count)) / 2 for k in range(count)]

    table = [(x, f(x), w(x)) for x in place(points)]
    q = [mpf(1)]
    size = n + 1 + m
    for _ in range(8):
        system, right = matrix(size, size), matrix(size, 1)
        for x, y, v in table:
            scale = v / horner(q, x)
            row = [scale * x ** i for i in range(n + 1)] + [-scale * y * x ** j for j in range(1, m + 1)]
            for i in range(size):
                right[i] += row[i] * scale * y
                for j in range(size):
                    system[i, j] += row[i] * row[j]
        c = lu_solve(system, right)
        p, q = [c[i] for i in range(n + 1)], [mpf(1)] + [c[n + j] for j in range(1, m + 1)]
    return max(abs((horner(p, x) / horner(q, x) - f(x)) * w(x)) for x in place(3 * points + 1)), p, q


def in_x(fit, shift):
    """P/Q of equal degrees in 1 / (x + shift), as P/Q in x."""
    def expand(c):
        out = [mpf(0)] * len(c)
        for i, v in enumerate(c):
            for k in range(len(c) - i):
                out[k] += v * binomial(len(c) - 1 - i, k) * mpf(shift) ** (len(c) - 1 - i - k)
        return out
    p, q = expand(fit[1]), expand(fit[2])
    return fit[0], [v / q[0] for v in p], [v / q[0] for v in q]


def horner(c, x):
    s = mpf(0)
    for v in reversed(c):
        s = s * x + v
    return s


def show(name, fit):
    worst, p, q = fit
    print(f'// {name}: weighted error {mp.nstr(worst, 3)}')
    for label, c in (('P', p), ('Q', q)):
        if len(c) > 1 or label == 'P':
            print('  ' + label + ': ' + ', '.join(repr(float(v)) for v in c))
    sys.stdout.flush()


ln2 = log(mpf(2))
half = ln2 / 2 + mpf('1e-4')


def f_exp(r):        # (e^r - 1 - r) / r^2
    return (expm1(r) - r) / r ** 2 if abs(r) > mpf('1e-12') else mpf(1) / 2 + r / 6


def f_atanh(z):      # (2 atanh(s)/s - 2) / z, z = s^2
    return sum(mpf(2) / (2 * k + 3) * z ** k for k in range(120))


def f_sin(z):        # (sin(r)/r - 1) / z, z = r^2
    t, s = mpf(-1) / 6, mpf(0)
    for k in range(30):
        s += t
        t = -t * z / ((2 * k + 4) * (2 * k + 5))
    return s


def f_cos(z):        # (cos r - 1 + z/2) / z^2
    t, s = mpf(1) / 24, mpf(0)
    for k in range(30):
        s += t
        t = -t * z / ((2 * k + 5) * (2 * k + 6))
    return s


def f_atan(z):       # (atan(t)/t - 1) / z
    return -sum((-z) ** k / (2 * k + 3) for k in range(160))


def f_asin(z):       # (asin(t)/t - 1) / z
    t = sqrt(z)
    return (asin(t) / t - 1) / z if z > mpf('1e-12') else mpf(1) / 6 + 3 * z / 40


def f_erf(z):        # erf(x)/x, z = x^2; the code has 1 less in the constant term
    x = sqrt(z)
    return erf(x) / x if z > mpf('1e-16') else 2 / sqrt(pi) * (1 - z / 3)


def f_erfcx(x):
    return exp(x * x) * erfc(x)


def f_pow(z):        # (2 atanh(s)/s - 2 - 2z/3) / z^2
    return sum(mpf(2) / (2 * k + 5) * z ** k for k in range(120))


def f_lgamma(u):     # lgamma(1 + u) / (u (u - 1)), 7/16 less
    r = mp.euler if abs(u) < mpf('1e-20') else 1 - mp.euler if abs(u - 1) < mpf('1e-20') else loggamma(1 + u) / (u * (u - 1))
    return r - mpf(7) / 16


def f_lgamma_rest(z):    # x times lgamma(x) less Stirling's formula, z = 1 / x^2
    if z < mpf('1e-9'):
        return mpf(1) / 12 - z / 360 + z * z / 1260
    x = 1 / sqrt(z)
    return x * (loggamma(x) - (x - mpf(1) / 2) * log(x) + x - log(2 * pi) / 2)


def w_lgamma_rest(z):
    x = 1 / sqrt(z)
    return 1 / (x * loggamma(x))


DIGAMMA_ROOT = mp.findroot(lambda x: psi(0, x), mpf('1.4616321449683623'))


def beside_root(x):      # the quotients below are smooth there
    return x + mpf('1e-30') if abs(x - DIGAMMA_ROOT) < mpf('1e-30') else x


def f_digamma(v):    # x times (digamma(x) - log(x / root)) / (x - root), v = 1 / x, 13/32 less
    x = beside_root(1 / v)
    return x * (psi(0, x) - log(x / DIGAMMA_ROOT)) / (x - DIGAMMA_ROOT) - mpf(13) / 32


def w_digamma(v):
    x = beside_root(1 / v)
    return abs((x - DIGAMMA_ROOT) / (x * psi(0, x)))


def f_trigamma(t):   # x^2 trigamma(x) - x - 3/4, t = 1 / (1 + x)
    x = 1 / t - 1
    if x > 1e10:
        return 1 / (6 * x) - mpf(1) / 4
    return x * x * psi(1, x) - x - mpf(3) / 4 if x > mpf('1e-30') else mpf(1) / 4


def w_trigamma(t):
    x = 1 / t - 1
    return 1 / (f_trigamma(t) + x + mpf(3) / 4)


def f_erfcx_rest(x):     # the code's G is P, its N is Q
    return 1 / f_erfcx(x) - sqrt(pi) * x


FITS = {
    'exp': lambda: remez(f_exp, lambda r: r * r / exp(r) + mpf('1e-9'), -half, half, 9),
    'log': lambda: remez(f_atanh, lambda z: z, 1e-9, (3 - 2 * sqrt(mpf(2))) ** 2 + mpf('1e-5'), 6),
    'log1p01': lambda: remez(f_atanh, lambda z: z, 1e-9, mpf(1) / 9 + mpf('1e-6'), 10),
    'sin': lambda: remez(f_sin, lambda z: z / (1 + z * f_sin(z)), 1e-9, mpf('2.47') , 7),
    'sin4': lambda: remez(f_sin, lambda z: z, 1e-9, mpf('0.62'), 5),
    'cos4': lambda: remez(f_cos, lambda z: z * z, 1e-9, mpf('0.62'), 5),
    'atan': lambda: remez(f_atan, lambda z: z, 1e-9, mpf('0.1717'), 10),
    'asin': lambda: remez(f_asin, lambda z: z, 1e-9, mpf('0.2501'), 11),
    'erf': lambda: remez(f_erf, lambda z: 1 / f_erf(z), 0, mpf('0.7'), 10),
    'erfcx': lambda: remez(f_erfcx_rest, f_erfcx, 0, 28, 9, 10, 10, lambda u: 2 * u / (1 + mpf(2) / 28 - u), 900),
    'pow': lambda: remez(f_pow, lambda z: z * z / 2, 1e-9, (3 - 2 * sqrt(mpf(2))) ** 2 + mpf('1e-5'), 7),
    'lgamma': lambda: least_squares(f_lgamma, lambda u: 1 / (f_lgamma(u) + mpf(7) / 16), 0, 2, 7, 7),
    'lgamma_rest': lambda: remez(f_lgamma_rest, w_lgamma_rest, 1e-12, mpf(1) / 9, 9),
    'digamma': lambda: in_x(least_squares(f_digamma, w_digamma, 1e-12, 1, 8, 8), 0),
    'trigamma': lambda: in_x(least_squares(f_trigamma, w_trigamma, 1e-8, 1, 9, 9), 1),
}

if __name__ == '__main__':
    for name in sys.argv[1:] or FITS:
        show(name, FITS[name]())
