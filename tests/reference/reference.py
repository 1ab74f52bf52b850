#!/usr/bin/python3
"""Reference values of src/Dsl/Numerics in multiprecision (python3-mpmath), for tests/Dsl.Tests/Numerics.

    /usr/bin/python3 reference.py DIR [COUNT [NAME...]]

writes DIR/NAME.txt, one point a line: the arguments, the true value rounded to a double, and the rest of the true value
in units of that double's last place, separated by spaces. Beside COUNT random points a range (40 by default) stand the edges listed here and the
hard points of hard/NAME.txt: arguments where a long search found our largest errors.
"""
import math
import os
import random
import sys
from mpmath import mp, mpf
import mpmath as m

mp.dps = 80
TINY = mpf('1e-25')


def small(f, series):
    """f, but by the leading terms of its series near 0, where the general formula would cancel."""
    return lambda x: series(x) if abs(x) < TINY else f(x)


def log_norm_cdf(x):
    if x < -1e8:
        return -x * x / 2 + m.log(erfcx(-x / m.sqrt(2)) / 2)
    return m.log(m.erfc(-x / m.sqrt(2)) / 2) if x < 0 else m.log1p(-m.erfc(x / m.sqrt(2)) / 2)


def log_sum_exp(a, b):
    return max(a, b) + m.log1p(m.exp(-abs(a - b)))


def lgamma(x):
    return m.log(abs(m.gamma(x))) if x < 0 else m.loggamma(x)


def erfcx(x):
    if x > 1e8:                # mpmath's erfc fails on huge arguments
        z = 1 / (2 * x * x)
        return (1 - z + 3 * z * z - 15 * z ** 3) / (x * m.sqrt(m.pi))
    return m.exp(x * x) * m.erfc(x)


def power(x, y):
    if x == 0 or y == 0:
        return mpf(x) ** y
    r = m.exp(y * m.log(abs(x)))
    return -r if x < 0 and y % 2 == 1 else r


