#!/usr/bin/env python3
"""Writes tests/conformance/stability.jsonl: formulas that lose digits or overflow as written, with their true values and derivatives.

The format is that of derivatives.jsonl: every number of a formula is the nearest double taken exactly, everything else is real arithmetic.
Derivatives are central differences with steps of 1e-130 of the argument at 1300 digits, so that their error is far below a double's.
Usage: python3 tests/reference/stability.py > tests/conformance/stability.jsonl
"""
import itertools, json, math, re, sys
import mpmath
from mpmath import mp, mpf

mp.dps = 1300
TOLERANCE = 1e-11

# Families of points.
TINY = [1e-18, 1e-12, -1e-9, 1e-4, 0.5, 1.0]
TINYPOS = [1e-200, 1e-18, 1e-9, 1e-4, 0.3, 0.9]
WIDE = [-800.0, -400.0, -40.0, -1e-3, 0.0, 1.5, 40.0, 400.0, 800.0]
LARGE = [2.0, 100.0, 1e8, 1e12, 1e16, 1e100]
HUGE = [1e-200, 1e-5, 0.7, 3.0, 1e9, 1e200]
UNIT = [1e-200, 1e-17, 0.25, 0.5, 0.999, 0.9999999999999999]
TAIL = [-38.4, -30.0, -5.0, 0.0, 0.5, 8.0, 25.0, 37.5]

ROWS = []          # (name, formula, parameters, list of points)


def rows(name, formulas, points, params="x"):
    params = params.split()
    if len(params) == 1:
        points = [[p] if not isinstance(p, (list, tuple)) else list(p) for p in points]
    for i, formula in enumerate(formulas):
        ROWS.append((f"{name}_{i}", formula, params, points))


# The logistic function and its relatives
rows("logistic", ["1 / (1 + exp(-x))", "exp(x) / (1 + exp(x))", "exp(x) / (exp(x) + 1)", "1 / (exp(-x) + 1)", "0.5 * (1 + tanh(x / 2))", "(1 + tanh(0.5 * x)) / 2",
    "0.5 + 0.5 * tanh(x / 2)", "5 / (1 + 2 * exp(-3 * x))", "1 - 1 / (1 + exp(x))", "1 / (1 + 1 / exp(x))", "let e = exp(-x); 1 / (1 + e)", "let e = exp(x); e / (1 + e)",
    "let z = 0.5 * x + 1; 1 / (1 + exp(-z))", "2 / (1 + exp(-x)) - 1", "2 / (1 + exp(-2 * x)) - 1", "1 / (1 + exp(-x)) * (1 - 1 / (1 + exp(-x)))", "exp(-x) / (1 + exp(-x)) ** 2",
    "let s = 1 / (1 + exp(-x)); s * (1 - s)", "let s = 1 / (1 + exp(-x)); s * s * (1 - s)", "x / (1 + exp(-x))", "x * exp(x) / (1 + exp(x))", "x / (1 + exp(-1.702 * x))", "1 / (1 + exp((3 - x) / 2))",
    "1 / (exp((x - 2) / 0.5) + 1)", "1 / (1 + exp(x)) ** 2", "(1 + exp(-x)) ** (-1)", "(1 + exp(-x)) ** -1.0", "1 / (1 + exp(-x)) ** 0.5", "1 / sqrt(1 + exp(-x))", "exp(-(log(1 + exp(-x))))",
    "1 / (1 + 2.718281828459045 ** (-x))", "1 / (1 + 10 ** (-x / 400))", "1 / (1 + 2 ** (-x))", "1 / (2 + exp(-x))", "3 * exp(2 * x) / (1 + exp(2 * x))", "1 / (1 + exp(-x) + exp(-2 * x))"], WIDE)
rows("logistic2", ["1 / (1 + exp(-(w * x + b)))", "exp(w * x + b) / (1 + exp(w * x + b))", "1 / (1 + exp(-w * x - b))", "1 / (1 + exp(-b) * exp(-w * x))", "0.5 * (1 + tanh((w * x + b) / 2))"],
    [[2.0, 300.0, 1.0], [2.0, -300.0, 1.0], [1.0, 40.0, -1.0], [-3.0, 20.0, 2.0], [0.5, 0.5, 0.5]], "w x b")
rows("logistic4", ["k / (1 + a * exp(-b * x))", "k / (a * exp(-b * x) + 1)", "k * exp(b * x) / (a + exp(b * x))"], [[3.0, 2.0, 1.0, 800.0], [3.0, 2.0, 1.0, -800.0], [3.0, 2.0, 1.0, -400.0], [3.0, 2.0, 0.5, 40.0], [3.0, 2.0, 0.5, 1.0]], "k a b x")
rows("growth", ["k / (1 + (k - p) / p * exp(-r * t))", "k * p * exp(r * t) / (k + p * (exp(r * t) - 1))"], [[10.0, 0.1, 0.5, 2000.0], [10.0, 0.1, 0.5, 10.0], [10.0, 0.1, 0.5, -40.0], [10.0, 1.0, 1e-10, 1.0]], "k p r t")
rows("softmax", ["exp(a) / (exp(a) + exp(b))", "exp(a) / (exp(b) + exp(a))", "1 / (1 + exp(b - a))", "let s = exp(a) + exp(b); exp(a) / s", "let m = max(a, b); exp(a - m) / (exp(a - m) + exp(b - m))",
    "exp(2 * a) / (exp(2 * a) + exp(2 * b))", "exp(a / 2) / (exp(a / 2) + 3 * exp(b / 2))", "2 * exp(a) / (2 * exp(a) + exp(b))", "(exp(a) - exp(b)) / (exp(a) + exp(b))", "log(exp(a) / (exp(a) + exp(b)))", "(a * exp(a) + b * exp(b)) / (exp(a) + exp(b))"],
    [[1000.0, 999.0], [-1000.0, -1001.0], [30.0, -30.0], [-30.0, 30.0], [1.0, 2.0], [710.0, 710.5]], "a b")
rows("softmax3", ["exp(a) / (exp(a) + exp(b) + exp(c))", "exp(b) / (exp(a) + exp(b) + exp(c))", "let s = exp(a) + exp(b) + exp(c); exp(c) / s", "log(exp(a) + exp(b) + exp(c))", "log(exp(a) + exp(b) + exp(c)) - a", "log((exp(a) + exp(b) + exp(c)) / 3)"],
    [[1000.0, 999.0, 998.0], [-1000.0, -1001.0, -1002.0], [1.0, 2.0, 3.0], [40.0, 0.0, -40.0]], "a b c")
