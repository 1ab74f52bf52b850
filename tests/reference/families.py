#!/usr/bin/env python3
"""
Formulas at zeros, origins, ties, holes, diagonals, tails and where they cancel, kind by kind, with values, gradients and Hessians by mpmath: makes tests/conformance/families.jsonl.
    python3 tests/reference/families.py
A number is a difference quotient of the formula as mathematics means it, with 900 digits, at a point that is 1e-50 beside the one that is asked for; where that depends on how far
beside, there is no number (null), and no test. So limits, holes and kinks that cancel have the numbers that they should have.
"""
import os

import json, re
from mpmath import mp, mpf
import mpmath as M
mp.dps = 900
TOK = re.compile(r"\s*(\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+|[A-Za-z_]\w*|\*\*|[-+*/()<>])")
def lex(s):
    out, i = [], 0
    s = s.rstrip()
    while i < len(s):
        m = TOK.match(s, i); assert m, s[i:]
        out.append((m.group(1), i == 0 or s[i].isspace() if False else s[i:m.end()].startswith((' ','\t')) , m.end() < len(s) and s[m.end()] == ' ')); i = m.end()
    return out
def half(x): return x / 2
F1 = dict(sqrt=M.sqrt, exp=M.exp, log=M.log, sin=M.sin, cos=M.cos, tan=M.tan, tanh=M.tanh, sinh=M.sinh, cosh=M.cosh, abs=abs, lgamma=M.loggamma, digamma=M.digamma,
  log1p=lambda x: M.log(1 + x), expm1=lambda x: M.exp(x) - 1, sigmoid=lambda x: 1 / (1 + M.exp(-x)), softplus=lambda x: M.log(1 + M.exp(x)), erf=M.erf, erfc=M.erfc,
  normcdf=lambda x: M.erfc(-x / M.sqrt(2)) / 2, normpdf=lambda x: M.exp(-x * x / 2) / M.sqrt(2 * M.pi), atan=M.atan, asin=M.asin, acos=M.acos, asinh=M.asinh, atanh=M.atanh, cbrt=lambda x: M.sign(x) * M.cbrt(abs(x)),
  relu=lambda x: max(x, 0), logcosh=lambda x: M.log(M.cosh(x)), log10=M.log10, log2=lambda x: M.log(x) / M.log(2), lognormcdf=lambda x: M.log(M.erfc(-x / M.sqrt(2)) / 2), sign=M.sign, sech2=lambda x: 1/M.cosh(x)**2,acosh=M.acosh)
F2 = dict(max=max, min=min, hypot=lambda a, b: M.sqrt(a * a + b * b), atan2=M.atan2, logsumexp=lambda a, b: M.log(M.exp(a) + M.exp(b)))
FN = {**{k: 1 for k in F1}, **{k: 2 for k in F2}}
def parse(src, names):
    toks = lex(src); pos = [0]
    def peek(): return toks[pos[0]][0] if pos[0] < len(toks) else None
    def take(): pos[0] += 1; return toks[pos[0] - 1][0]
    def whole():
        if peek() != 'if': return add()
        take(); a = add(); o = take(); b = add(); assert take() == 'then', src
        yes = whole(); assert take() == 'else', src
        return ('if' + o, a, b, yes, whole())
    def add():
        a = mul()
        while peek() in ('+', '-'):
            o = take(); b = mul(); a = (o, a, b)
        return a
    def mul():
        a = un()
        while peek() in ('*', '/'):
            o = take(); b = un(); a = (o, a, b)
        return a
    def un():
        if peek() == '-': take(); return ('neg', un())
        return pw()
    def pw():
        a = app()
        if peek() == '**': take(); return ('**', a, un())
        return a
    def app():
        t = peek()
        if t in FN and t not in names:
            take(); return (t, *[atom() for _ in range(FN[t])])
        return atom()
    def atom():
        t = take()
        if t == '(':
            a = whole(); assert take() == ')', src; return a
        if t[0].isdigit() or t[0] == '.': return ('num', t)
        if t == '-': return ('neg', atom())
        return ('var', t)
    r = whole(); assert pos[0] == len(toks), (src, toks[pos[0]:]); return r
def ev(t, env):
    o = t[0]
    if o == 'num': return mpf(float(t[1])) if False else mpf(t[1])
    if o == 'var': return M.pi if t[1] == 'pi' and 'pi' not in env else M.e if t[1] == 'e' and 'e' not in env else env[t[1]]
    if o == 'neg': return -ev(t[1], env)
    a = ev(t[1], env)
    if o == 'if<': return ev(t[3] if a < ev(t[2], env) else t[4], env)
    if o == 'if>': return ev(t[3] if a > ev(t[2], env) else t[4], env)
    if o in F1: return F1[o](a)
    b = ev(t[2], env)
    if o in F2: return F2[o](a, b)
    if o == '+': return a + b
    if o == '-': return a - b
    if o == '*': return a * b
    if o == '/': return a / b
    if o == '**': return M.power(a, b)
    raise Exception(o)
def function(body, params):
    names = set(params); steps = []
    lines = [l.strip() for l in body.split('\n') if l.strip()]
    for l in lines[:-1]:
        m = re.match(r"let (\w+) = (.*)", l); steps.append((m.group(1), parse(m.group(2), names))); names.add(m.group(1))
    last = parse(lines[-1], names)
    def f(xs):
        env = dict(zip(params, xs))
        for n, t in steps: env[n] = ev(t, env)
        return ev(last, env)
    return f
def real(v):
    v = mpf(v.real) if hasattr(v, 'imag') and not isinstance(v, mpf) and abs(v.imag) < mpf(10) ** -80 * (1 + abs(v.real)) else v
    return v if isinstance(v, mpf) and M.isfinite(v) else None
def at(f, p, eps, hess, fixed=()):
    n = len(p); d = [mpf(0) if i in fixed else eps * (mpf(1) + mpf(i * i + 1) / 7) for i in range(n)]; h0 = eps * mpf(10) ** -50
    least = min([mpf(1)] + [abs(mpf(v)) for v in p if v != 0])
    size = [abs(mpf(v)) if v != 0 else least for v in p]
    x = [mpf(v) + di * si for v, di, si in zip(p, d, size)]
    hs = [h0 * si for si in size]
    def g(*moves):
        y = list(x)
        for i, s in moves: y[i] += s * hs[i]
        return f(y)
    val = g(); out = [real(val)]
    for i in range(n): out.append(real((g((i, 1)) - g((i, -1))) / (2 * hs[i])))
    if hess:
        for i in range(n):
            for k in range(i, n):
                if i == k: out.append(real((g((i, 1)) - 2 * val + g((i, -1))) / hs[i] ** 2))
                else: out.append(real((g((i, 1), (k, 1)) - g((i, 1), (k, -1)) - g((i, -1), (k, 1)) + g((i, -1), (k, -1))) / (4 * hs[i] * hs[k])))
    return out
def reference(body, params, p, hess=True, fixed=()):
    f = function(body, params)
    try: a, b = at(f, p, mpf(10) ** -50, hess, fixed), at(f, p, mpf(10) ** -55, hess, fixed)
    except (ZeroDivisionError, ValueError, OverflowError, TypeError) as e: return None
    res = []
    for u, v in zip(a, b):
        if u is None or v is None: res.append(None); continue
        if abs(u - v) > mpf(10) ** -18 * max(abs(u), abs(v)) and max(abs(u), abs(v)) > mpf(10) ** -35: res.append(None); continue
        if abs(v) < mpf(10) ** -40 and abs(u-v) > abs(v)*mpf(10)**-10: v = mpf(0)
        res.append('0' if v == 0 else M.nstr(v, 20))
    return res


rows = []


def emit(kind, body, params, points, hess=True, tol=1e-10, fixed=""):
    """fixed: the parameters whose numbers are exact, as 1 of an exponent is: the point is not moved in them."""
    params = params.split()
    at = [(p, reference(body, params, p, hess, [params.index(name) for name in fixed.split()])) for p in points]
    numbers = []
    for p, r in at:
        if r is None: continue
        n, k, upper = len(params), 1 + len(params), []
        for i in range(n if hess else 0):
            upper.append(r[k:k + n - i])
            k += n - i
        numbers.append({"at": list(p), "value": r[0], "grad": r[1:1 + n], **({"hess": upper} if hess else {})})
    source = f"let f {' '.join(params)} =\n" + "".join("    " + line.strip() + "\n" for line in body.split("\n") if line.strip())
    rows.append({"id": f"{kind}_{sum(row['kind'] == kind for row in rows)}", "kind": kind, "source": source, "params": params, "points": numbers, "tol": tol})


