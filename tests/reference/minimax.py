#!/usr/bin/python3
"""Minimax coefficients of src/Dsl/Numerics, by the Remez exchange in multiprecision (python3-mpmath).

    /usr/bin/python3 minimax.py             prints every table
    /usr/bin/python3 minimax.py erfcx log   prints the named ones

Each fit is f(x) ~ P(x)/Q(x) on [a, b] with the error weighted by w(x); the printed error is the weighted maximum
before the coefficients are rounded to doubles. Coefficients are printed lowest order first.
"""
import sys
from mpmath import mp, mpf, matrix, lu_solve, cos, pi, exp, log, sqrt, erfc, erf, asin, expm1, loggamma, psi

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


def f_lgamma(t):     # lgamma(2 + t) / t
    return loggamma(2 + t) / t if abs(t) > mpf('1e-20') else 1 - mp.euler


def f_lgamma1(t):    # lgamma(1 + t) / t
    return loggamma(1 + t) / t if abs(t) > mpf('1e-20') else -mp.euler


DIGAMMA_ROOT = mp.findroot(lambda x: psi(0, x), mpf('1.4616321449683623'))


def f_digamma(t):    # digamma(x) / (x - root), x = 1.5 + t
    return psi(0, mpf('1.5') + t) / (mpf('1.5') + t - DIGAMMA_ROOT)


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
    'lgamma': lambda: remez(f_lgamma, lambda t: 1 / f_lgamma(t), -0.5, 0.5, 18),
    'lgamma1': lambda: remez(f_lgamma1, lambda t: 1 / f_lgamma1(t), -0.5, 0.5, 29),
    'digamma': lambda: remez(f_digamma, lambda t: 1 / f_digamma(t), -0.5, 0.5, 21),
}

if __name__ == '__main__':
    for name in sys.argv[1:] or FITS:
        show(name, FITS[name]())