rows("softplus", ["log(1 + exp(x))", "log(exp(x) + 1)", "-log(1 / (1 + exp(x)))", "log(1 + exp(2 * x)) / 2", "0.5 * log(1 + exp(2 * x))", "x + log(1 + exp(-x))", "log(1 + exp(-x))", "log(1 + exp(3 * x - 1))", "log(1 + 1 / exp(x))", "-log(1 - 1 / (1 + exp(-x)))",
    "max(0, x) + log(1 + exp(-(abs(x))))", "log1p(exp(x))", "x * tanh(log(1 + exp(x)))", "log(1 + exp(x)) - log(2)", "log((1 + exp(x)) / 2)", "log(2 + exp(x))", "log(1 + exp(x)) ** 2", "log(log(1 + exp(x)))", "log10(1 + exp(x))", "let e = exp(x); log(1 + e)",
    "sqrt(log(1 + exp(x)))", "x - log(1 + exp(x))", "log(exp(x) + exp(-x))", "log(cosh(x))", "log((exp(x) + exp(-x)) / 2)", "log(2 * cosh(x))", "abs(x) + log(1 + exp(-2 * abs(x))) - log(2)"], [p for p in WIDE if p != 0.0] + [1e-9])
rows("softplus_k", ["log(1 + exp(k * x)) / k", "1 / k * log(1 + exp(k * x))", "log(1 + exp(x * k)) / k", "log(exp(k * x) + 1) / k", "k * log(1 + exp(x / k))"], [[1.0, -800.0], [1.0, -40.0], [2.0, 0.0], [1.0, 40.0], [1.0, 800.0], [2.0, 30.0], [0.5, 3.0]], "k x")
rows("lse", ["log(exp(a) + exp(b))", "log(exp(b) + exp(a))", "log(exp(a) + 2 * exp(b))", "log(3 * exp(a) + 0.5 * exp(b))", "log(exp(2 * a) + exp(2 * b)) / 2", "log(exp(a) + exp(b)) - log(2)", "log(exp(-a) + exp(-b))", "-log(exp(-a) + exp(-b))", "log(exp(a) + exp(b)) - a", "log((exp(a) + exp(b)) / 2)", "let s = exp(a) + exp(b); log(s)",
    "let m = max(a, b); m + log(exp(a - m) + exp(b - m))", "a + log(1 + exp(b - a))", "log(exp(a) + exp(b) + 1)", "log(0.3 * exp(a) + 0.7 * exp(b))", "log(exp(a) + exp(b) / 4)", "sqrt(log(1 + exp(a + b)))"],
    [[1000.0, 999.0], [-900.0, -901.0], [30.0, -30.0], [1.0, 2.0], [710.0, 710.0], [-800.0, 2.0]], "a b")
rows("lse_w", ["log(w * exp(a) + (1 - w) * exp(b))", "log(w * exp(a) + v * exp(b))".replace("v", "0.5")], [[0.3, 1000.0, 999.0], [0.3, -1000.0, -999.0], [0.5, 1.0, 2.0], [0.9, 40.0, -40.0]], "w a b")
rows("logsigmoid", ["log(1 / (1 + exp(-x)))", "-log(1 + exp(-x))", "log(exp(x) / (1 + exp(x)))", "x - log(1 + exp(x))", "let p = 1 / (1 + exp(-x)); log(p)", "let p = 1 / (1 + exp(-x)); log(1 - p)", "log(1 - 1 / (1 + exp(-x)))", "-log(1 / (1 + exp(-x)))", "let p = 1 / (1 + exp(-x)); log(p / (1 - p))", "log(0.5 * (1 + tanh(x / 2)))",
    "let p = 1 / (1 + exp(-x)); -(1 - p) ** 2 * log(p)", "let p = 1 / (1 + exp(-x)); p * log(p) + (1 - p) * log(1 - p)", "let p = exp(x) / (1 + exp(x)); -log(p) - log(1 - p)", "let p = 1 / (1 + exp(-x)); log(p) - log(1 - p)"], WIDE)
rows("bce", ["let p = 1 / (1 + exp(-x)); -(y * log(p) + (1 - y) * log(1 - p))", "let p = 1 / (1 + exp(-x)); -y * log(p) - (1 - y) * log(1 - p)", "let p = 1 / (1 + exp(-x)); y * log(p) + (1 - y) * log(1 - p)", "log(1 + exp(x)) - y * x", "max(x, 0) - x * y + log(1 + exp(-(abs(x))))", "y * log(1 + exp(-x)) + (1 - y) * log(1 + exp(x))"],
    [[1.0, 800.0], [0.0, 800.0], [1.0, -800.0], [0.0, -40.0], [0.3, 2.0], [1.0, 40.0]], "y x")
rows("bce2", ["let p = 1 / (1 + exp(-(w * x + b))); -(y * log(p) + (1 - y) * log(1 - p))"], [[1.0, 2.0, 400.0, 1.0], [0.0, 2.0, 400.0, 1.0], [1.0, 2.0, -400.0, 1.0], [0.3, 2.0, 0.5, -1.0]], "y w x b")
rows("entropy", ["-(y * log(p) + (1 - y) * log(1 - p))", "y * log(p) + (1 - y) * log(1 - p)", "-y * log(p) - (1 - y) * log(1 - p)"], [[0.0, 0.3], [1.0, 0.3], [0.5, 1e-200], [0.3, 1e-17], [0.3, 0.9999999999999999], [0.4, 0.6]], "y p")
rows("kl", ["p * log(p / q) + (1 - p) * log((1 - p) / (1 - q))", "p * log(p) - p * log(q)", "p * (log(p) - log(q))"], [[0.3, 0.6], [1e-200, 0.5], [0.9, 1e-17]], "p q")
rows("xlogx", ["x * log(x)", "-x * log(x)", "-(x * log(x)) - (1 - x) * log(1 - x)", "x * log(x) - x", "x ** 2 * log(x)", "sqrt(x) * log(x)", "x * log(2 * x)", "x * log(x) ** 2", "x ** x", "-x * log(x) / log(2)", "-x * log2(x) - (1 - x) * log2(1 - x)"], UNIT)