# A range is (low, high) uniformly, ('log', low, high) in the logarithm with both signs, ('log+', low, high) positive,
# ('at', centre, low, high) around a centre, ('ints', low, high).
SMALL = ('log', 1e-320, 1e-3)
EVERYWHERE = ('log', 1e-320, 1.7e308)
POSITIVE = ('log+', 5e-324, 1.7e308)
ONE = {
    'Exp': (m.exp, [(-1, 1), (-20, 20), (-708, 709.7), (-745.2, -707), SMALL]),
    'Exp2': (lambda x: mpf(2) ** x, [(-1, 1), (-30, 30), (-1022, 1023.9), (-1075, -1020), ('ints', -1074, 1023), SMALL]),
    'Expm1': (small(m.expm1, lambda x: x + x * x / 2), [(-1, 1), (-50, 50), (-0.4, 0.4), (300, 709.7), SMALL]),
    'Log': (m.log, [(0.5, 2), (0, 100), ('at', 1, 1e-16, 0.1), POSITIVE, ('log+', 5e-324, 1e-307)]),
    'Log2': (lambda x: m.log(x) / m.log(2), [(0.5, 2), (0, 100), ('at', 1, 1e-16, 0.1), POSITIVE, ('log+', 5e-324, 1e-307)]),
    'Log10': (lambda x: m.log(x) / m.log(10), [(0.5, 2), (0, 100), ('at', 1, 1e-16, 0.1), POSITIVE, ('log+', 5e-324, 1e-307), ('tens',)]),
    'Log1p': (m.log1p, [(-0.9, 1), (-1, 3), (0, 100), ('at', -1, 1e-16, 0.1), SMALL, ('log+', 1, 1.7e308)]),
    'Sin': (m.sin, [(-1.6, 1.6), (-20, 20), (-1e5, 1e5), ('pi', 0.5), SMALL, EVERYWHERE, (1e8, 2e9)]),
    'Cos': (m.cos, [(-1.6, 1.6), (-20, 20), (-1e5, 1e5), ('pi', 0.5), SMALL, EVERYWHERE, (1e8, 2e9)]),
    'Tan': (m.tan, [(-1.6, 1.6), (-20, 20), (-1e5, 1e5), ('pi', 0.25), SMALL, EVERYWHERE, (1e8, 2e9)]),
    'Asin': (small(m.asin, lambda x: x + x ** 3 / 6), [(-1, 1), (0.4, 0.6), ('in', 1), SMALL]),
    'Acos': (m.acos, [(-1, 1), (0.4, 0.6), ('in', 1), SMALL]),
    'Atan': (small(m.atan, lambda x: x - x ** 3 / 3), [(-1, 1), (-4, 4), (-100, 100), SMALL, EVERYWHERE]),
    'Sinh': (small(m.sinh, lambda x: x + x ** 3 / 6), [(-1, 1), (-25, 25), (-710.4, 710.4), SMALL]),
    'Cosh': (m.cosh, [(-1, 1), (-25, 25), (-710.4, 710.4), SMALL]),
    'Tanh': (small(m.tanh, lambda x: x - x ** 3 / 3), [(-0.5, 0.5), (-2, 2), (-20, 20), SMALL]),
    'Asinh': (small(m.asinh, lambda x: x - x ** 3 / 6), [(-1, 1), (-10, 10), SMALL, EVERYWHERE]),
    'Acosh': (m.acosh, [(1, 2), (1, 20), ('up', 1), ('log+', 1, 1.7e308)]),
    'Atanh': (small(m.atanh, lambda x: x + x ** 3 / 3), [(-0.5, 0.5), (-1, 1), ('in', 1), SMALL]),
    'Cbrt': (lambda x: m.sign(x) * m.cbrt(abs(x)), [(-1, 1), (-8, 8), EVERYWHERE, ('log', 5e-324, 1e-307), ('ints', -100, 100)]),
    'Erf': (small(m.erf, lambda x: 2 * x / m.sqrt(m.pi)), [(-1, 1), (0.5, 0.8), (-6, 6), SMALL]),
    'Erfc': (m.erfc, [(-1, 1), (-6, 6), (0, 26.6), (26.5, 27.3), SMALL]),
    'Erfcx': (erfcx, [(0, 1), (0, 30), (-3, 0), (-26.6, 0), ('log+', 1, 1e300), SMALL]),
    'NormCdf': (lambda x: m.erfc(-x / m.sqrt(2)) / 2, [(-1, 1), (-8, 8), (-37.5, 0), (-38.6, -37.5), SMALL]),
    'NormPdf': (lambda x: m.exp(-x * x / 2) / m.sqrt(2 * m.pi), [(-1, 1), (-8, 8), (-37.6, 37.6), (37.5, 38.7), SMALL]),
    'LogNormCdf': (log_norm_cdf, [(-3, 3), (-40, 0), (0, 38), ('log-', 1, 1e150), SMALL]),
    'Lgamma': (lgamma, [(0, 1), (0.5, 2.5), (2, 10), (5, 200), ('at', 1, 1e-12, 0.1), ('at', 2, 1e-12, 0.1), ('log+', 1e-300, 1e305),
                        ('at', 1, 1e-16, 1e-3), ('at', 2, 2e-16, 1e-3), ('at', 3, 1e-15, 0.1), ('log+', 5e-324, 1e-300), ('log+', 1e300, 2.55e305)]),
    'LgammaBelow': (lgamma, [(-10, 0), (-170, 0), ('log-', 1e-320, 0.1), ('at', -2.4570247382208006, 1e-15, 0.1),
                             ('at', -2.7476826467274127, 1e-15, 0.1), ('at', -3, 1e-15, 0.1)]),
    'Digamma': (m.digamma, [(0, 1), (1, 2), (2, 12), (10, 200), ('at', 1.4616321449683622, 1e-15, 0.1), ('log+', 1e-300, 1e305),
                            ('at', 1, 1e-16, 0.1), (0.5, 1), ('at', 1.4616321449683622, 2e-16, 1e-6), ('log+', 5e-324, 1e-300), ('log+', 1e16, 1e18),
                            ('log+', 1e300, 1.7e308)]),
    'DigammaBelow': (m.digamma, [(-10, 0), (-170, 0), ('log-', 1e-320, 0.1), ('at', -0.5040830082644554, 1e-15, 0.1),
                                 ('at', -1.5734984731623904, 1e-15, 0.1), ('at', -1, 1e-15, 0.1)]),
    'Trigamma': (lambda x: m.psi(1, x), [(0, 1), (1, 3), (2, 50), (10, 1000), ('log+', 1e-150, 1e150), ('log+', 1e-154, 1e-148), ('log+', 1e16, 1e18),
                                         ('log+', 1e300, 1.7e308)]),
    'Sigmoid': (lambda x: 1 / (1 + m.exp(-x)), [(-2, 2), (-40, 40), (-709, 0), (-745.2, -707), SMALL]),
    'LogCosh': (small(lambda x: m.log(m.cosh(x)), lambda x: x * x / 2), [(-1, 1), (-3, 3), (-700, 700), ('log', 1e-150, 1e-3), EVERYWHERE]),
    'Sech2': (lambda x: 1 / m.cosh(x) ** 2, [(-1, 1), (-20, 20), (-372, 372), SMALL]),
    'Softplus': (lambda x: m.log1p(m.exp(x)), [(-2, 2), (-40, 40), (-709, 709), (-745.2, -707), SMALL]),
}
TWO = {
    'Pow': (power, [((0, 4), (-5, 5)), ((0.9, 1.1), (-1000, 1000)), (('log+', 1e-300, 1e300), (-2, 2)), ((0, 10), (-300, 300)),
                    (('log+', 5e-324, 1e-307), (-1, 1)), (('log+', 0.1, 1e10), ('ints', -60, 60)), ((-10, 0), ('ints', -40, 40)),
                    (('at', 1, 1e-15, 1e-6), ('log', 1e6, 1e14)), ((0, 100), (0.5, 0.5))]),
    'PowInt': (power, [((0, 4), ('ints', -64, 64)), ((-3, 3), ('ints', -20, 20)), (('log', 1e-60, 1e60), ('ints', -8, 8)),
                       (('log', 1e-5, 1e5), ('ints', -64, 64)), ((0.5, 2), ('ints', -1000, 1000))]),
    'Atan2': (m.atan2, [((-1, 1), (-1, 1)), ((-1e-3, 1e-3), (-1, 1)), ((-1, 1), (-1e-3, 1e-3)),
                        (('log', 1e-300, 1e300), ('log', 1e-300, 1e300)), (('log', 1e-320, 1e-300), ('log', 1e-320, 1e-300))]),
    'Hypot': (m.hypot, [((-1, 1), (-1, 1)), (('log', 1, 1e4), ('log', 1, 1e4)), (('log', 1e300, 1e308), ('log', 1e300, 1e308)),
                        (('log', 5e-324, 1e-300), ('log', 5e-324, 1e-300)), (('log', 1e-160, 1e-120), ('log', 1e-160, 1e-120))]),
    'XLogY': (lambda x, y: x * m.log(y), [((-5, 5), (0, 10)), ((-5, 5), ('at', 1, 1e-12, 0.1)), ((0, 1), ('log+', 5e-324, 1e300))]),
    'XLog1pY': (lambda x, y: x * m.log1p(y), [((-5, 5), (-1, 10)), ((-5, 5), SMALL)]),
    'LogSumExp': (log_sum_exp, [((0, 3), (0, 3)), ((-3, 3), (5, 40)), ((-1000, 1000), (-1000, 1000))]),
    'Polygamma': (lambda n, x: m.psi(int(n), x), [(('ints', 1, 4), (0, 3)), (('ints', 1, 4), (3, 50)), (('ints', 1, 12), (0.1, 20)),
                                                  (('ints', 1, 3), ('log+', 1e-60, 1e60)),
                                                  (('ints', 2, 20), (0, 40)), (('ints', 2, 20), ('log+', 1e-8, 1e8)), (('ints', 2, 4), (8, 16)),
                                                  (('ints', 2, 3), ('log+', 1e-100, 1e100)), (('ints', 21, 60), (0.1, 100))]),
    'PolygammaBelow': (lambda n, x: m.psi(int(n), x), [(('ints', 1, 4), (-10, 0)), (('ints', 1, 1), ('log-', 1e-150, 0.1))]),
}