z = 'zero'
emit(z, "a * x / (b + x)", "x a b", [(0.0, 1.0, 2.0), (0.0, 0.0, 2.0), (1.0, 1.0, 0.0), (-1.0, 2.0, 3.0)])
emit(z, "a * x / (b + x) + c", "x a b c", [(0.0, 1.0, 2.0, 0.0)])
emit(z, "vmax * x ** 2 / (k ** 2 + x ** 2)", "x vmax k", [(0.0, 1.0, 2.0), (1.0, 1.0, 0.0), (0.0, 0.0, 1.0)])
emit(z, "x / (1 + x / k)", "x k", [(0.0, 2.0), (1.0, 1.0)])
emit(z, "1 / (1 / a + 1 / b)", "a b", [(0.0, 2.0), (2.0, 0.0), (1.0, 1.0)])
emit(z, "a * b / (a + b)", "a b", [(0.0, 2.0), (2.0, 0.0), (1.0, 1.0)])
emit(z, "a * b / sqrt (a + b)", "a b", [(0.0, 2.0), (2.0, 0.0), (1.0, 1.0)])
emit(z, "v * s * p / ((k + s) * (m + p))", "s p v k m", [(0.0, 0.0, 1.0, 2.0, 3.0), (0.0, 1.0, 1.0, 2.0, 3.0)])
emit(z, "v * (s - p / keq) / (k * (1 + p / kp) + s)", "s p v k keq kp", [(0.0, 0.0, 1.0, 2.0, 3.0, 4.0), (1.0, 3.0, 1.0, 2.0, 3.0, 4.0)])
emit(z, "mu * s / (ks + s + s ** 2 / ki) - d", "s mu ks ki d", [(0.0, 1.0, 2.0, 3.0, 0.0)])
emit(z, "x * exp (-x / b) / (a + x)", "x a b", [(0.0, 1.0, 2.0)])
emit(z, "x * y / (x ** 2 + y ** 2 + 1)", "x y", [(0.0, 0.0), (0.0, 1.0)])
emit(z, "log (1 + x / k) * v", "x k v", [(0.0, 1.0, 2.0), (0.0, 1.0, 0.0)])
emit(z, "v * x / (k + abs x)", "x v k", [(1.0, 1.0, 2.0), (-1.0, 1.0, 2.0)])
emit(z, "let g = a * t / (b + t)\nc * g / (a - g)", "t a b c", [(0.0, 17.625, 243.04, 243.04), (0.0, 1.0, 1.0, 1.0)])
emit(z, "let p = k * x\nq * p / (1 + p)", "x k q", [(0.0, 1.0, 2.0), (1.0, 0.0, 2.0), (0.0, 0.0, 1.0)])
emit(z, "e0 + em * c ** g / (ec ** g + c ** g)", "c e0 em ec g", [(0.0, 1.0, 2.0, 3.0, 2.5), (1.5, 1.0, 2.0, 3.0, 2.5), (0.0, 1.0, 2.0, 3.0, 3.0)])
emit(z, "q * b * p / (1 + (b * p) ** t) ** (1 / t)", "p q b t", [(0.5, 2.0, 3.0, 0.7), (0.0, 2.0, 3.0, 1.5), (0.0, 2.0, 3.0, 4.0)])
emit(z, "(x - 1) * v / (k + x)", "x v k", [(1.0, 1.0, 2.0), (0.0, 1.0, 2.0)])
p0 = 'power0'
emit(p0, "x ** n / (k ** n + x ** n)", "x n k", [(0.0, 3.0, 2.0), (0.0, 4.0, 2.0), (0.0, 2.5, 2.0), (1.0, 2.0, 1.0), (2.0, 3.0, 1.0)])
emit(p0, "1 / (1 + (k / x) ** n)", "x n k", [(2.0, 3.0, 1.0), (1.0, 3.0, 1.0)])
emit(p0, "1 / (1 + (x / k) ** n)", "x n k", [(0.0, 3.0, 2.0), (0.0, 2.5, 2.0), (1.0, 3.0, 1.0)])
emit(p0, "k ** n / (k ** n + x ** n)", "x n k", [(0.0, 3.0, 2.0), (0.0, 2.5, 2.0), (1.0, 3.0, 1.0)])
emit(p0, "v * x ** n / (k ** n + x ** n)", "x n k v", [(0.0, 3.0, 2.0, 1.0)])
emit(p0, "v * x ** n / (k + x ** n)", "x n k v", [(0.0, 3.0, 2.0, 1.0), (0.0, 2.5, 1.0, 0.0)])
emit(p0, "1 - exp (-((x / l) ** k))", "x l k", [(0.0, 1.0, 3.0), (0.0, 2.0, 2.5), (1.0, 1.0, 2.0)])
emit(p0, "exp (-((x / l) ** k))", "x l k", [(0.0, 1.0, 3.0), (0.0, 2.0, 2.5)])
emit(p0, "k / l * (x / l) ** (k - 1) * exp (-((x / l) ** k))", "x l k", [(0.0, 1.0, 4.0), (0.0, 2.0, 3.5), (1.0, 1.0, 2.0)])
emit(p0, "a * x ** b", "x a b", [(0.0, 2.0, 3.0), (0.0, 0.0, 3.0), (0.0, 2.0, 2.5), (1.0, 2.0, 0.0)])
emit(p0, "a * x ** b * exp (-x)", "x a b", [(0.0, 2.0, 3.0), (0.0, 0.0, 3.0), (0.0, 2.0, 2.5)])
emit(p0, "x ** p * y ** q", "x p y q", [(0.0, 3.0, 2.0, 1.0), (0.0, 3.0, 0.0, 2.5)])
emit(p0, "x ** a * (1 - x) ** b", "x a b", [(0.0, 3.0, 2.0), (1.0, 3.0, 4.0), (0.0, 3.0, 0.0), (1.0, 0.0, 3.0)])
emit(p0, "a * x ** r + b * y ** r", "x y a b r", [(0.0, 1.0, 2.0, 3.0, 3.0), (0.0, 0.0, 2.0, 3.0, 3.0)])
emit(p0, "(a * x ** r + (1 - a) * y ** r) ** (1 / r)", "x y a r", [(0.0, 1.0, 0.3, 3.0), (1.0, 1.0, 0.3, 0.5), (1.0, 0.0, 0.3, 4.0)])
emit(p0, "(x ** p + y ** p) ** (1 / p)", "x y p", [(0.0, 1.0, 3.0), (1.0, 0.0, 4.0), (1.0, 1.0, 2.0)])
emit(p0, "y * log p + (1 - y) * log (1 - p)", "p y", [(0.25, 0.0), (0.5, 1.0), (0.5, 0.5)])
emit(p0, "-(y * log p + (1 - y) * log1p (-p))", "p y", [(0.25, 0.0), (0.5, 1.0), (0.5, 0.5)])
emit(p0, "x * log x", "x", [(1.0,), (0.5,)])
emit(p0, "x ** 2 * log x", "x", [(0.0,), (1.0,)])
emit(p0, "x ** 3 * log x", "x", [(0.0,), (1.0,)])
emit(p0, "x ** p * log x", "x p", [(0.0, 3.0), (1.0, 2.0)])
emit(p0, "x ** x", "x", [(1.0,), (2.0,)])
emit(p0, "x ** 2.5", "x", [(0.0,), (1.0,)])
emit(p0, "sqrt x * x", "x", [(0.0,), (1.0,)])
emit(p0, "(x ** 2) ** 1.5", "x", [(0.0,), (1.0,), (-1.0,)])
emit(p0, "(x ** 2) ** p", "x p", [(0.0, 2.0), (1.0, 2.0), (0.0, 1.5), (-2.0, 1.5)])
emit(p0, "(x * y) ** p", "x y p", [(0.0, 2.0, 3.0), (-1.0, -2.0, 3.0), (0.0, 0.0, 3.5)])
emit(p0, "exp (-a * x ** p)", "x a p", [(0.0, 1.0, 3.0), (0.0, 0.0, 2.5)])
emit(p0, "(1 + x ** c) ** (-k)", "x c k", [(0.0, 3.0, 2.0), (0.0, 2.5, 0.0), (1.0, 1.0, 1.0)])
emit(p0, "log (1 + (x / a) ** b)", "x a b", [(0.0, 1.0, 3.0), (0.0, 2.0, 2.5), (1.0, 1.0, 1.0)])

