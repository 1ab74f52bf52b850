/* Loops over arrays with their gradients by hand, in C. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

double rosenbrock(long n, const double *restrict x, double *restrict g)
{
    double a = x[0], u = x[1] - a * a, v = 1 - a, f = 100 * u * u + v * v;
    g[0] = -400 * a * u - 2 * v;
    for (long i = 1; i + 1 < n; i++) {
        double p = x[i - 1], a = x[i], b = x[i + 1], u = b - a * a, v = 1 - a, w = a - p * p;
        f += 100 * u * u + v * v;
        g[i] = -400 * a * u - 2 * v + 200 * w;
    }
    g[n - 1] = 200 * (x[n - 1] - x[n - 2] * x[n - 2]);
    return f;
}

/* s: n numbers to work in */
double chain(long n, const double *restrict x, double *restrict g, double *restrict s)
{
    double f = 0;
    for (long i = 0; i + 1 < n; i++) {
        double z = x[i] * x[i + 1], e = exp(-fabs(z)), q = 1 / (1 + e);
        f += (z > 0 ? z : 0) + log(1 + e);
        s[i] = z < 0 ? e * q : q;
    }
    g[0] = s[0] * x[1];
    for (long i = 1; i + 1 < n; i++) g[i] = s[i] * x[i + 1] + s[i - 1] * x[i - 1];
    g[n - 1] = s[n - 2] * x[n - 2];
    return f;
}

double logsumexp(long n, const double *restrict x, double *restrict g)
{
    double m = x[0], t = 0;
    for (long i = 1; i < n; i++) m = x[i] > m ? x[i] : m;
    for (long i = 0; i < n; i++) {
        double e = exp(x[i] - m);
        g[i] = e;
        t += e;
    }
    double r = 1 / t;
    for (long i = 0; i < n; i++) g[i] *= r;
    return m + log(t);
}

/* In blocks of rows, so that functions are vectors. w: k weights and a bias. */
double logistic_regression(long rows, long k, const double *restrict w, const double *restrict x, const double *restrict y, double *restrict g)
{
    enum { BLOCK = 64 };
    double z[BLOCK], f = 0;
    memset(g, 0, (k + 1) * sizeof *g);
    for (long from = 0; from < rows; from += BLOCK) {
        long m = rows - from < BLOCK ? rows - from : BLOCK;
        for (long r = 0; r < m; r++) {
            const double *row = x + (from + r) * k;
            double sum = w[k];
            for (long j = 0; j < k; j++) sum += w[j] * row[j];
            z[r] = sum;
        }
        for (long r = 0; r < m; r++) {
            double a = z[r], e = exp(-fabs(a)), q = 1 / (1 + e);
            f += (a > 0 ? a : 0) + log(1 + e) - y[from + r] * a;
            z[r] = ((a < 0 ? e * q : q) - y[from + r]) / rows;
        }
        for (long r = 0; r < m; r++) {
            const double *row = x + (from + r) * k;
            double b = z[r];
            for (long j = 0; j < k; j++) g[j] += b * row[j];
            g[k] += b;
        }
    }
    return f / rows;
}

/* p: w1[h][k], b1[h], w2[o][h], b2[o], and g likewise; mean cross-entropy of softmax */
double net(long rows, long k, long h, long o, const double *restrict p, const double *restrict x, const double *restrict labels, double *restrict g)
{
    const double *w1 = p, *b1 = w1 + h * k, *w2 = b1 + h, *b2 = w2 + o * h;
    double *g1 = g, *gb1 = g1 + h * k, *g2 = gb1 + h, *gb2 = g2 + o * h;
    double loss = 0, a[256], d[256], z[64];
    memset(g, 0, (h * k + h + o * h + o) * sizeof *g);
    for (long r = 0; r < rows; r++) {
        const double *row = x + r * k;
        long label = (long)labels[r];
        for (long i = 0; i < h; i++) {
            double s = b1[i];
            for (long j = 0; j < k; j++) s += w1[i * k + j] * row[j];
            a[i] = s;
        }
        for (long i = 0; i < h; i++) a[i] = tanh(a[i]);
        double m = -1e300, t = 0;
        for (long c = 0; c < o; c++) {
            double s = b2[c];
            for (long i = 0; i < h; i++) s += w2[c * h + i] * a[i];
            z[c] = s;
            m = s > m ? s : m;
        }
        double own = z[label];
        for (long c = 0; c < o; c++) {
            z[c] = exp(z[c] - m);
            t += z[c];
        }
        loss += m + log(t) - own;
        for (long i = 0; i < h; i++) d[i] = 0;
        for (long c = 0; c < o; c++) {
            double dz = (z[c] / t - (c == label)) / rows;
            gb2[c] += dz;
            for (long i = 0; i < h; i++) {
                g2[c * h + i] += dz * a[i];
                d[i] += dz * w2[c * h + i];
            }
        }
        for (long i = 0; i < h; i++) {
            double da = d[i] * (1 - a[i] * a[i]);
            gb1[i] += da;
            for (long j = 0; j < k; j++) g1[i * k + j] += da * row[j];
        }
    }
    return loss / rows;
}