# log1p and expm1
rows("log1p", ["2 * log(1 + x / 2)", "log(1 + x)", "log(x + 1)", "log(1 - x)", "log(1 + 3 * x)", "log(1 + x) / x", "log(1 + 2 * x) / x", "log((1 + x) / (1 - x))", "0.5 * log((1 + x) / (1 - x))", "log(1 + x) - log(1 - x)", "(log(1 + x) - log(1 - x)) / 2", "log(1 + x) - x", "x - log(1 + x)", "log(1 + x * x)", "log(1 + x ** 2)", "log(1 - x ** 2 / 4)",
    "log(1 + sin(x))", "log(1 + x + x * x)", "log(1 + x) / log(2)", "log10(1 + x)", "log2(1 + x)", "(1 + x) * log(1 + x)", "(1 + x) * log(1 + x) - x", "log(1 + x) ** 2", "x / log(1 + x)", "log(sqrt(1 + x))", "log(1 / (1 + x))", "log((2 + x) / 2)", "log(2 + x) - log(2)", "log(3 + x) - log(3)", "let u = 1 + x; log(u)", "log(1 + x / 3) * 3", "log(x / 2 + 1)",
    "log((2 - x) / (2 + x))", "log((1 - x) / (1 + x))", "log(exp(x))", "log(cos(x))", "sin(log(1 + x))", "exp(log(1 + x)) - 1", "exp(3 * log(1 + x)) - 1", "log(1 + (exp(x) - 1))", "(log(1 + x) - x) / x ** 2", "log(1 + x) / x - 1"], [p for p in TINY if abs(p) < 0.9])
rows("expm1", ["exp(x) - 1", "(exp(x) - 1) / x", "x / (exp(x) - 1)", "1 - exp(-x)", "1 - exp(-2 * x)", "(1 - exp(-x)) / x", "exp(2 * x) - 1", "2 * (exp(x) - 1)", "-1 + exp(x)", "exp(x) - exp(-x)", "(exp(x) - exp(-x)) / 2", "0.5 * (exp(x) - exp(-x))", "(exp(x) - 1 - x) / x ** 2", "exp(x) - 1 - x", "exp(x) - x - 1", "exp(x * x) - 1", "1 - exp(-(x ** 2) / 2)", "exp(sin(x)) - 1", "2 ** x - 1",
    "10 ** x - 1", "(2 ** x - 1) / x", "exp(x) - 1 + x", "sqrt((exp(2 * x) - 1) / (exp(x) - 1))", "(exp(x) - 2) + exp(-x)", "exp(x) - 2 + exp(-x)", "(exp(x) - 1) ** 2", "exp(2 * x) - 2 * exp(x) + 1", "let e = exp(x); e - 1", "5 * exp(x) - 5", "(exp(x) - exp(-x)) / (exp(x) + exp(-x))", "(exp(2 * x) - 1) / (exp(2 * x) + 1)", "(1 - exp(-2 * x)) / (1 + exp(-2 * x))", "2 / (1 + exp(-2 * x)) - 1",
    "1 - 2 / (exp(2 * x) + 1)", "exp(1 + x) - exp(1)", "sinh(x) / x", "tanh(x) / x", "x / tanh(x)", "1 / tanh(x) - 1 / x", "cosh(x) - 1", "(cosh(x) - 1) / x", "(cosh(x) - 1) / x ** 2", "sinh(x) - x", "(sinh(x) - x) / x ** 3", "tanh(x) - x", "asinh(x) - x", "atan(x) - x", "atan(x) / x", "asin(x) / x", "erf(x) / x", "exp(x) - cos(x)", "1 / (exp(x) - 1) - 1 / x", "1 / x - 1 / (exp(x) - 1)", "x / (1 - exp(-x))", "1 / (1 - exp(-x))",
    "exp(x) / (exp(x) - 1)"], TINY)
rows("expdecay", ["1 - exp(-k * t)", "a * (1 - exp(-k * t)) / k".replace("a *", "3 *"), "(1 - exp(-k * t)) / k", "(exp(k * t) - 1) / k", "t - (1 - exp(-k * t)) / k", "(1 - exp(-(k * t))) / (k * t)"], [[1e-12, 2.0], [1e-5, 1e-4], [2.0, 1e-18], [0.5, 100.0], [3.0, 400.0], [0.1, 0.1]], "k t")
rows("planck", ["x ** 3 / (exp(x) - 1)", "x * x * x / (exp(x) - 1)", "x / (exp(x) - 1)", "1 / (exp(x) - 1)", "1 / (exp(x) + 1)", "1 / x ** 5 / (exp(1 / x) - 1)", "x ** 2 * exp(x) / (exp(x) - 1) ** 2", "x ** 4 * exp(x) / (exp(x) - 1) ** 2", "log(exp(x) - 1)", "log(1 - exp(-x))", "-log(1 - exp(-x))", "x / tanh(x)", "x / sinh(x)", "1 / sinh(x)", "1 / cosh(x)", "1 / cosh(x) ** 2", "2 / (exp(x) + exp(-x))", "4 / (exp(x) + exp(-x)) ** 2", "exp(-x) * cosh(x)", "exp(-x) * sinh(x)", "log(sinh(x))", "log(tanh(x))", "1 - tanh(x)", "1 - tanh(x) ** 2", "(exp(x) + exp(-x)) / (exp(x) - exp(-x))", "cosh(x) / sinh(x)", "sinh(x) / cosh(x)", "sqrt(cosh(x) - 1)", "log(exp(x) - 1) - x", "tanh(x / 2) ** 2", "cosh(x) ** 2 - sinh(x) ** 2 + x", "cosh(x) - sinh(x)", "exp(x) / (exp(x) + 2)", "exp(x) / (exp(2 * x) + 1)", "exp(x) / (1 + exp(x)) ** 2", "log(1 + exp(x)) / (1 + exp(x))", "x * exp(-x) / (1 - exp(-x))"], [1e-9, 1e-3, 0.5, 3.0, 40.0, 400.0, 750.0])
rows("fermi", ["1 / (exp((e - mu) / t) + 1)", "1 / (1 + exp((e - mu) / t))", "1 / (exp((e - mu) / t) - 1)"], [[2.0, 1.0, 0.001], [2.0, 1.0, 0.025], [1.5, 1.0, 5.0], [800.0, 1.0, 1.0], [1.0, 0.5, 1e9]], "e mu t")