o='origin'
emit(o, "exp (-((sqrt (x ** 2 + y ** 2)) ** 2))", "x y", [(0.0,0.0),(1e-170,0.0),(0.3,-0.4)])
emit(o, "sqrt (x ** 2 + y ** 2 + z ** 2) ** 2 / 2", "x y z", [(0.0,0.0,0.0),(1.0,0.0,0.0)])
emit(o, "(hypot x y) ** 2", "x y", [(0.0,0.0),(3.0,4.0)])
emit(o, "(hypot x y) ** 4", "x y", [(0.0,0.0),(3.0,4.0)])
emit(o, "let r = hypot x y\nexp (-r * r / (2 * s * s))", "x y s", [(0.0,0.0,1.0),(1.0,0.0,2.0)])
emit(o, "log (1 + x ** 2 + y ** 2)", "x y", [(0.0,0.0)])
emit(o, "1 / (1 / x)", "x", [(0.0,),(2.0,)])
emit(o, "1 / (1 / x + a)", "x a", [(0.0,1.0),(2.0,1.0)])
emit(o, "x / (1 + a / x)", "x a", [(0.0,1.0),(2.0,1.0)])
emit(o, "x ** 2 / (x + a / x)", "x a", [(0.0,1.0),(2.0,1.0)])
emit(o, "sqrt ((a * x) ** 2 + (a * y) ** 2)", "a x y", [(1.3,0.3,-0.4),(-1.3,0.3,-0.4)])
emit(o, "sqrt (x * x * x)", "x", [(0.0,),(2.0,)], hess=False)
emit(o, "sqrt (x ** 5)", "x", [(0.0,),(2.0,)])
emit(o, "sqrt (x ** 4)", "x", [(0.0,),(2.0,),(-1.0,)])
emit(o, "sqrt (x ** 4 + y ** 4)", "x y", [(1.0,0.0),(1.0,2.0)])
emit(o, "(x ** 2 + y ** 2) ** 1.5", "x y", [(0.0,0.0),(1.0,0.0)])
emit(o, "(x ** 2 + y ** 2) ** (3 / 2)", "x y", [(1.0,0.0),(0.0,0.0)])
emit(o, "let r = sqrt (x * x + y * y)\nr ** 3", "x y", [(0.0,0.0),(1.0,0.0)])
emit(o, "let r = sqrt (x * x + y * y)\nr * r * log (1 + r * r)", "x y", [(0.0,0.0),(1.0,0.0)])
emit(o, "let r = sqrt ((x - a) ** 2 + (y - b) ** 2)\ncos r", "x y a b", [(1.0,2.0,1.0,2.0),(1.0,2.0,0.0,0.0)])
emit(o, "let r = hypot x y\ncosh r", "x y", [(0.0,0.0),(1.0,0.0)])
emit(o, "let r = hypot x y\nsin r / r", "x y", [(1e-8,0.0),(1.0,0.0)])
emit(o, "let r = sqrt (x ** 2 + y ** 2)\nr * tanh r", "x y", [(0.0,0.0),(1.0,0.0)])
emit(o, "let r = sqrt (x ** 2 + y ** 2)\nr - log (1 + r)", "x y", [(0.0,0.0),(1.0,0.0)])
emit(o, "x * hypot x y", "x y", [(1.0,0.0),(0.0,1.0)])
emit(o, "x ** 2 / sqrt (x ** 2 + y ** 2)", "x y", [(0.0,1.0),(1.0,0.0)])
emit(o, "cbrt x ** 3", "x", [(0.0,),(2.0,),(-1.0,)])
emit(o, "cbrt (x ** 3)", "x", [(2.0,),(-1.0,)])
emit(o, "x * cbrt x", "x", [(2.0,),(-1.0,)])
emit(o, "let r = hypot x y\n1 / cosh r", "x y", [(0.0,0.0),(1.0,0.0)])
emit(o, "let r = sqrt (x * x + y * y + z * z)\n(1 + r + r ** 2 / 3) * exp (-r)", "x y z", [(0.0,0.0,0.0),(1.0,0.0,2.0),(1e-9,0.0,1e-9)])
emit(o, "let r = sqrt (x * x + y * y) / l\n(1 + r) * exp (-r)", "x y l", [(0.0,0.0,1.0),(1.0,0.0,2.0)])
emit(o, "let r = sqrt ((x - a) ** 2 + (y - b) ** 2)\n(1 + r) * exp (-r)", "x y a b", [(1.0,1.0,1.0,1.0),(1.0,0.0,2.0,1.0)])
e='even'
emit(e, "abs x ** 2", "x", [(0.0,),(1.0,),(-2.0,)])
emit(e, "abs x ** 3", "x", [(0.0,),(1.0,),(-2.0,)])
emit(e, "abs x * x", "x", [(1.0,),(-2.0,)])
emit(e, "abs (x - y) ** 4", "x y", [(1.0,1.0),(1.0,2.0)])
emit(e, "abs x ** 2.5", "x", [(0.0,),(1.0,),(-2.0,)])
emit(e, "abs x ** p", "x p", [(0.0,4.0),(0.0,2.5),(-2.0,3.0)])
emit(e, "0.5 * sqrt ((y - r) ** 2) ** 2", "y r", [(1.0,1.0),(2.0,1.0)])
emit(e, "let r = sqrt 3 * abs x / l\n(1 + r) * exp (-r)", "x l", [(0.0,1.0),(1.0,2.0),(-1.0,2.0)])
emit(e, "let r = sqrt 5 * abs x / l\n(1 + r + r ** 2 / 3) * exp (-r)", "x l", [(0.0,1.0),(1.0,2.0),(-1.0,2.0)])
emit(e, "let r = abs (x - y) / l\ns * s * (1 + r) * exp (-r)", "x y l s", [(0.5,0.5,1.0,2.0),(1.0,2.0,0.5,1.0)])
emit(e, "let r = sqrt ((x - y) ** 2) / l\n(1 + r * sqrt 3) * exp (-r * sqrt 3)", "x y l", [(0.5,0.5,1.0),(1.0,2.0,0.5)])
emit(e, "let r = sqrt (x ** 2 + y ** 2)\n(1 + sqrt 3 * r) * exp (-(sqrt 3) * r)", "x y", [(0.0,0.0),(1.0,2.0)])
emit(e, "cos (abs x)", "x", [(0.0,),(1.0,)])
emit(e, "cosh (abs x) - 1", "x", [(0.0,),(1.0,),(1e-9,)])
emit(e, "abs x * tanh (abs x)", "x", [(0.0,),(1.0,),(-1.0,)])
emit(e, "abs x * sin (abs x)", "x", [(0.0,),(1.0,),(-1.0,)])
emit(e, "log (cosh (abs x))", "x", [(0.0,),(1.0,),(-1.0,)])
emit(e, "abs x + log1p (exp (-2 * abs x)) - log 2", "x", [(0.0,),(1.0,),(-1.0,)])
emit(e, "exp (-(abs x ** 2) / 2)", "x", [(0.0,),(1.0,),(-1.0,)])
emit(e, "1 / (1 + abs x ** 2)", "x", [(0.0,),(1.0,),(-1.0,)])
emit(e, "sqrt (x ** 2) * x", "x", [(1.0,),(-1.0,)])
emit(e, "abs (x * y) ** 2", "x y", [(0.0,1.0),(0.0,0.0),(-1.0,1.0)])
emit(e, "abs x ** 2 + abs y ** 2 * abs x", "x y", [(1.0,0.0),(-1.0,2.0)])
emit(e, "(abs x + 1) * (1 - abs x)", "x", [(0.0,),(-1.0,)])
emit(e, "(x * sign x) ** 2", "x", [(0.0,),(-1.0,)])
emit(e, "let a = abs x\na * a / (1 + a * a)", "x", [(0.0,),(-1.0,)])
emit(e, "let a = abs x\nsqrt (1 + a * a) - 1", "x", [(0.0,),(-1.0,),(1e-8,)])
emit(e, "log (abs x ** 2 + 1)", "x", [(0.0,),(-1.0,)])
k='kink'
emit(k, "max x 0 + log (1 + exp (-(abs x)))", "x", [(0.0,),(-40.0,),(3.0,)])
emit(k, "relu x + log1p (exp (-(abs x)))", "x", [(0.0,),(-40.0,),(3.0,)])
emit(k, "max 0 x + log1p (exp (-(abs x)))", "x", [(0.0,),(-40.0,),(3.0,)])
emit(k, "max x 0 - x * y + log (1 + exp (-(abs x)))", "x y", [(0.0,0.5),(-40.0,0.0),(3.0,1.0)])
emit(k, "-(min x 0) + log1p (exp (-(abs x)))", "x", [(0.0,),(40.0,),(3.0,)])
emit(k, "min x 0 - log1p (exp (-(abs x)))", "x", [(0.0,),(40.0,),(3.0,),(-40.0,)])
emit(k, "0.5 * (x + abs x) + log1p (exp (-(abs x)))", "x", [(0.0,),(-40.0,),(3.0,)])
emit(k, "max a b + log1p (exp (-(abs (a - b))))", "a b", [(1.0,1.0),(2.0,-1.0),(-800.0,-801.0)])
emit(k, "max a b + log (1 + exp (-(abs (b - a))))", "a b", [(1.0,1.0),(2.0,-1.0),(-800.0,-801.0)])
emit(k, "let m = max a b\nm + log (exp (a - m) + exp (b - m))", "a b", [(1.0,1.0),(2.0,-1.0),(-800.0,-801.0)])
emit(k, "let m = max a (max b c)\nm + log (exp (a - m) + exp (b - m) + exp (c - m))", "a b c", [(1.0,1.0,1.0),(2.0,-1.0,2.0),(-800.0,-801.0,-802.0)])
emit(k, "max a b + min a b", "a b", [(1.0,1.0),(2.0,-1.0)])
emit(k, "max a b * min a b", "a b", [(1.0,1.0),(2.0,-1.0)])
emit(k, "(max x 0) ** 2 + (min x 0) ** 2", "x", [(0.0,),(2.0,),(-1.0,)])
emit(k, "max x 0 + min x 0", "x", [(0.0,),(2.0,),(-1.0,)])
emit(k, "relu x - relu (-x)", "x", [(0.0,),(2.0,),(-1.0,)])
emit(k, "(max x 0) ** 3", "x", [(0.0,),(2.0,),(-1.0,)])
emit(k, "max x y ** 2 + min x y ** 2", "x y", [(1.0,1.0),(2.0,-1.0)])
emit(k, "x * y - min x y * max x y", "x y", [(1.0,1.0),(2.0,-1.0)])
emit(k, "(x - y) * abs (x - y)", "x y", [(2.0,-1.0),(0.0,1.0)])
emit(k, "abs x + abs (-x) - 2 * sqrt (x ** 2)", "x", [(0.0,),(2.0,),(-1.0,)])
emit(k, "abs (x - 1) - abs (1 - x) + x ** 2", "x", [(1.0,),(0.0,)])