def draw(g, spec):
    kind = spec[0]
    if kind == 'ints':
        return float(g.randint(spec[1], spec[2]))
    if kind == 'tens':
        return float('1e%d' % g.randint(-300, 300))
    if kind in ('log', 'log+', 'log-'):
        x = math.exp(g.uniform(math.log(spec[1]), math.log(spec[2])))
        return x if kind == 'log+' or kind == 'log' and g.random() < 0.5 else -x
    if kind == 'at':
        d = math.exp(g.uniform(math.log(spec[2]), math.log(spec[3])))
        return spec[1] + (d if g.random() < 0.5 else -d)
    if kind == 'in':
        return g.choice((-1, 1)) * (spec[1] - math.exp(g.uniform(math.log(1e-16), math.log(0.1))))
    if kind == 'up':
        return spec[1] + math.exp(g.uniform(math.log(2e-16), math.log(0.1)))
    if kind == 'pi':         # the doubles around multiples of pi / 2 and of spec[1] pi, where the digits go
        k = int(math.exp(g.uniform(0, math.log(1e9))))
        return float(k * spec[1] * mp.pi) * g.choice((-1, 1))
    return g.uniform(spec[0], spec[1])


def split(value):
    """The nearest double, and the rest in its units in the last place."""
    if abs(value) > mpf(2) ** 1024 * (1 - mpf(2) ** -54):
        return 'inf' if value > 0 else '-inf', '0'
    high = float(value)
    # mpmath rounds to 53 bits also where a subnormal has fewer.
    if abs(value) < mpf(2) ** -1021:
        high = float(m.nint(value * mpf(2) ** 1074)) * 5e-324
    unit = mpf(2) ** max(-1074, math.frexp(high)[1] - 53) if high else mpf(2) ** -1074
    return repr(high), '%.4f' % float((value - mpf(high)) / unit)