# Odds
rows("odds", ["log((1 - p) / p)", "log(p / (1 - p))", "log(p) - log(1 - p)", "log(1 - p) - log(p)", "-log(1 / p - 1)", "log(1 / p - 1)", "p / (1 - p)", "2 * log(p / (1 - p))", "log(p * (1 - p))", "let o = p / (1 - p); log(o)", "log(1 - p)", "log(p / (1 - p)) / 2", "log(p) + log(1 - p)", "1 / (1 + exp(-(log(p / (1 - p)))))", "log(-(log(1 - p)))", "log(-(log(p)))", "-(p * log(p)) - (1 - p) * log(1 - p)"], UNIT, "p")

# Near arguments
rows("near1", ["log(x + 1) - log(x)", "log((x + 1) / x)", "log(1 + 1 / x)", "log(x + 2) - log(x - 1)", "log(x) - log(x + 1)", "sqrt(x + 1) - sqrt(x)", "sqrt(x + 3) - sqrt(x - 1)", "1 / (sqrt(x + 1) + sqrt(x))", "1 / (sqrt(x + 1) - sqrt(x))", "1 / sqrt(x) - 1 / sqrt(x + 1)", "atan(x + 1) - atan(x)", "cbrt(x + 1) - cbrt(x)", "(x + 1) ** (1 / 3) - x ** (1 / 3)", "(x + 1) ** 0.5 - x ** 0.5", "sqrt(x ** 2 + 1) - x", "sqrt(x * x + 1) - x", "x - sqrt(x ** 2 - 1)", "x - sqrt(x * x - 1)", "sqrt(x * x + x) - x", "sqrt(1 + 1 / x) - 1", "x * (sqrt(x + 1) - sqrt(x))", "sqrt(x) * (sqrt(x + 1) - sqrt(x))", "x * log(1 + 1 / x)", "(1 + 1 / x) ** x", "exp(1 / x) - 1", "x * (exp(1 / x) - 1)", "1 - cos(1 / x)", "sqrt(2 * x + 1) - sqrt(2 * x)",
    "sqrt(x + 1) - sqrt(x - 1)", "log(x + sqrt(x * x + 1))", "log(x + sqrt(x ** 2 - 1))", "log(x - sqrt(x * x - 1))", "log(sqrt(x * x + 1) - x)", "pi / 2 - atan(x)", "x / sqrt(1 + x * x)", "1 / sqrt(1 + x * x)", "x / (1 + x * x)", "log(1 + x * x)", "sqrt(x * x + 1)", "log(log(x + 1)) - log(log(x))", "1 / x - 1 / (x + 1)", "(x + 1) ** -0.5 - x ** -0.5", "sqrt(x + 1) / x", "(x + 1) * log(x + 1) - x * log(x)", "exp(-x) - exp(-x - 1)", "atan(1 / x)"], LARGE)
rows("near2", ["log(x) - log(y)", "log(x / y)", "sqrt(x) - sqrt(y)", "(sqrt(x) - sqrt(y)) / (x - y)", "sin(x) - sin(y)", "cos(x) - cos(y)", "exp(x) - exp(y)", "(exp(x) - exp(y)) / (x - y)", "atan(x) - atan(y)", "tan(x) - tan(y)", "tanh(x) - tanh(y)", "cbrt(x) - cbrt(y)", "(x - y) / (log(x) - log(y))", "sqrt(x * x - y * y)", "sqrt(x ** 2 - y ** 2)", "log(x ** 2) - log(y ** 2)", "asin(x / 4) - asin(y / 4)", "x ** 2.5 - y ** 2.5", "(log(x) - log(y)) / (x - y)"], [[2.0, 1.9999999999999], [1.0, 0.9999999], [3.0, 2.5], [1.000001, 1.0]], "x y")
rows("shift", ["sin(x + h) - sin(x)", "cos(x + h) - cos(x)", "sqrt(x + h) - sqrt(x)", "exp(x + h) - exp(x)", "log(x + h) - log(x)", "tan(x + h) - tan(x)", "atan(x + h) - atan(x)", "(sin(x + h) - sin(x)) / h", "(exp(x + h) - exp(x)) / h", "(sqrt(x + h) - sqrt(x)) / h", "sinh(x + h) - sinh(x)", "cosh(x + h) - cosh(x)", "tanh(x + h) - tanh(x)", "cbrt(x + h) - cbrt(x)", "sin(x + h) - sin(x - h)", "1 / sqrt(x + h) - 1 / sqrt(x)", "(x + h) ** 2.5 - x ** 2.5", "log(x + h) - log(x - h)", "(log(x + h) - log(x)) / h", "erf(x + h) - erf(x)", "normcdf(x + h) - normcdf(x)"], [[0.7, 1e-12], [1.3, 1e-9], [0.3, -1e-7], [1.1, 0.01], [0.5, 1e-18]], "x h")

# Circular
rows("circular", ["1 - cos(x)", "(1 - cos(x)) / x", "(1 - cos(2 * x)) / x", "(1 - cos(x)) / x ** 2", "(1 - cos(x)) / (x * x)", "(1 - cos(x)) / sin(x)", "tan(x) - sin(x)", "sin(x) / x", "x / sin(x)", "1 - cos(x) ** 2", "sqrt(1 - cos(x))", "sqrt(2 * (1 - cos(x)))", "sqrt(2 - 2 * cos(x))", "2 - 2 * cos(x)", "3 * (1 - cos(x / 3))", "cos(x) - 1", "1 - cos(x * x)", "1 - cos(3 * x)", "(1 - cos(x)) / (1 + cos(x))", "x - sin(x)", "(x - sin(x)) / x ** 3", "x - tan(x)", "(x - sin(x)) / (x - tan(x))", "(tan(x) - sin(x)) / x ** 3", "sin(x) - x * cos(x)", "(sin(x) - x * cos(x)) / x ** 2", "(sin(x) - x * cos(x)) / x ** 3", "1 / x - 1 / tan(x)", "1 / sin(x) - 1 / x", "1 / x ** 2 - 1 / sin(x) ** 2", "cos(x) - cos(2 * x)", "log(sin(x) / x)", "1 - sin(x) / x", "sin(2 * x) - 2 * sin(x)", "1 / cos(x) - 1", "x * sin(x) / (1 - cos(x))", "let c = cos(x); 1 - c", "sin(x) ** 2 / (1 + cos(x))", "acos(1 - x * x)", "sqrt(1 + x) - sqrt(1 - x)", "sqrt(1 + x) - 1", "1 - sqrt(1 - x)", "(sqrt(1 + x) - 1) / x", "1 - sqrt(1 - x * x)", "sqrt(1 + x * x) - 1", "1 / sqrt(1 + x) - 1", "1 / (1 + sqrt(1 - x))", "cbrt(1 + x) - 1", "(1 + x) ** 0.25 - 1", "(1 + x) ** 10 - 1", "((1 + x) ** 10 - 1) / x", "1 / (1 + x) ** 2.5 - 1", "1 / sqrt(1 - x * x) - 1", "sqrt(4 + x) - 2", "(2 + x) / (2 + x) + sqrt(9 + x) - 3", "2 / (1 + sqrt(1 - 4 * x))", "(1 - sqrt(1 - 4 * x)) / (2 * x)", "(1 - sqrt(1 - 4 * x)) / 2", "1 - x / tan(x)", "exp(x) - sqrt(1 + 2 * x)", "atan(x) / tanh(x)", "sin(x) - x"], [1e-18, 1e-12, -1e-9, 1e-4, 0.01, 0.2])