h='hole'
emit(h, "sin (x - 1) / (x - 1)", "x", [(1.0000001,),(1.5,),(1.0,)])
emit(h, "sin (2 * x - 3) / (2 * x - 3)", "x", [(1.5,),(1.50001,),(0.0,)])
emit(h, "sin (x + a) / (x + a)", "x a", [(1.0,-1.0),(1.0,-1.0000001),(1.0,0.5)])
emit(h, "sin (a * x) / (a * x)", "x a", [(0.0,1.0),(1e-7,2.0),(1.0,0.0),(1.0,0.5)])
emit(h, "sin (a * x) / x", "x a", [(0.0,1.0),(1e-7,2.0),(1.0,0.5)])
emit(h, "(1 - cos x) / x", "x", [(0.0,),(1e-7,),(1.0,)])
emit(h, "(1 - cos x) / x ** 2", "x", [(0.0,),(1e-7,),(1.0,)])
emit(h, "(x - sin x) / x ** 3", "x", [(0.0,),(1e-3,),(1.0,)])
emit(h, "(1 - cos (a * x)) / (a * x) ** 2", "x a", [(0.0,1.0),(1e-7,3.0),(1.0,1.0)])
emit(h, "tan x / x", "x", [(0.0,),(1e-7,),(1.0,)])
emit(h, "tanh x / x", "x", [(0.0,),(1e-7,),(1.0,)])
emit(h, "sinh x / x", "x", [(0.0,),(1e-7,),(1.0,)])
emit(h, "x / sinh x", "x", [(0.0,),(1e-7,),(1.0,),(300.0,)])
emit(h, "x / tanh x", "x", [(0.0,),(1e-7,),(1.0,)])
emit(h, "1 / tanh x - 1 / x", "x", [(0.0,),(1e-7,),(1e-2,),(1.0,)])
emit(h, "cosh x / sinh x - 1 / x", "x", [(0.0,),(1e-3,),(1.0,)])
emit(h, "atan x / x", "x", [(0.0,),(1e-7,),(1.0,)])
emit(h, "asin x / x", "x", [(0.0,),(1e-7,),(0.5,)])
emit(h, "erf x / x", "x", [(0.0,),(1e-7,),(0.5,)])
emit(h, "log (1 + x) / x", "x", [(0.0,),(1e-7,),(0.5,)])
emit(h, "log1p x / x", "x", [(0.0,),(1e-7,),(0.5,)])
emit(h, "log x / (x - 1)", "x", [(1.0,),(1.0000001,),(0.5,)])
emit(h, "x * log x / (x - 1)", "x", [(1.0,),(1.0000001,),(0.5,)])
emit(h, "(x - 1) / log x", "x", [(1.0,),(1.0000001,),(0.5,)])
emit(h, "x / (exp x - 1)", "x", [(0.0,),(1e-9,),(300.0,),(-2.0,)])
emit(h, "x / expm1 x", "x", [(0.0,),(1e-9,),(300.0,),(-2.0,)])
emit(h, "(exp x - 1) / x", "x", [(0.0,),(1e-9,),(3.0,),(-2.0,)])
emit(h, "expm1 (a * x) / a", "x a", [(1.0,0.0),(1.0,1e-9),(3.0,0.5),(0.0,0.0)])
emit(h, "(exp (a * x) - 1) / a", "x a", [(1.0,0.0),(1.0,1e-9),(3.0,0.5),(0.0,0.0)])
emit(h, "(1 - exp (-k * t)) / k", "t k", [(1.0,0.0),(1.0,1e-9),(3.0,0.5)])
emit(h, "x / (1 - exp (-x))", "x", [(0.0,),(1e-9,),(3.0,),(-2.0,)])
emit(h, "v / (1 - exp (-v / b))", "v b", [(0.0,5.0),(1e-9,2.0),(3.0,1.0)])
emit(h, "0.28 * (v + 23) / (exp ((v + 23) / 5) - 1)", "v", [(-23.0,),(-23.0000001,),(-22.999,),(0.0,)])
emit(h, "0.1 * (v + 40) / (1 - exp (-(v + 40) / 10))", "v", [(-40.0,),(-40.0000001,),(-39.99,),(-65.0,)])
emit(h, "0.01 * (10 - v) / (exp ((10 - v) / 10) - 1)", "v", [(10.0,),(10.000001,),(9.99,),(0.0,)])
emit(h, "a * (v - b) / (1 - exp (-(v - b) / c))", "v a b c", [(2.0,1.0,2.0,3.0),(2.0,1.0,2.0000001,3.0),(0.0,1.0,2.0,3.0)])
emit(h, "a * (b - v) / (exp ((b - v) / c) - 1)", "v a b c", [(2.0,1.0,2.0,3.0),(2.0,1.0,2.0000001,3.0),(0.0,1.0,2.0,3.0)])
emit(h, "(x ** l - 1) / l", "x l", [(3.0,0.0),(3.0,1e-10),(3.0,0.5),(1.0,0.0),(1.0,0.5)])
emit(h, "((x + c) ** l - 1) / l", "x l c", [(3.0,0.0,1.0),(3.0,1e-10,1.0),(3.0,0.5,0.0)])
emit(h, "(x ** (1 - s) - 1) / (1 - s)", "x s", [(3.0,1.0),(3.0,1.0000001),(3.0,0.5),(1.0,1.0)])
emit(h, "(x ** (1 - g)) / (1 - g)", "x g", [(3.0,2.0),(3.0,0.5)])
emit(h, "(1 + l * x) ** (1 / l)", "x l", [(1.0,1e-9),(1.0,0.5)])
emit(h, "log (1 + l * x) / l", "x l", [(1.0,0.0),(1.0,1e-9),(1.0,0.5)])
emit(h, "(1 + k * z) ** (-1 / k)", "z k", [(1.0,1e-9),(1.0,0.5)])
emit(h, "sin x ** 2 / x ** 2", "x", [(0.0,),(1e-7,),(1.0,)])
emit(h, "(sin x / x) ** 2", "x", [(0.0,),(1e-7,),(1.0,)])
emit(h, "let s = sin (pi * x) / (pi * x)\ns ** 2", "x", [(0.0,),(1e-7,),(0.3,)])
emit(h, "sin (pi * x) / (pi * x)", "x", [(0.0,),(1e-7,),(0.3,)])
emit(h, "exp (-x) * sin x / x", "x", [(0.0,),(1e-7,),(0.3,)])
emit(h, "sqrt (sin x / x)", "x", [(0.0,),(1e-7,),(0.3,)])
emit(h, "log (sin x / x)", "x", [(0.0,),(1e-7,),(0.3,)])
emit(h, "log (sinh x / x)", "x", [(0.0,),(1e-7,),(0.3,),(800.0,)])
emit(h, "1 / (sin x / x)", "x", [(0.0,),(1e-7,),(0.3,)])
emit(h, "1 / x - 1 / sin x", "x", [(0.0,),(1e-5,),(0.3,)])
emit(h, "1 / log (1 + x) - 1 / x", "x", [(0.0,),(1e-5,),(0.3,)])
emit(h, "sin (x ** 2) / x ** 2", "x", [(0.0,),(1e-4,),(0.3,)])
emit(h, "sin (x ** 2) / x", "x", [(0.0,),(1e-4,),(0.3,)])
emit(h, "(exp (x ** 2) - 1) / x ** 2", "x", [(0.0,),(1e-4,),(0.3,)])
emit(h, "x ** 3 / (exp x - 1)", "x", [(700.0,),(1e-5,),(1.0,),(0.0,)])
emit(h, "x ** 4 * exp x / (exp x - 1) ** 2", "x", [(700.0,),(1e-5,),(1.0,),(0.0,)])
emit(h, "(x / sinh x) ** 2", "x", [(300.0,),(1e-5,),(1.0,),(0.0,)])
emit(h, "x ** 2 * exp x / (exp x - 1) ** 2", "x", [(300.0,),(1e-5,),(1.0,),(0.0,)])
emit(h, "(exp (-a * t) - exp (-b * t)) / (b - a)", "t a b", [(1.0,2.0,2.0),(1.0,2.0,2.0000001),(1.0,1.0,2.0)])
emit(h, "a / (a - b) * (exp (-b * t) - exp (-a * t))", "t a b", [(1.0,2.0,2.0),(1.0,2.0,2.0000001),(1.0,1.0,2.0)])
d='diagonal'
for f in ["(a - b) / (log a - log b)", "(a - b) / log (a / b)", "(b - a) / log (b / a)", "(exp a - exp b) / (a - b)", "(log a - log b) / (a - b)", "(sin a - sin b) / (a - b)", "(tanh a - tanh b) / (a - b)","(cos a - cos b) / (a - b)", "(a * log a - b * log b) / (a - b)", "sin (a - b) / (a - b)", "(a - b) / (exp a - exp b)", "(a - b) / sinh (a - b)", "(a - b) / tanh (a - b)", "log (a / b) / (a - b)", "(atan a - atan b) / (a - b)", "(exp (2 * a) - exp (2 * b)) / (a - b)", "(softplus a - softplus b) / (a - b)", "(normcdf a - normcdf b) / (a - b)"]:
    emit(d, f, "a b", [(1.0,1.0),(1.0,1.0000001),(1.0,1.0+1e-12),(1.0,0.5),(2.0,2.01)], tol=1e-9)