def hard(name):
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'hard', name + '.txt')
    if not os.path.exists(path):
        return []
    with open(path) as f:
        return [tuple(float(v) for v in line.split()) for line in f if line.strip()]


def write(folder, name, f, draws, count):
    g = random.Random(name)
    points = hard(name)
    for one in draws:
        points += [one(g) for _ in range(count)]
    with open(os.path.join(folder, name + '.txt'), 'w') as out:
        for x in dict.fromkeys(points):
            try:
                value = f(*[mpf(v) for v in x])
            except (ValueError, ZeroDivisionError):
                continue
            if isinstance(value, m.mpc):    # outside the domain
                continue
            if m.isinf(value) or m.isnan(value):
                continue
            if value != 0 and abs(value) < mpf('1e-330'):
                value = mpf('1e-330')
            out.write(' '.join([*(repr(v) for v in x), *split(value)]) + '\n')


def main():
    folder = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    names = sys.argv[3:] or [*ONE, *TWO]
    os.makedirs(folder, exist_ok=True)
    for name in names:
        if name in ONE:
            f, specs = ONE[name]
            write(folder, name, f, [lambda g, s=s: (draw(g, s),) for s in specs], count)
        else:
            f, specs = TWO[name]
            write(folder, name, f, [lambda g, s=s: (draw(g, s[0]), draw(g, s[1])) for s in specs], count)


if __name__ == '__main__':
    main()