# Roots and lengths
rows("hypot", ["sqrt(x ** 2 + y ** 2)", "sqrt(x * x + y * y)", "sqrt(x ** 2 + 4 * y ** 2)", "sqrt(4 * x * x + 9 * y * y)", "sqrt(2 * x ** 2 + 3 * y ** 2)", "sqrt(y * y + x * x)", "sqrt((2 * x) ** 2 + (3 * y) ** 2)", "1 / sqrt(x * x + y * y)", "x / sqrt(x ** 2 + y ** 2)", "x * y / sqrt(x * x + y * y)", "sqrt(x ** 2 / 4 + y ** 2 / 9)", "let r2 = x * x + y * y; sqrt(r2)", "(x ** 2 + y ** 2) ** 0.5", "(x * x + y * y) ** 1.5", "log(sqrt(x * x + y * y))", "log(x * x + y * y)", "log(x ** 2 + y ** 2) / 2", "x / (x * x + y * y)", "atan(y / x)", "sqrt(x * x + y * y) - x", "sqrt(x * x + y * y) + x", "atan(y / sqrt(x * x + y * y))", "sqrt(x * x)", "abs(x) * sqrt(1 + (y / x) ** 2)", "sqrt(x ** 2 * y ** 2)", "sqrt(x * y)", "sqrt(x) * sqrt(y)", "sqrt(x ** 2 + y ** 2) / 2", "sqrt((x ** 2 + y ** 2) / 2)", "x * x / sqrt(x * x + y * y)", "(x * x - y * y) / (x * x + y * y)", "x / y / sqrt(1 + (x / y) ** 2)", "sqrt(x * x + y * y + 2 * x * y)", "1 / (x * x + y * y) ** 1.5", "sqrt(0.5 * (x + sqrt(x * x + y * y)))"],
    [[3e180, 4e180], [3e-180, 4e-180], [3.0, 4.0], [1e200, 1.0], [5.0, 12.0], [1e-8, 1.0], [1.0, 1e-8]], "x y")
rows("hypot3", ["sqrt(x * x + y * y + z * z)", "sqrt(x ** 2 + y ** 2 + z ** 2)", "sqrt(x ** 2 + 2 * y ** 2 + 3 * z ** 2)", "x / sqrt(x * x + y * y + z * z)", "1 / sqrt(x * x + y * y + z * z)"], [[3e180, 4e180, 12e180], [3e-180, 4e-180, 12e-180], [3.0, 4.0, 12.0], [1e200, 1.0, 1.0]], "x y z")
rows("dist", ["sqrt((a - c) ** 2 + (b - d) ** 2)", "let dx = a - c; let dy = b - d; sqrt(dx * dx + dy * dy)"], [[3e180, 4e180, 1e180, -1e180], [3.0, 4.0, 1.0, -2.0], [3e-180, 4e-180, 0.0, 1e-180]], "a b c d")
rows("legs", ["sqrt(1 - x * x)", "sqrt(1 - x ** 2)", "sqrt((1 - x) * (1 + x))", "1 / sqrt(1 - x * x)", "x / sqrt(1 - x * x)", "1 - x * x + sqrt(1 - x)", "asin(x)", "acos(x)", "atanh(x)", "log((1 + x) / (1 - x)) / 2", "sqrt(1 - x)", "log(1 - x * x)", "acos(x) / sqrt(1 - x * x)", "1 / (1 - x) - 1 / (1 + x)", "log(1 / (1 - x))", "asin(x) / sqrt(1 - x ** 2)", "1 / sqrt(1 - x ** 2) - 1", "atan(x / sqrt(1 - x * x))"], [0.9999999999999999, 0.99999999, -0.999999999999, 0.5, 0.1, 0.75])
rows("gamma_v", ["1 / sqrt(1 - (v / c) ** 2)", "1 / sqrt(1 - v ** 2 / c ** 2)", "1 / sqrt(1 - v * v / (c * c))", "m".replace("m", "1 / sqrt(1 - (v / c) ** 2) - 1"), "sqrt(1 - v ** 2 / c ** 2)"], [[1.0, 299792458.0], [1e-3, 299792458.0], [1e5, 299792458.0], [2.9e8, 299792458.0], [299792457.9, 299792458.0]], "v c")
rows("quadratic", ["(-b + sqrt(b ** 2 - 4 * a * c)) / (2 * a)", "(-b + sqrt(b * b - 4 * a * c)) / (2 * a)", "(sqrt(b ** 2 - 4 * a * c) - b) / (2 * a)"], [[1.0, 1e8, 1.0], [1.0, 1e5, 1.0], [1.0, 3.0, 1.0], [2.0, 1e12, 3.0]], "a b c")
rows("quadratic1", ["(-b + sqrt(b ** 2 - 4 * c)) / 2", "-b + sqrt(b * b - c)", "sqrt(b * b + c) - b", "b - sqrt(b * b - c)", "(b - sqrt(b * b - 4 * c)) / 2"], [[1e8, 1.0], [1e5, 2.0], [3.0, 1.0], [1e150, 2.0], [1e200, 2.0]], "b c")