emit(d, "(a ** n - b ** n) / (a - b)", "a b n", [(1.0,1.0,2.5),(2.0,2.0000001,3.0),(2.0,0.5,1.5)], tol=1e-9)
emit(d, "(exp (a * t) - exp (b * t)) / (a - b)", "a b t", [(1.0,1.0,2.5),(2.0,2.0000001,3.0),(2.0,0.5,1.5)], tol=1e-9)
emit(d, "((t1 - t2) / log (t1 / t2)) * u", "t1 t2 u", [(30.0,30.0,2.0),(30.0,30.0000001,3.0),(30.0,20.0,1.5)], tol=1e-9)
emit(d, "let d1 = a - b\nlet d2 = c - d\n(d1 - d2) / log (d1 / d2)", "a b c d", [(90.0,60.0,50.0,20.0),(90.0,60.0,50.0,20.0000001),(90.0,60.0,45.0,20.0)], tol=1e-9)
emit(d, "u * (exp (u * x) - 1) / (exp u - 1)", "x u", [(0.5,0.0),(0.5,1e-8),(0.5,1.0)])
emit(d, "(exp (u * x) - 1) / (exp u - 1)", "x u", [(0.5,0.0),(0.5,1e-8),(0.5,1.0)])

r='root'
emit(r, "(x * x + y * y) ** (1 / 2)", "x y", [(1e200,1e200),(3e-200,4e-200),(3.0,4.0)], hess=False)
emit(r, "(x * x + y * y) ** 0.5", "x y", [(1e200,1e200),(3e-200,4e-200),(3.0,4.0)], hess=False)
emit(r, "sqrt (x ** 2 + y ** 2 + z ** 2)", "x y z", [(1e200,1e200,1e190),(3e-200,4e-200,0.0),(3.0,4.0,0.0)], hess=False)
emit(r, "sqrt (x * x + 1)", "x", [(1e200,),(3e-200,),(3.0,)])
emit(r, "1 / sqrt (x * x + 1)", "x", [(1e200,),(3e-200,),(3.0,)])
emit(r, "x / sqrt (x * x + 1)", "x", [(1e200,),(3e-200,),(3.0,)])
emit(r, "x / sqrt (x * x + y * y)", "x y", [(1e200,1e200),(3e-200,4e-200),(3.0,4.0)], hess=False)
emit(r, "b + sqrt (b * b + 4 * c)", "b c", [(-10000.0,1e-6),(2.0,3.0),(10000.0,1e-6),(-1e8,1.0)])
emit(r, "b + sqrt (b ** 2 + 4 * c)", "b c", [(-10000.0,1e-6),(2.0,3.0),(-1e8,1.0)])
emit(r, "sqrt (b ** 2 + 4 * c) + b", "b c", [(-10000.0,1e-6),(2.0,3.0),(-1e8,1.0)])
emit(r, "sqrt (b ** 2 - 4 * c) - b", "b c", [(10000.0,1e-6),(2.0,0.5),(1e8,1.0)])
emit(r, "b - sqrt (b ** 2 - 4 * c)", "b c", [(10000.0,1e-6),(2.0,0.5),(1e8,1.0)])
emit(r, "(-b + sqrt (b ** 2 - 4 * a * c)) / (2 * a)", "b a c", [(10000.0,1.0,1e-6),(-3.0,1.0,2.0),(1e8,1.0,1.0)])
emit(r, "(-b - sqrt (b ** 2 - 4 * a * c)) / (2 * a)", "b a c", [(-10000.0,1.0,1e-6),(3.0,1.0,2.0),(-1e8,1.0,1.0)])
emit(r, "(sqrt (p ** 2 + q) - p) / 2", "p q", [(1e5,1e-6),(3.0,2.0),(-1e5,1.0)])
emit(r, "2 * c / (b + sqrt (b ** 2 - 4 * c))", "b c", [(1e5,1e-6),(3.0,2.0)])
emit(r, "((e + s + k) - sqrt ((e + s + k) ** 2 - 4 * e * s)) / 2", "e s k", [(1.0,1e-9,2.0),(1.0,2.0,3.0)])
emit(r, "sqrt (x * x + e) - sqrt e", "x e", [(1e160,1.0),(1e-8,1.0),(2.0,3.0)], hess=False)
emit(r, "sqrt (x ** 2 + e) - sqrt e", "x e", [(1e-8,1.0),(2.0,3.0)])
emit(r, "sqrt (x ** 2 + e ** 2) - e", "x e", [(1e160,1.0),(1e-8,1.0),(2.0,3.0)], hess=False)
emit(r, "sqrt (1 + x ** 2) - 1", "x", [(1e160,),(1e-8,),(2.0,),(0.0,)])
emit(r, "d ** 2 * (sqrt (1 + (x / d) ** 2) - 1)", "x d", [(1e-8,1.0),(2.0,3.0),(0.0,1.0)])
emit(r, "sqrt (x + 1) - sqrt x", "x", [(1e16,),(1e-8,),(2.0,)])
emit(r, "sqrt (x + h) - sqrt x", "x h", [(1e16,1.0),(1.0,1e-10),(2.0,1.0)])
emit(r, "1 / sqrt x - 1 / sqrt (x + 1)", "x", [(1e16,),(1e-8,),(2.0,)])
emit(r, "sqrt (x ** 2 + 1) - x", "x", [(1e8,),(-1e8,),(2.0,),(1e160,)])
emit(r, "x - sqrt (x ** 2 - 1)", "x", [(1e8,),(2.0,),(1e160,)])
emit(r, "log (x + sqrt (x ** 2 + 1))", "x", [(1e-8,),(-1e8,),(2.0,),(1e160,)])
emit(r, "log (x + sqrt (x ** 2 - 1))", "x", [(1.5,),(2.0,),(1e160,)])
emit(r, "log (sqrt (x ** 2 + 1) - x)", "x", [(1e-8,),(1e8,),(2.0,)])
emit(r, "sqrt (x ** 2 + y ** 2) - x", "x y", [(1e8,1.0),(-1e8,1.0),(3.0,4.0)])
emit(r, "hypot x y - x", "x y", [(1e8,1.0),(-1e8,1.0),(3.0,4.0)])
emit(r, "cbrt (x + 1) - cbrt x", "x", [(1e16,),(2.0,)])
emit(r, "sqrt ((x + 1) * (x - 1)) - x", "x", [(1e8,),(2.0,)])
emit(r, "sqrt (1 - x ** 2)", "x", [(0.5,),(0.9999999999,)])
emit(r, "1 - sqrt (1 - x ** 2)", "x", [(0.5,),(1e-8,)])
emit(r, "1 / sqrt (1 - (v / c) ** 2)", "v c", [(1.0,2.0),(1.0,3e8)])
emit(r, "m * c ** 2 * (1 / sqrt (1 - (v / c) ** 2) - 1)", "v c m", [(1.0,2.0,1.0),(1.0,3e8,1.0)])
t='tail'
emit(t, "tanh x", "x", [(-20.0,),(25.0,),(0.0,)])
emit(t, "1 / cosh x ** 2", "x", [(-30.0,),(0.4,),(400.0,)])
emit(t, "1 - tanh x", "x", [(20.0,),(-20.0,),(0.4,)])
emit(t, "1 - tanh x ** 2", "x", [(20.0,),(-20.0,),(0.4,)])
emit(t, "1 - sigmoid x", "x", [(40.0,),(-20.0,),(0.4,)])
emit(t, "1 - 1 / (1 + exp (-x))", "x", [(40.0,),(-20.0,),(0.4,),(700.0,)])
emit(t, "sigmoid x * (1 - sigmoid x)", "x", [(40.0,),(-40.0,),(0.4,)])
emit(t, "1 - normcdf x", "x", [(10.0,),(-10.0,),(0.4,),(37.0,)])
emit(t, "1 - erf x", "x", [(10.0,),(-2.0,),(0.4,),(25.0,)])
emit(t, "erfc x", "x", [(10.0,),(-2.0,),(0.4,),(25.0,)])
emit(t, "normcdf x", "x", [(10.0,),(-20.0,),(0.4,),(-37.0,)])
emit(t, "normcdf ((x - m) / s)", "x m s", [(10.0,0.0,1.0),(-20.0,1.0,1.0),(0.4,0.0,2.0)])
emit(t, "normpdf x / normcdf x", "x", [(10.0,),(-20.0,),(0.4,),(-100.0,)])
emit(t, "normpdf x / (1 - normcdf x)", "x", [(10.0,),(-20.0,),(0.4,),(100.0,)])
emit(t, "x ** 3 / (exp x - 1)", "x", [(700.0,),(1e-5,),(1.0,)])
emit(t, "x ** 5 / (exp x - 1)", "x", [(700.0,),(1e-5,),(1.0,)])
emit(t, "1 / (exp x - 1)", "x", [(700.0,),(1e-5,),(1.0,),(-700.0,)])
emit(t, "1 / (exp ((e - mu) / k) + 1)", "e mu k", [(700.0,0.0,1.0),(-700.0,0.0,1.0),(1.0,0.5,0.1)])
emit(t, "atan2 y x", "y x", [(1e-200,1e-200),(1e200,1e200),(1.0,-1.0)], hess=False)
emit(t, "atan (y / x)", "y x", [(1e-200,1e-200),(1e200,1e200),(1.0,-1.0)], hess=False)
emit(t, "exp x / (1 + exp x) ** 2", "x", [(700.0,),(-700.0,),(1.0,),(1000.0,)])
emit(t, "exp (-x) / (1 + exp (-x)) ** 2", "x", [(700.0,),(-700.0,),(1.0,)])
emit(t, "1 / (1 + exp (-(x - m) / s))", "x m s", [(700.0,0.0,1.0),(-700.0,0.0,1.0),(1.0,0.5,0.1)])
emit(t, "exp (-(x ** 2))", "x", [(26.0,),(-26.0,),(0.0,)])
emit(t, "1 / cosh x", "x", [(700.0,),(-700.0,),(0.0,)])
emit(t, "sinh x / cosh x", "x", [(700.0,),(-800.0,),(0.0,)])
emit(t, "x * exp (-x)", "x", [(700.0,),(0.0,)])
emit(t, "log (1 + exp x)", "x", [(1000.0,),(-700.0,),(0.0,)])
emit(t, "atan x - pi / 2", "x", [(-1e10,),(1.0,)])
emit(t, "1 / (1 + x ** 2)", "x", [(1e100,),(1.0,),(1e200,)], hess=False)
s='saturated'
emit(s, "log (normcdf b - normcdf a)", "a b", [(10.0,11.0),(-1.0,2.0),(-11.0,-10.0),(20.0,20.5)])
emit(s, "log (sigmoid x - sigmoid y)", "x y", [(40.0,39.0),(2.0,-1.0),(-39.0,-40.0)])
emit(s, "log (exp x - exp y)", "x y", [(-1000.0,-1001.0),(1000.0,999.0),(2.0,1.0)])
emit(s, "log (tanh x - tanh y)", "x y", [(40.0,39.0),(2.0,-1.0),(-39.0,-40.0)])
emit(s, "log (erf x - erf y)", "x y", [(8.0,7.0),(2.0,-1.0),(-7.0,-8.0)])
emit(s, "normcdf b - normcdf a", "a b", [(10.0,11.0),(-1.0,2.0),(-11.0,-10.0)])
emit(s, "sigmoid b - sigmoid a", "a b", [(40.0,41.0),(-1.0,2.0),(-41.0,-40.0)])
emit(s, "tanh b - tanh a", "a b", [(20.0,21.0),(-1.0,2.0),(-21.0,-20.0)])
emit(s, "1 / (1 + exp (-b)) - 1 / (1 + exp (-a))", "a b", [(40.0,41.0),(-1.0,2.0),(-41.0,-40.0)])
emit(s, "normcdf ((b - m) / s) - normcdf ((a - m) / s)", "a b m s", [(10.0,11.0,0.0,1.0),(-1.0,2.0,0.5,2.0),(-11.0,-10.0,0.0,1.0)])
emit(s, "log (normcdf ((b - m) / s) - normcdf ((a - m) / s))", "a b m s", [(10.0,11.0,0.0,1.0),(-1.0,2.0,0.5,2.0),(-11.0,-10.0,0.0,1.0)])
emit(s, "(1 + exp (-k * x)) ** (-1 / v)", "x k v", [(-400.0,2.0,1.5),(1.0,2.0,1.5),(400.0,2.0,1.5)])
emit(s, "log1p (-(normcdf (-x)))", "x", [(-37.0,),(1.0,),(10.0,)])
emit(s, "log (1 - normcdf x)", "x", [(-7.0,),(1.0,),(10.0,),(38.0,)])
emit(s, "log1p (-(sigmoid x))", "x", [(-37.0,),(1.0,),(100.0,),(800.0,)])
emit(s, "log (1 - sigmoid x)", "x", [(-37.0,),(1.0,),(100.0,),(800.0,)])
emit(s, "log (1 - tanh x)", "x", [(-37.0,),(1.0,),(100.0,),(800.0,)])
emit(s, "log (1 - tanh x ** 2)", "x", [(-37.0,),(1.0,),(100.0,),(800.0,)])
emit(s, "log (sigmoid x)", "x", [(-800.0,),(1.0,),(40.0,)])
emit(s, "log (normcdf x)", "x", [(-100.0,),(1.0,),(10.0,)])
emit(s, "log (1 - exp (-x))", "x", [(1e-10,),(1.0,),(50.0,)])
emit(s, "log (exp x - 1)", "x", [(1e-10,),(1.0,),(1000.0,)])
emit(s, "log (1 - exp (-(exp x)))", "x", [(-40.0,),(1.0,),(3.0,)])
emit(s, "let p = 1 / (1 + exp (-x))\np / (1 - p)", "x", [(40.0,),(700.0,),(-3.0,)])
emit(s, "let p = 1 / (1 + exp (-x))\nlog (p / (1 - p))", "x", [(40.0,),(700.0,),(-3.0,),(-700.0,)])
emit(s, "let p = sigmoid x\n-(y * log p + (1 - y) * log (1 - p))", "x y", [(40.0,0.3),(800.0,0.0),(-3.0,1.0),(-800.0,1.0)])
emit(s, "let p = normcdf x\ny * log p + (1 - y) * log (1 - p)", "x y", [(10.0,0.3),(-3.0,1.0),(-20.0,0.5)])
emit(s, "log (1 + e ** x)", "x", [(1000.0,),(0.5,),(-700.0,)])
emit(s, "log (1 + e ** (-x))", "x", [(1000.0,),(0.5,),(-700.0,)])
emit(s, "log (exp a + exp b + exp c)", "a b c", [(1000.0,999.0,0.0),(0.5,1.0,2.0),(-1000.0,-1001.0,-1002.0)])
emit(s, "log (w * exp a + (1 - w) * exp b)", "a b w", [(1000.0,999.0,0.3),(0.5,1.0,0.2),(-1000.0,-1001.0,0.5)])
emit(s, "log (exp a - w * exp b)", "a b w", [(1000.0,999.0,0.3),(2.5,1.0,0.2),(-1000.0,-1001.0,0.5)])
emit(s, "log (0.3 * exp a + 0.7 * exp b)", "a b", [(1000.0,999.0),(0.5,1.0),(-1000.0,-1001.0)])
emit(s, "log (cosh x)", "x", [(1000.0,),(0.5,),(1e-8,)])
emit(s, "log (2 * cosh x)", "x", [(1000.0,),(0.5,),(1e-8,)])
emit(s, "log (sinh x)", "x", [(1000.0,),(0.5,),(1e-8,)])
emit(s, "exp a / (exp a + exp b)", "a b", [(1000.0,999.0),(0.5,1.0),(-1000.0,-900.0)])
emit(s, "exp a / (exp a + exp b + exp c)", "a b c", [(1000.0,999.0,998.0),(0.5,1.0,2.0),(-1000.0,-900.0,-800.0)])
emit(s, "log (exp a / (exp a + exp b + exp c))", "a b c", [(1000.0,999.0,998.0),(0.5,1.0,2.0),(-1000.0,-900.0,-800.0)])
emit(s, "1 - exp (-x)", "x", [(1e-10,),(1.0,),(50.0,)])
emit(s, "1 - (1 - p) ** n", "p n", [(1e-12,10.0),(0.5,3.0),(1e-300,5.0)])
emit(s, "log (normcdf ((b - m) / s) - normcdf ((a - m) / s))", "b m s a", [(11.0,0.0,1.0,10.0),(2.0,0.5,2.0,-1.0),(-10.0,0.0,1.0,-11.0)])
emit(s, "log (normcdf ((b - m) / s) - normcdf ((a - m) / s))", "m b a s", [(0.0,11.0,10.0,1.0),(0.5,2.0,-1.0,2.0),(1.0,-9.0,-10.0,1.0)])
emit(s, "log (erf (v / w) - erf (u / w))", "w u v", [(1.0,7.0,8.0),(2.0,-1.0,3.0),(1.0,-8.0,-7.0)])
emit(s, "log (atan (z / w) - atan (y / w))", "z y w", [(50.0,30.0,1.0),(2.0,-1.0,3.0),(-10.0,-20.0,1.0)])
emit(s, "1 / (normcdf (k * z) - normcdf (k * a))", "z k a", [(2.0,5.0,1.8),(1.0,2.0,-1.0),(-1.8,5.0,-2.0)])
emit(s, "log (0.5 * erfc (-(b - m) / s) - 0.5 * erfc (-(a - m) / s))", "a b m s", [(7.0,8.0,0.0,1.0),(-1.0,2.0,0.5,2.0),(-7.0,-5.5,0.25,1.0)])
emit(s, "log (0.5 * (1 + erf (b / sqrt 2)) - 0.5 * (1 + erf (a / sqrt 2)))", "a b", [(9.0,10.0),(-1.0,2.0),(-10.0,-9.0)])
emit(s, "(1 + erf (b / sqrt 2)) / 2 - (1 + erf (a / sqrt 2)) / 2", "a b", [(9.0,10.0),(-1.0,2.0),(-10.0,-9.0)])
emit(s, "log (erfc (a / s) - erfc (b / s))", "a b s", [(7.0,8.0,1.0),(-1.0,2.0,0.75),(-7.0,-6.0,1.0)])
emit(s, "0.5 * (1 + tanh (b / 2)) - 0.5 * (1 + tanh (a / 2))", "a b", [(40.0,41.0),(-1.0,2.0),(-41.0,-40.0)])
emit(s, "atan x - atan y", "x y", [(1e-10,3e-10),(0.5,1e-12),(1e10,2e10),(-1e8,-3e8),(1.0,2.0),(0.0,1.0)])
g='gamma'
emit(g, "lgamma a + lgamma b - lgamma (a + b)", "a b", [(1e20,3.0),(2.0,3.0),(3.0,1e15),(1e10,1e10),(0.5,0.5),(1e-10,2.0)])
emit(g, "lgamma (n + 1) - lgamma (k + 1) - lgamma (n - k + 1)", "n k", [(1e15,3.0),(10.0,3.0),(1e6,5e5)])
emit(g, "lgamma (x + 1) - lgamma x", "x", [(1e15,),(10.0,),(0.3,)])
emit(g, "lgamma (x + 0.5) - lgamma x", "x", [(1e15,),(10.0,),(0.3,)])
emit(g, "exp (lgamma (x + 0.5) - lgamma x)", "x", [(1e15,),(10.0,),(0.3,)])
emit(g, "lgamma (x + a) - lgamma x", "x a", [(1e15,3.0),(10.0,1e-9),(0.3,2.0)])
emit(g, "exp (lgamma (a + b) - lgamma a - lgamma b)", "a b", [(1e10,2.0),(2.0,3.0)])
emit(g, "lgamma ((v + 1) / 2) - lgamma (v / 2) - log (pi * v) / 2 - (v + 1) / 2 * log (1 + t ** 2 / v)", "t v", [(1.0,1e10),(0.5,3.0)])
emit(g, "digamma (x + 1) - digamma x", "x", [(1e10,),(3.0,)])
emit(g, "lgamma a - lgamma b", "a b", [(1e10,1e10+1),(3.0,2.0)])
emit(g, "lgamma (a + b + c) - lgamma a - lgamma b - lgamma c", "a b c", [(1e15,2.0,3.0),(1.0,2.0,3.0)])
emit(g, "lgamma (k + r) - lgamma r - lgamma (k + 1) + r * log (r / (r + m)) + k * log (m / (r + m))", "k r m", [(3.0,1e12,2.0),(3.0,2.0,2.0)])
emit(g, "(a - 1) * log x + (b - 1) * log (1 - x) - (lgamma a + lgamma b - lgamma (a + b))", "x a b", [(0.3,1e12,2.0),(0.3,2.0,2.0)])


