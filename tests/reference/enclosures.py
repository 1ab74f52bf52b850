#!/usr/bin/python3
"""Coefficients of the functions in pairs of doubles (src/Dsl/Enclosures) in multiprecision (python3-mpmath).

    /usr/bin/python3 enclosures.py

Prints the scaled erfc, (1 + 2 x) exp (x^2) erfc x in powers of t = (x - 4.5) / (x + 4.5): Chebyshev's series from its values at many nodes, cut off and written in powers. Each coefficient is a double, of the first
ones with a second double for what the first rounds off. Then the relative error that is left with these coefficients, at many points.
"""
from mpmath import mp, mpf
import mpmath as m

mp.dps = 70
CENTRE, NODES, COUNT, PAIRS = mpf(9) / 2, 200, 60, 40


def scaled(t):
    if t == 1: return 2 / m.sqrt(m.pi)
    x = CENTRE * (1 + t) / (1 - t)
    if x > 100:
        # by its asymptotic series, since erfc has many digits before the first one there
        return (1 + 2 * x) / (x * m.sqrt(m.pi)) * sum((-1) ** n * m.fac2(2 * n - 1) / (2 * x * x) ** n for n in range(30))
    return (1 + 2 * x) * m.exp(x * x) * m.erfc(x)


def chebyshev(f, count):
    nodes = [m.cos(m.pi * (2 * k + 1) / (2 * count)) for k in range(count)]
    values = [f(t) for t in nodes]
    c = [2 * sum(v * m.cos(m.pi * j * (2 * k + 1) / (2 * count)) for k, v in enumerate(values)) / count for j in range(count)]
    c[0] /= 2
    return c


def powers(c):
    """Of a sum of c[n] T_n (t): T_n = 2 t T_(n-1) - T_(n-2)."""
    before, now, total = [mpf(1)], [mpf(0), mpf(1)], [mpf(0)] * len(c)
    total[0] += c[0]
    for n in range(1, len(c)):
        for i, a in enumerate(now): total[i] += c[n] * a
        after = [mpf(0)] + [2 * a for a in now]
        for i, a in enumerate(before): after[i] -= a
        before, now = now, after
    return total


def shown(name, numbers):
    print(name, '=', ', '.join(repr(float(x)) for x in numbers), '\n')


coefficients = powers(chebyshev(scaled, NODES)[:COUNT])
high = [float(c) for c in coefficients]
low = [float(c - h) for c, h in zip(coefficients[:PAIRS], high)]
shown('Scaled', high)
shown('ScaledLow', low)
kept = [mpf(h) + (mpf(low[i]) if i < PAIRS else 0) for i, h in enumerate(high)]
worst = max(abs(m.polyval(kept[::-1], t) / scaled(t) - 1) for t in (mpf(2 * k + 1) / 500 - 1 for k in range(500)))
print('relative error 2^', float(m.log(worst, 2)))