# Hyperbolics written out
rows("hyper", ["(exp(x) - exp(-x)) / 2", "(exp(x) + exp(-x)) / 2", "0.5 * (exp(x) - 1 / exp(x))", "0.5 * exp(x) - 0.5 * exp(-x)", "exp(x) / 2 - exp(-x) / 2", "(exp(2 * x) - 1) / (exp(2 * x) + 1)", "(exp(x) - exp(-x)) / (exp(x) + exp(-x))", "(exp(x) + exp(-x)) / (exp(x) - exp(-x))", "2 / (exp(x) + exp(-x))", "2 / (exp(x) - exp(-x))", "(1 - exp(-2 * x)) / (1 + exp(-2 * x))", "let e = exp(2 * x); (e - 1) / (e + 1)", "let p = exp(x); let m = exp(-x); (p - m) / (p + m)", "1 - 2 / (exp(2 * x) + 1)", "2 / (1 + exp(-2 * x)) - 1", "tanh(x)", "sinh(x) / cosh(x)", "tanh(x) ** 2", "1 - tanh(x) ** 2", "log((1 + tanh(x)) / (1 - tanh(x))) / 2", "tanh(3 * x + 1)", "(1 - exp(-x)) / (1 + exp(-x))", "(exp(x) - 1) / (exp(x) + 1)", "(1 - exp(x)) / (1 + exp(x))", "2 * (exp(4 * x) - 1) / (exp(4 * x) + 1)", "exp(x) / (exp(x) + exp(-x))", "exp(-x) / (exp(x) + exp(-x))"], [-750.0, -400.0, -20.0, 1e-10, 0.5, 20.0, 400.0, 750.0])
rows("invhyper", ["log(x + sqrt(x * x + 1))", "log(x + sqrt(x ** 2 + 1))", "log(x + sqrt(1 + x ** 2))", "log(sqrt(x ** 2 + 1) + x)", "asinh(x)", "sign(x) * log(abs(x) + sqrt(x * x + 1))", "log(2 * x + sqrt(4 * x ** 2 + 1))", "let r = sqrt(x * x + 1); log(x + r)", "-log(sqrt(x * x + 1) - x)"], [-1e200, -1e10, -3.0, -1e-9, 1e-18, 1e-5, 2.0, 1e10, 1e200])
rows("acosh", ["log(x + sqrt(x * x - 1))", "log(x + sqrt(x ** 2 - 1))", "log(x + sqrt(x - 1) * sqrt(x + 1))", "acosh(x)", "log(sqrt(x * x - 1) + x)", "-log(x - sqrt(x * x - 1))", "log(x + sqrt((x - 1) * (x + 1)))"], [1.0000000000001, 1.0001, 2.0, 1e10, 1e200])
rows("atanh", ["0.5 * log((1 + x) / (1 - x))", "log((1 + x) / (1 - x)) / 2", "(log(1 + x) - log(1 - x)) / 2", "0.5 * (log(1 + x) - log(1 - x))", "atanh(x)", "-0.5 * log((1 - x) / (1 + x))", "log(sqrt((1 + x) / (1 - x)))", "log((x + 1) / (1 - x))", "0.5 * log((1 + x / 2) / (1 - x / 2))"], [1e-18, -1e-9, 1e-4, 0.5, 0.999999999, -0.9999999])

# Normal distribution
rows("normal", ["exp(-(x ** 2) / 2) / sqrt(2 * pi)", "exp(-x * x / 2) / sqrt(2 * pi)", "1 / sqrt(2 * pi) * exp(-0.5 * x * x)", "exp(-0.5 * x ** 2) / sqrt(2 * pi)", "0.3989422804014327 * exp(-(x * x) / 2)", "exp(-(x * x))", "exp(-x ** 2 / 2)".replace("-x ** 2", "-(x ** 2)"), "exp(-0.5 * (x * x))", "1 / sqrt(2 * pi) / exp(x * x / 2)", "x * exp(-(x ** 2) / 2)", "exp(-((x - 1) / 2) ** 2 / 2) / (2 * sqrt(2 * pi))".replace("-((x - 1) / 2) ** 2", "-(((x - 1) / 2) ** 2)"), "exp(-(2 * x - 1) * (2 * x - 1) / 8)", "exp(-(x ** 2)) / sqrt(pi)", "let z = x * x; exp(-z / 2)", "2 * normpdf(x)", "normpdf(x)", "normcdf(x)", "normcdf(-x)", "1 - normcdf(x)", "0.5 * (1 + erf(x / sqrt(2)))", "0.5 * erfc(-x / sqrt(2))", "(1 + erf(x / sqrt(2))) / 2", "0.5 + 0.5 * erf(x / sqrt(2))", "0.5 * (1 - erf(x / sqrt(2)))", "0.5 * erfc(x / sqrt(2))", "x * normcdf(x)", "0.5 * x * (1 + erf(x / sqrt(2)))", "x * normcdf(x) + normpdf(x)", "log(normcdf(x))", "-log(normcdf(x))", "log(1 - normcdf(x))", "log(normpdf(x))", "log(exp(-(x ** 2) / 2) / sqrt(2 * pi))", "normpdf(x) / normcdf(x)", "normpdf(x) / (1 - normcdf(x))", "normcdf(x) / normpdf(x)", "exp(-(x ** 2) / 2) / sqrt(2 * pi) / normcdf(x)", "log(0.5 * erfc(-x / sqrt(2)))", "log(0.5 * (1 + erf(x / sqrt(2))))", "log(erfc(x))", "1 - erf(x)", "erfc(x)", "1 + erf(x)", "exp(x * x) * erfc(x)", "exp(x ** 2) * (1 - erf(x))", "erfc(x) / exp(-(x * x))", "normcdf(x) * (1 - normcdf(x))", "normcdf(2 * x + 1)", "erf(x) / 2", "normpdf(x) * x", "normcdf(x + 1) - normcdf(x)", "1 / (exp(x * x) * 2)"], TAIL)
rows("normal3", ["exp(-((x - m) ** 2) / (2 * s ** 2)) / (s * sqrt(2 * pi))", "1 / (s * sqrt(2 * pi)) * exp(-0.5 * ((x - m) / s) ** 2)", "exp(-0.5 * ((x - m) / s) ** 2) / (s * sqrt(2 * pi))", "exp(-((x - m) / s) ** 2 / 2)".replace("-((x - m) / s) ** 2", "-(((x - m) / s) ** 2)"), "normpdf((x - m) / s) / s", "normcdf((x - m) / s)", "0.5 * (1 + erf((x - m) / (s * sqrt(2))))", "0.5 * erfc((m - x) / (s * sqrt(2)))", "log(exp(-0.5 * ((x - m) / s) ** 2) / (s * sqrt(2 * pi)))", "-log(normcdf((x - m) / s))", "let z = (x - m) / s; exp(-z * z / 2) / (s * sqrt(2 * pi))", "let z = (x - m) / s; -z * z / 2 - log(s) - 0.5 * log(2 * pi)"], [[38.0, 1.0, 1.0], [-30.0, 1.0, 2.0], [0.5, 0.25, 0.5], [80.0, 1.0, 2.1], [1e-3, 0.0, 3e-5]], "x m s")
rows("probit", ["-(y * log(normcdf(x)) + (1 - y) * log(1 - normcdf(x)))", "let p = normcdf(x); -(y * log(p) + (1 - y) * log(1 - p))"], [[1.0, 30.0], [0.0, 30.0], [1.0, -40.0], [0.0, -5.0], [0.4, 0.5]], "y x")