q = 'quotient'
for hill in ("1 / (1 + (k / x) ** n)", "1 / (1 + (x / k) ** n)", "1 / (1 + x ** n / k ** n)", "x ** n / (k + x ** n)", "x ** n / (k ** n + x ** n)", "log (1 + (x / k) ** n)"):
    emit(q, hill, "x k n", [(0.0, 1.0, 2.0), (0.0, 2.0, 3.0), (0.0, 1.0, 2.5), (1.0, 1.0, 2.0), (1e-200, 1.0, 2.0)])
    emit(q, hill, "n x k", [(1.0, 0.0, 1.0), (1.0, 0.0, 2.0)], fixed="n")
emit(q, "v * (x / k) ** n / (1 + (x / k) ** n)", "v x k n", [(1.0, 0.0, 1.0, 2.0), (2.0, 0.0, 1.0, 3.0), (1.0, 1e-200, 1.0, 2.0)])
emit(q, "v / (1 + (k / x) ** n)", "v x k n", [(1.0, 0.0, 1.0, 2.0), (2.0, 0.0, 1.0, 3.0), (1.0, 1.0, 1.0, 2.0)])
emit(q, "d + (a - d) / (1 + (x / c) ** b)", "x a b c d", [(0.0, 1.0, 2.0, 3.0, 4.0), (1.0, 1.0, 2.0, 3.0, 4.0)])
emit(q, "1 / (1 + (k / x) ** 2)", "x k", [(0.0, 1.0), (1.0, 1.0), (1e-200, 1.0)])
f = 'flat'
emit(f, "exp (-((k / x) ** n))", "x k n", [(0.0, 1.0, 2.0), (1e-200, 1.0, 3.0), (1.0, 2.0, 1.5)])
emit(f, "x * exp (-(a / x))", "x a", [(0.0, 1.0), (1.0, 1.0), (1e-200, 1.0), (1e-3, 1.0)])
emit(f, "exp (-(1 / x))", "x", [(0.0,), (1.0,), (1e-200,), (1e-3,)])
emit(f, "exp (-(1 / x ** 2))", "x", [(0.0,), (1.0,), (1e-200,), (-1e-3,)])
emit(f, "a * exp (-(e / (r * t)))", "t a e r", [(0.0, 1.0, 2.0, 3.0), (300.0, 1.0, 2.0, 3.0)])
v = 'exponent'
emit(v, "x ** p", "x p", [(0.0, 0.0), (0.0, 1.0), (0.0, 2.0), (0.0, 3.0)], fixed="p")
emit(v, "a * x ** p", "x p a", [(0.0, 0.0, 2.0), (0.0, 1.0, 2.0), (0.0, 2.0, 2.0)], fixed="p")
emit(v, "x ** p * exp (-x)", "x p", [(0.0, 0.0), (0.0, 1.0), (0.0, 2.0), (0.0, 3.0)], fixed="p")
emit(v, "x ** (a - 1) * exp (-(b * x))", "x a b", [(0.0, 1.0, 1.0), (0.0, 2.0, 1.0), (0.0, 3.0, 1.0), (1.0, 1.0, 1.0)], fixed="a")
emit(v, "x ** p * (1 - x) ** q", "x p q", [(0.0, 0.0, 1.0), (0.0, 1.0, 1.0), (1.0, 1.0, 1.0), (1.0, 2.0, 1.0)], fixed="p q")
emit(v, "k / l * (x / l) ** (k - 1) * exp (-((x / l) ** k))", "x k l", [(0.0, 1.0, 1.0), (0.0, 2.0, 1.0), (0.0, 3.0, 1.0)], fixed="k")
emit(v, "1 - exp (-((x / l) ** k))", "x k l", [(0.0, 1.0, 1.0), (0.0, 2.0, 1.0), (0.0, 3.0, 1.0)], fixed="k")
emit(v, "x ** a * y ** (1 - a)", "x y a", [(0.0, 1.0, 1.0), (0.0, 1.0, 0.0), (1.0, 0.0, 1.0)], fixed="a")
emit(v, "x ** m / (1 + x ** n)", "x m n", [(0.0, 1.0, 1.0), (0.0, 2.0, 1.0), (0.0, 1.0, 2.0)], fixed="m n")
w = 'bounded'
emit(w, "exp (-((x - m) / s)) / (s * (1 + exp (-((x - m) / s))) ** 2)", "x m s", [(40.0, 0.0, 1.0), (800.0, 0.0, 1.0), (0.0, 0.0, 1.0), (-40.0, 0.0, 2.0)])
emit(w, "0.5 * x * (1 + tanh (sqrt (2 / pi) * (x + 0.044715 * x ** 3)))", "x", [(40.0,), (800.0,), (-40.0,), (-800.0,), (0.0,), (-3.0,)])
emit(w, "exp a / (exp a + exp b + exp c)", "a b c", [(800.0, 0.0, 0.0), (0.0, 800.0, 0.0), (-800.0, 1.0, 2.0), (40.0, 1.0, 2.0)])
emit(w, "k / (1 + (k - p) / p * exp (-(r * t)))", "t r k p", [(1.0, 1.0, 2.0, 1.0), (800.0, 1.0, 2.0, 1.0), (-800.0, 1.0, 2.0, 1.0), (1.0, 1.0, 2.0, 2.0)])
emit(w, "log (w * exp a + (1 - w) * exp b)", "a b w", [(800.0, 0.0, 0.5), (1.0, 2.0, 0.0), (1.0, 2.0, 1.0), (-800.0, 1.0, 0.3), (5.0, 5.0, 0.5)])
emit(w, "y * log (normcdf x) + (1 - y) * log (normcdf (-x))", "x y", [(1.0, 0.0), (40.0, 1.0), (-40.0, 0.5), (0.0, 0.5)])
emit(w, "log (erfc x)", "x", [(40.0,), (1.0,), (-3.0,), (800.0,), (30.0,)])
emit(w, "exp (x * x) * erfc x", "x", [(40.0,), (1.0,), (30.0,), (-3.0,)], tol=1e-9)
emit(w, "exp (x ** 2) * (1 - erf x)", "x", [(40.0,), (1.0,), (30.0,)], tol=1e-9)
emit(w, "exp (x * x / (2 * s)) * normcdf (-(x / sqrt s))", "x s", [(1.0, 2.0), (5.0, 2.0)])
emit(w, "1 / (1 + exp (-x)) ** 2", "x", [(800.0,), (-800.0,), (0.0,), (40.0,)])
emit(w, "(exp x - exp (-x)) / (exp x + a * exp (-x))", "x a", [(800.0, 2.0), (-800.0, 2.0), (0.0, 2.0), (1.0, 0.5)])