/* states = tanh (W state + u x + b), the sum of squares of the last one. p: W, u, b; s: (n + 1) h numbers to work in */
double recurrent(long n, long h, const double *restrict p, const double *restrict x, double *restrict g, double *restrict s)
{
    const double *w = p, *u = w + h * h, *b = u + h;
    double *gw = g, *gu = gw + h * h, *gb = gu + h, c[64], d[64], f = 0;
    memset(s, 0, h * sizeof *s);
    memset(g, 0, (h * h + 2 * h) * sizeof *g);
    for (long t = 0; t < n; t++) {
        double *now = s + t * h, *next = now + h;
        for (long i = 0; i < h; i++) {
            double sum = u[i] * x[t] + b[i];
            for (long j = 0; j < h; j++) sum += w[i * h + j] * now[j];
            next[i] = sum;
        }
        for (long i = 0; i < h; i++) next[i] = tanh(next[i]);
    }
    for (long i = 0; i < h; i++) {
        f += s[n * h + i] * s[n * h + i];
        c[i] = 2 * s[n * h + i];
    }
    for (long t = n - 1; t >= 0; t--) {
        double *now = s + t * h, *next = now + h;
        for (long i = 0; i < h; i++) {
            d[i] = c[i] * (1 - next[i] * next[i]);
            gb[i] += d[i];
            gu[i] += d[i] * x[t];
            c[i] = 0;
        }
        for (long i = 0; i < h; i++) {
            for (long j = 0; j < h; j++) {
                gw[i * h + j] += d[i] * now[j];
                c[j] += d[i] * w[i * h + j];
            }
        }
    }
    return f;
}

/* A pendulum by the method of Runge and Kutta, x' = v, v' = -k v - w sin x; p: h, k, w, x, v; s: 2 n numbers to work in. The adjoint by hand. */
double pendulum(long n, const double *restrict p, double *restrict g, double *restrict s)
{
    double h = p[0], k = p[1], w = p[2], x = p[3], v = p[4];
    for (long i = 0; i < n; i++) {
        s[2 * i] = x;
        s[2 * i + 1] = v;
        double a1 = -k * v - w * sin(x), x2 = x + h / 2 * v, v2 = v + h / 2 * a1, a2 = -k * v2 - w * sin(x2);
        double x3 = x + h / 2 * v2, v3 = v + h / 2 * a2, a3 = -k * v3 - w * sin(x3), x4 = x + h * v3, v4 = v + h * a3, a4 = -k * v4 - w * sin(x4);
        x += h / 6 * (v + 2 * v2 + 2 * v3 + v4);
        v += h / 6 * (a1 + 2 * a2 + 2 * a3 + a4);
    }
    double f = x, ax = 1, av = 0, ah = 0, ak = 0, aw = 0;
    for (long i = n - 1; i >= 0; i--) {
        x = s[2 * i];
        v = s[2 * i + 1];
        double s1 = sin(x), c1 = cos(x), a1 = -k * v - w * s1, x2 = x + h / 2 * v, v2 = v + h / 2 * a1, s2 = sin(x2), c2 = cos(x2), a2 = -k * v2 - w * s2;
        double x3 = x + h / 2 * v2, v3 = v + h / 2 * a2, s3 = sin(x3), c3 = cos(x3), a3 = -k * v3 - w * s3;
        double x4 = x + h * v3, v4 = v + h * a3, s4 = sin(x4), c4 = cos(x4), a4 = -k * v4 - w * s4, h6 = h / 6;
        ah += ax * (v + 2 * v2 + 2 * v3 + v4) / 6 + av * (a1 + 2 * a2 + 2 * a3 + a4) / 6;
        double b1 = av * h6, b2 = 2 * av * h6, b3 = 2 * av * h6, b4 = av * h6, av1 = ax * h6, av2 = 2 * ax * h6, av3 = 2 * ax * h6, av4 = ax * h6;
        av4 += -k * b4;
        double ax4 = -w * c4 * b4;
        ak += -v4 * b4;
        aw += -s4 * b4;
        av3 += h * ax4;
        b3 += h * av4;
        ah += v3 * ax4 + a3 * av4;
        double nx = ax + ax4, nv = av + av4;
        av3 += -k * b3;
        double ax3 = -w * c3 * b3;
        ak += -v3 * b3;
        aw += -s3 * b3;
        av2 += h / 2 * ax3;
        b2 += h / 2 * av3;
        ah += v2 * ax3 / 2 + a2 * av3 / 2;
        nx += ax3;
        nv += av3;
        av2 += -k * b2;
        double ax2 = -w * c2 * b2;
        ak += -v2 * b2;
        aw += -s2 * b2;
        av1 += h / 2 * ax2;
        b1 += h / 2 * av2;
        ah += v * ax2 / 2 + a1 * av2 / 2;
        nx += ax2;
        nv += av2;
        av1 += -k * b1;
        nx += -w * c1 * b1;
        ak += -v * b1;
        aw += -s1 * b1;
        nv += av1;
        ax = nx;
        av = nv;
    }
    g[0] = ah;
    g[1] = ak;
    g[2] = aw;
    g[3] = ax;
    g[4] = av;
    return f;
}

/* n steps of the logistic map from p = (r, x); the gradient forwards */
double logistic_map(long n, const double *restrict p, double *restrict g)
{
    double r = p[0], x = p[1], dr = 0, dx = 1;
    for (long i = 0; i < n; i++) {
        double s = r * (1 - 2 * x);
        dr = s * dr + x * (1 - x);
        dx = s * dx;
        x = r * x * (1 - x);
    }
    g[0] = dr;
    g[1] = dx;
    return x;
}
