#!/usr/bin/python3
"""Reference values of the functions on balls (src/Dsl/Balls) in multiprecision (python3-mpmath), for tests/Dsl.Tests/Balls.

    /usr/bin/python3 balls.py > balls.txt

A point a line: the op (of Polygamma and PowerInt with its whole number), the significant digits, the arguments as doubles, the value; of 5,000 digits the first and last 40.
"""
import random
from mpmath import mp, mpf
import mpmath as m

random.seed(20)
half = mpf(1) / 2


def erfcx(x): return m.exp(x * x) * m.erfc(x)
def normcdf(x): return m.erfc(-x / m.sqrt(2)) / 2
def log_norm(x): return m.log(normcdf(x))
def lgamma(x): return m.log(abs(m.gamma(x))) if x < 0 else m.loggamma(x)
def u(low, high, count): return [random.uniform(low, high) for _ in range(count)]
def s(low, high, count): return [random.choice([-1, 1]) * 10 ** random.uniform(low, high) for _ in range(count)]
def pos(low, high, count): return [abs(x) for x in s(low, high, count)]
def pairs(a, b): return list(zip(a, b))


# op: function, arguments (the first ones also at 500 and 5,000 digits)
TABLE = {
    'Exp': (m.exp, u(-3, 3, 6) + s(-20, 2.8, 8) + [1e5, -1e5, 1e-300, 700.5, -1e8]),
    'Exp2': (lambda x: mpf(2) ** x, u(-3, 3, 6) + s(-20, 2.8, 6) + [1e-300]),
    'Expm1': (m.expm1, u(-3, 3, 6) + s(-20, 2.8, 8) + [1e-300, -1e-10]),
    'Log': (m.log, pos(-2, 2, 6) + pos(-300, 300, 6) + [1 + 2 ** -52, 1 - 2 ** -53, 0.75, 1.5, 0.7499, 5e-324]),
    'Log2': (lambda x: m.log(x) / m.log(2), pos(-2, 2, 6) + pos(-300, 300, 4) + [1 + 2 ** -52]),
    'Log10': (m.log10, pos(-2, 2, 6) + pos(-300, 300, 4) + [1 + 2 ** -52, 999.9999999999999]),
    'Log1p': (m.log1p, u(-0.9, 3, 6) + s(-20, -1, 6) + [1e300, -1 + 2 ** -53, 1e-300]),
    'Sigmoid': (lambda x: 1 / (1 + m.exp(-x)), u(-30, 30, 8) + [1e-20, 800.0, -800.0]),
    'Softplus': (lambda x: m.log1p(m.exp(x)), u(-30, 30, 8) + [1e-20, 800.0, -800.0]),
    'Sin': (m.sin, u(-3, 3, 6) + s(-20, 20, 8) + [1e300, 3.141592653589793, 6.283185307179586, 1e-300, 1e22]),
    'Cos': (m.cos, u(-3, 3, 6) + s(-20, 20, 8) + [1e300, 1.5707963267948966, 1e-300]),
    'Tan': (m.tan, u(-3, 3, 6) + s(-20, 20, 8) + [1e300, 1.5707963267948966, 1e-300]),
    'Asin': (m.asin, u(-1, 1, 6) + s(-20, -1, 5) + [1 - 2 ** -53, -1 + 2 ** -53, 1e-300]),
    'Acos': (m.acos, u(-1, 1, 6) + s(-20, -1, 5) + [1 - 2 ** -53, -1 + 2 ** -53]),
    'Atan': (m.atan, u(-1, 1, 3) + u(-9, 9, 4) + s(-20, 20, 8) + [1e300, 1e-300]),
    'Sinh': (m.sinh, u(-3, 3, 6) + s(-20, 2.8, 6) + [1e-300, 1e5]),
    'Cosh': (m.cosh, u(-3, 3, 6) + s(-20, 2.8, 6)),
    'Tanh': (m.tanh, u(-3, 3, 6) + s(-20, 2.2, 6) + [1e-300]),
    'Asinh': (m.asinh, u(-3, 3, 6) + s(-20, 20, 6) + [1e-300, 1e300]),
    'Acosh': (m.acosh, u(1, 9, 6) + [1 + 2 ** -52, 1e300]),
    'Atanh': (m.atanh, u(-1, 1, 6) + s(-20, -1, 4) + [1 - 2 ** -53]),
    'Sech2': (lambda x: m.sech(x) ** 2, u(-9, 9, 6) + [1e-10, 400.0]),
    'LogCosh': (lambda x: m.log(m.cosh(x)), u(-9, 9, 6) + [1e-10, 400.0, 1e-100, 0.49, 0.51]),
    'Sqrt': (m.sqrt, pos(-2, 2, 6) + pos(-300, 300, 4)),
    'Cbrt': (lambda x: m.cbrt(x) if x > 0 else -m.cbrt(-x), s(-2, 2, 6) + s(-300, 300, 6)),
    'Erf': (m.erf, u(-3, 3, 6) + s(-20, 1, 6) + [1e-300, 6.5, 12.0]),
    'Erfc': (m.erfc, u(-3, 3, 6) + u(3, 30, 6) + [1e-10, 100.0, 9.5, 10.5]),
    'Erfcx': (erfcx, u(-3, 3, 6) + u(3, 30, 6) + [1e-10, 100.0]),
    'NormCdf': (normcdf, u(-3, 3, 6) + u(-40, -3, 8) + [8.0, -100.0]),
    'NormPdf': (lambda x: m.exp(-x * x / 2) / m.sqrt(2 * m.pi), u(-3, 3, 6) + u(-40, 40, 5)),
    'LogNormCdf': (log_norm, u(-3, 3, 6) + u(-40, -3, 5) + [8.0, 20.0, -100.0]),
    'Lgamma': (lgamma, u(0.1, 9, 6) + pos(-20, 20, 8) + u(-9, 0, 6) + [1 + 2 ** -52, 2 - 2 ** -52, 1e-300, 1e300]),
    'Digamma': (lambda x: m.psi(0, x), u(0.1, 9, 6) + pos(-20, 20, 8) + u(-9, 0, 6) + [1.4616321449683622]),
    'Polygamma1': (lambda x: m.psi(1, x), u(0.1, 9, 6) + pos(-10, 10, 5) + u(-9, 0, 5)),
    'Polygamma2': (lambda x: m.psi(2, x), u(0.1, 9, 5) + u(-9, 0, 5)),
    'Polygamma5': (lambda x: m.psi(5, x), u(0.1, 9, 5) + u(-9, 0, 5)),
    'PowerInt7': (lambda x: x ** 7, s(-2, 2, 6)),
    'PowerInt-12': (lambda x: x ** -12, s(-2, 2, 6)),
    'PowerInt1000000007': (lambda x: x ** 1000000007, [1.0000001, 0.99999999, -1.00001]),
    'Power': (lambda x, y: x ** y, pairs(pos(-2, 2, 8), u(-9, 9, 8)) + pairs(pos(-200, 200, 6), s(-3, 1, 6)) + [(1 + 2 ** -52, 1e15), (1.5, 1e-300)]),
    'Hypot': (lambda x, y: m.sqrt(x * x + y * y), pairs(s(-2, 2, 6), s(-2, 2, 6)) + [(1e300, 1e-300), (1e-200, 3e-200)]),
    'Atan2': (m.atan2, pairs(s(-2, 2, 8), s(-2, 2, 8)) + pairs(s(-200, 200, 6), s(-200, 200, 6))),
    'LogSumExp': (lambda x, y: max(x, y) + m.log1p(m.exp(min(x, y) - max(x, y))), pairs(u(-9, 9, 6), u(-9, 9, 6)) + [(1000.0, 1000.5), (-1000.0, 300.0)]),
    'XLogY': (lambda x, y: x * m.log(y), pairs(s(-2, 2, 5), pos(-5, 5, 5))),
    'XLog1pY': (lambda x, y: x * m.log1p(y), pairs(s(-2, 2, 5), pos(-25, 5, 5))),
}


def value(f, at, digits):
    mp.dps = digits + 700
    v = f(*[mpf(x) for x in at])
    mp.dps = digits + 20
    return m.nstr(+v.real, digits, strip_zeros=False, min_fixed=0, max_fixed=0)


for op, (f, points) in TABLE.items():
    slow = op.startswith('Polygamma') or op in ('Digamma', 'Lgamma')
    for k, at in enumerate(points):
        at = at if isinstance(at, tuple) else (at,)
        text = ' '.join(repr(float(x)) for x in at)
        print(op, 50, text, value(f, at, 50))
        if k < 3: print(op, 500, text, value(f, at, 500))
        if k < (0 if slow else 1):
            v = value(f, at, 5000)
            digits, _, power = v.partition('e')
            print(op, 5000, text, digits[:42], digits[-40:], 'e' + power)