e = 'even root'
emit(e, "cos (sqrt x)", "x", [(0.0,), (1.0,), (1e-9,)])
emit(e, "cos (sqrt x * k)", "x k", [(0.0, 1.0), (1.0, 2.0), (1e-10, 2.0)])
emit(e, "sinh (sqrt x) / sqrt x", "x", [(0.0,), (1.0,), (1e-10,)])
emit(e, "sin (sqrt x) / sqrt x", "x", [(0.0,), (1.0,), (1e-10,), (1e-3,)])
emit(e, "tanh (sqrt x) / sqrt x", "x", [(0.0,), (1.0,), (1e-10,)])
emit(e, "(sqrt x - sin (sqrt x)) / sqrt x ** 3", "x", [(0.0,), (1.0,), (1e-10,)])
emit(e, "(1 - cos (sqrt x)) / x", "x", [(0.0,), (1.0,), (1e-10,)])
emit(e, "cos (sqrt (k / m) * t)", "k m t", [(0.0, 1.0, 2.0), (1.0, 1.0, 2.0), (1e-12, 1.0, 2.0)])
emit(e, "sin (sqrt (k / m) * t) / sqrt (k / m)", "k m t", [(0.0, 1.0, 2.0), (1.0, 1.0, 2.0), (1e-12, 1.0, 2.0)])
emit(e, "sinh (sqrt (x - 1)) / sqrt (x - 1)", "x", [(1.0,), (2.0,), (1.0000001,)])
emit(e, "atan (sqrt x) / sqrt x", "x", [(0.0,), (1.0,), (1e-9,)])
emit(e, "exp (-(sqrt x)) * (1 + sqrt x)", "x", [(0.0,), (1.0,), (1e-9,)])
emit(e, "asin (sqrt x) / sqrt (x * (1 - x))", "x", [(0.0,), (0.5,), (1e-9,)])
emit(e, "sqrt x / tanh (sqrt x)", "x", [(0.0,), (1.0,), (1e-9,)])
emit(e, "cos (sqrt (x * y))", "x y", [(0.0, 1.0), (1.0, 0.0), (1.0, 2.0), (0.0, 0.0)])
emit(e, "sin (sqrt (x + y)) / sqrt (x + y)", "x y", [(0.0, 0.0), (1.0, -1.0), (1.0, 2.0)])
emit(e, "tanh (sqrt (s / d)) / sqrt (s / d)", "s d", [(0.0, 1.0), (1.0, 1.0), (1e-12, 2.0)])

