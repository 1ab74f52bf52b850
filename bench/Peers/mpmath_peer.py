"""What mpmath takes for a function: asked for on standard input as "name digits repeats", answered in nanoseconds of processor time a call and the digits of the result."""
import sys, time
import mpmath
from mpmath import mp, mpf

FUNCTIONS = {
    'add': lambda x, y: x + y, 'multiply': lambda x, y: x * y, 'divide': lambda x, y: x / y, 'sqrt': lambda x, y: mp.sqrt(x),
    'exp': lambda x, y: mp.exp(x), 'log': lambda x, y: mp.log(x), 'sin': lambda x, y: mp.sin(x), 'tan': lambda x, y: mp.tan(x),
    'atan': lambda x, y: mp.atan(x), 'asin': lambda x, y: mp.asin(x), 'sinh': lambda x, y: mp.sinh(x), 'tanh': lambda x, y: mp.tanh(x),
    'power': lambda x, y: x ** y, 'hypot': lambda x, y: mp.hypot(x, y), 'erf': lambda x, y: mp.erf(x), 'erfc': lambda x, y: mp.erfc(x),
    'lgamma': lambda x, y: mp.loggamma(x), 'digamma': lambda x, y: mp.psi(0, x), 'trigamma': lambda x, y: mp.psi(1, x),
}

if __name__ == '__main__':
    print(mpmath.__version__, mpmath.libmp.BACKEND, flush=True)
    for line in sys.stdin:
        name, digits, repeats = line.split()
        mp.dps = int(digits)
        f, x, y = FUNCTIONS[name], mpf(5) / 7, mpf(13) / 11
        start = time.process_time_ns()
        for _ in range(int(repeats)): result = f(x, y)
        taken = time.process_time_ns() - start
        print(taken / int(repeats), mp.nstr(result, 20), flush=True)