# Compound growth
rows("compound", ["(1 + r) ** n", "((1 + r) ** n - 1) / r", "(1 - (1 + r) ** (-n)) / r", "r / (1 - (1 + r) ** (-n))", "exp(n * log(1 + r))", "(1 + r) ** n - 1", "(1 + r / n) ** n", "exp(n * log(1 + r / n))", "(1 + r / 12) ** (12 * n)", "(1 + r) ** (1 / n) - 1", "1 / (1 + r) ** n", "((1 + r) ** n - 1) / (r * (1 + r) ** n)", "r * (1 + r) ** n / ((1 + r) ** n - 1)", "n * log(1 + r)", "(1 - r) ** n", "1 - (1 - r) ** n", "n * log(1 - r)", "(1 + 1 / n) ** n"], [[1e-12, 360.0], [1e-9, 1e9], [1e-5, 30.0], [0.05, 30.0], [0.005, 1200.0]], "r n")
rows("annuity", ["p * r / (1 - (1 + r) ** (-n))", "p * (1 - (1 + r) ** (-n)) / r", "p * r * (1 + r) ** n / ((1 + r) ** n - 1)", "p * ((1 + r) ** n - 1) / r", "p * (exp(r * n) - 1) / r", "p * (1 - exp(-r * n)) / r"], [[1000.0, 1e-12, 360.0], [1000.0, 1e-5, 30.0], [1000.0, 0.05, 30.0]], "p r n")

# Products that overflow on the way
rows("gamma_pdf", ["x ** (a - 1) * exp(-x)", "exp(-x) * x ** (a - 1)", "x ** a * exp(-x)", "exp((a - 1) * log(x) - x)", "exp((a - 1) * log(x) - x - lgamma(a))", "x ** (a - 1) * exp(-x) / exp(lgamma(a))", "x ** a / exp(x)", "x ** a * exp(-x / 2)"], [[500.0, 500.0], [1000.0, 200.0], [2.0, 3.0], [1e-5, 2.5], [800.0, 3.0], [300.0, 150.0]], "x a")
rows("weibull", ["k / l * (x / l) ** (k - 1) * exp(-((x / l) ** k))", "1 - exp(-((x / l) ** k))", "exp(-((x / l) ** k))"], [[2.0, 1.0, 25.0], [1.5, 2.0, 1e-9], [0.5, 1.0, 3.0], [3.0, 1.0, 8.0]], "k l x")
rows("ratio", ["exp(a) / exp(b)", "exp(a) * exp(-b)", "exp(a) * exp(b - 2 * a)", "exp(a) * exp(b) / exp(a + b + 1)", "exp(-a) * cosh(b)", "exp(-a) * sinh(b)", "exp(a - b)", "2 * exp(a) / (3 * exp(b))", "exp(a) ** 2 / exp(b) ** 2", "sqrt(exp(a) * exp(-b))", "log(exp(a) * exp(b))", "log(exp(a) / exp(b))"], [[800.0, 790.0], [-800.0, -805.0], [1.0, 2.0], [500.0, 400.0]], "a b")
rows("powers", ["x ** n / y ** n", "(x / y) ** n", "x ** n * y ** (-n)", "log(x ** n)", "log(x ** n / y ** n)", "log(x ** n * y)", "(x ** n) ** (1 / n)", "(x ** n + y ** n) ** (1 / n)", "x ** n / (x ** n + y ** n)", "x ** n / (y ** n + x ** n)", "1 / (1 + (x / y) ** n)", "x * y / (x + y)", "sqrt(x ** n / y ** n)"], [[3.0, 2.9, 800.0], [0.01, 0.02, 200.0], [2.0, 3.0, 4.5], [1e100, 2e100, 4.0]], "x y n")
rows("poisson", ["l ** k * exp(-l)", "exp(-l) * l ** k / exp(lgamma(k + 1))", "exp(k * log(l) - l - lgamma(k + 1))", "k * log(l) - l - lgamma(k + 1)"], [[900.0, 850.0], [2.0, 3.0], [1e-8, 2.0]], "l k")
rows("beta_pdf", ["x ** (a - 1) * (1 - x) ** (b - 1)", "exp((a - 1) * log(x) + (b - 1) * log(1 - x))", "(a - 1) * log(x) + (b - 1) * log(1 - x)"], [[1e-200, 2.0, 3.0], [0.3, 200.0, 300.0], [0.9999999999999999, 2.0, 1.5], [1e-17, 1.5, 2.0]], "x a b")
rows("arrhenius", ["a * exp(-e / (8.314462618 * t))", "exp(-e / t) / t ** 2 * a"], [[1.0, 1e5, 280.0], [1e10, 8e4, 20.0], [1e300, 7e4, 12.0], [1.0, 5e4, 8.5]], "a e t")
rows("logsums", ["log(x) + log(y) - log(x + y)", "log(x * y)", "log(x / y)", "log(x * x * y)", "log(sqrt(x * y))", "log(x ** 2 + y ** 2)", "log(x + y) - log(x)", "log(1 + y / x)", "exp(log(x) - log(y))", "exp(log(x) + log(y))", "exp(2 * log(x))", "exp(0.5 * log(x * y))"], [[1e200, 3e200], [1e-200, 2e-200], [2.0, 3.0], [1e200, 1e-200], [5.0, 1e-17]], "x y")