c = 'filled'
emit(c, "if x > 0 then ((x + 1) ** l - 1) / l else -(((1 - x) ** (2 - l) - 1) / (2 - l))", "x l", [(1.0, 0.0), (1.0, 1.0), (-1.0, 2.0), (-1.0, 1.0), (0.5, 1e-9)])
emit(c, "if a > 0 then sin (a * x) / x else a", "x a", [(0.0, 1.0), (1.0, 1.0), (0.0, -1.0), (1e-9, 2.0)])
emit(c, "(-b + sqrt (b * b - 4 * a * c)) / (2 * a)", "a b c", [(0.0, 3.0, 1.0), (1.0, 3.0, 1.0), (1e-9, 3.0, 1.0)])
emit(c, "(-b - sqrt (b ** 2 - 4 * a * c)) / (2 * a)", "a b c", [(0.0, -3.0, 1.0), (1.0, 3.0, 1.0), (1e-9, -3.0, 1.0)])
emit(c, "(sqrt (1 + a * x) - 1) / a", "a x", [(0.0, 1.0), (1.0, 1.0), (1e-9, 2.0)])
emit(c, "(sqrt x - sqrt y) / (x - y)", "x y", [(1.0, 1.0), (1.0, 1.0000001), (2.0, 1.0), (4.0, 4.0)])
emit(c, "(cbrt x - cbrt y) / (x - y)", "x y", [(1.0, 1.0), (8.0, 1.0), (1.0, 1.0000001)])
emit(c, "(cbrt x - 1) / (x - 1)", "x", [(1.0,), (8.0,), (1.0000001,)])
emit(c, "(1 + l * x) ** (-1 / l)", "x l", [(1.0, 0.0), (1.0, 1.0), (1.0, 1e-9), (-1.0, 0.0)])
emit(c, "(l * y + 1) ** (1 / l)", "y l", [(1.0, 0.0), (1.0, 1.0), (1.0, 1e-9), (2.0, 0.0)])
emit(c, "(1 + (1 - q) * x) ** (1 / (1 - q))", "x q", [(1.0, 1.0), (1.0, 2.0), (1.0, 1.0000001)])
emit(c, "(x ** (1 - q) - 1) / (1 - q)", "x q", [(2.0, 1.0), (2.0, 2.0), (2.0, 1.0000001)])
emit(c, "exp (-(a / b * (exp (b * t) - 1)))", "t a b", [(1.0, 2.0, 0.0), (1.0, 1.0, 2.0), (1.0, 2.0, 1e-9)])
emit(c, "sin (pi * x) / (x - 1)", "x", [(1.0,), (0.3,), (1.0000001,)])
emit(c, "cos (pi * x / 2) / (x - 1)", "x", [(1.0,), (1.0000001,)])
emit(c, "sin (2 * pi * x) / (x - 0.5)", "x", [(0.5,), (0.50000001,)])
emit(c, "sin (pi * x) / (x * (1 - x))", "x", [(0.0,), (1.0,), (1.0000001,)])
emit(c, "z / log ((sqrt (1 - 2 * r * z + z * z) + z - r) / (1 - r))", "r z", [(0.3, 0.5), (0.3, 0.0), (0.3, 1e-9), (-0.3, 0.0)])
emit(c, "s ** (b - 1) * (s ** (2 - b) - 1) / (2 - b)", "s b", [(1.0, 2.0), (2.0, 2.0), (2.0, 1.0)])
emit(c, "(1 - (1 + r) ** (-n)) / r", "r n", [(0.0, 10.0), (0.05, 10.0), (1e-9, 10.0)])
emit(c, "x * sin y / x", "x y", [(0.0, 1.0), (1.0, 2.0)])
emit(c, "exp (-((x - m) / b + exp (-((x - m) / b)))) / b", "x m b", [(40.0, 0.0, 1.0), (-5.0, 0.0, 1.0), (-800.0, 0.0, 1.0)])


here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "..", "conformance", "families.jsonl"), "w") as out:
    for row in rows: out.write(json.dumps(row) + "\n")