# Black-Scholes
D1 = "let d1 = (log(s / k) + (r + v * v / 2) * t) / (v * sqrt(t)); let d2 = d1 - v * sqrt(t); "
rows("bs", [D1 + "s * normcdf(d1) - k * exp(-r * t) * normcdf(d2)", D1 + "k * exp(-r * t) * normcdf(-d2) - s * normcdf(-d1)", D1 + "normcdf(d1)"], [[100.0, 100.0, 0.05, 0.2, 1.0], [110.0, 100.0, 0.01, 0.5, 2.0], [80.0, 100.0, 0.03, 0.25, 0.5]], "s k r v t")

# Classics
rows("classic", ["(exp(x) - 1) / log(exp(x))", "1 / x - 1 / tan(x)", "exp(x) / (exp(x) - 1)", "(exp(x) - 2) + exp(-x)", "sqrt((exp(2 * x) - 1) / (exp(x) - 1))", "log(1 - x) / log(1 + x)", "1 / (x + 1) - 2 / x + 1 / (x - 1)", "(1 - cos(x)) / x ** 2", "tan(x) ** 2 - sin(x) ** 2", "exp(x) * (1 - cos(x))"], [1e-9, 1e-5, 0.01, 0.3])


NAMES = {name: getattr(mpmath, name) for name in "exp log sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh sqrt cbrt erf erfc sign".split()}
NAMES |= {"expm1": mpmath.expm1, "log1p": mpmath.log1p, "log10": mpmath.log10, "log2": lambda x: mpmath.log(x) / mpmath.log(2), "abs": abs, "max": max, "min": min,
    "lgamma": mpmath.loggamma, "normcdf": lambda x: mpmath.erfc(-x / mpmath.sqrt(2)) / 2, "normpdf": lambda x: mpmath.exp(-x * x / 2) / mpmath.sqrt(2 * mp.pi), "pi": mpf(math.pi), "mpf": mpf}

NUMBER = re.compile(r"(?<![\w.])(\d+\.?\d*(?:e[+-]?\d+)?)")


def to_python(text):
    return NUMBER.sub(lambda m: f"mpf({float(m.group(1))!r})", text)


def to_gate(text):
    text = re.sub(r"\b(max|min)\(([^(),]+), ([^(),]+)\)", r"(\1 (\2) (\3))", text)
    text = re.sub(r"\b([a-z][a-z0-9]*)\(", r"\1 (", text)
    return re.sub(r"\*\* -([\d.]+)", r"** (-\1)", text)


def parts(formula):
    *lets, result = formula.split("; ")
    return [tuple(let[4:].split(" = ", 1)) for let in lets], result


def source(name, formula, params):
    lets, result = parts(formula)
    lines = "".join(f"    let {n} = {to_gate(e)}\n" for n, e in lets)
    head = f"let {name} {' '.join(params)} ="
    return f"{head}\n{lines}    {to_gate(result)}\n" if lets else f"{head} {to_gate(result)}\n"


def compiled(formula, params):
    lets, result = parts(formula)
    code = [(n, compile(to_python(e), n, "eval")) for n, e in lets]
    last = compile(to_python(result), "result", "eval")

    def f(point):
        scope = dict(NAMES)
        scope.update(zip(params, point))
        for n, c in code:
            scope[n] = eval(c, scope)
        return eval(last, scope)
    return f


def derivatives(f, at):
    """Value, gradient and Hessian; a partial that depends on the step is 0."""
    value, grad, hess = differences(f, at, 130)
    if all(abs(x) > mpf(10) ** -200 for x in [*grad, *(x for row in hess for x in row)]):
        return value, grad, hess
    _, grad2, hess2 = differences(f, at, 140)
    same = lambda a, b: a if abs(a - b) <= abs(a) * mpf(10) ** -25 else mpf(0)
    return value, [same(a, b) for a, b in zip(grad, grad2)], [[same(a, b) for a, b in zip(p, q)] for p, q in zip(hess, hess2)]


def differences(f, at, places):
    n = len(at)
    h = [abs(x) * mpf(10) ** -places if x != 0 else mpf(10) ** -places for x in at]

    def shifted(*moves):
        return f([x + sum(s * h[i] for i, s in moves if i == j) for j, x in enumerate(at)])

    value = f(at)
    plus = [shifted((i, 1)) for i in range(n)]
    minus = [shifted((i, -1)) for i in range(n)]
    grad = [(p - m) / (2 * d) for p, m, d in zip(plus, minus, h)]
    hess = [[None] * n for _ in range(n)]
    for i in range(n):
        hess[i][i] = (plus[i] - 2 * value + minus[i]) / h[i] ** 2
        for j in range(i):
            mixed = (shifted((i, 1), (j, 1)) - shifted((i, 1), (j, -1)) - shifted((i, -1), (j, 1)) + shifted((i, -1), (j, -1))) / (4 * h[i] * h[j])
            hess[i][j] = hess[j][i] = mixed
    return value, grad, hess


def text(x):
    if abs(x) < mpf(10) ** -600:
        return "0"
    return mpmath.nstr(x, 20, min_fixed=-4, max_fixed=17)


def is_real(x):
    return not isinstance(x, mpmath.mpc) and mpmath.isfinite(x)


def main():
    only = sys.argv[1] if len(sys.argv) > 1 else ""
    for number, (name, formula, params, points) in enumerate(ROWS):
        if not name.startswith(only):
            continue
        f = compiled(formula, params)
        out = []
        for at in points:
            try:
                value, grad, hess = derivatives(f, [mpf(x) for x in at])
            except (ZeroDivisionError, ValueError, TypeError, OverflowError):
                continue
            flat = [value, *grad, *(x for row in hess for x in row)]
            if not all(is_real(x) for x in flat):
                continue
            size = lambda x: TOLERANCE if abs(x) < mpf("1.7e308") else None
            out.append({"at": at, "value": text(value), "grad": [text(x) for x in grad], "hess": [[text(x) for x in row] for row in hess],
                "tol": {"value": size(value), "grad": [size(x) for x in grad], "hess": [[size(x) for x in row] for row in hess]}})
        print(json.dumps({"id": f"st-{number:04}", "category": "stability", "kind": "float", "flags": ["stability"], "source": source(name, formula, params), "entry": name, "params": params, "points": out}))


if __name__ == "__main__":
    main()
