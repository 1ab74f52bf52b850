/* The workloads in C, derivatives by hand: what `gcc -O3 -march=native -ffast-math -mprefer-vector-width=512` and its vector library make of them. */
#include <math.h>

void sigmoid_affine(long n, const double *restrict x, double a, double b, double *restrict y)
{
    for (long i = 0; i < n; i++)
        y[i] = 1 / (1 + exp(-(a * x[i] + b)));
}

static inline double ncdf(double x) { return 0.5 * erfc(-x * 0.70710678118654752440); }
static inline double npdf(double x) { return 0.39894228040143267794 * exp(-0.5 * x * x); }

void call_price(long n, const double *restrict s, const double *restrict k, const double *restrict t,
                const double *restrict r, const double *restrict v, double *restrict price)
{
    for (long i = 0; i < n; i++) {
        double w = v[i] * sqrt(t[i]);
        double d1 = (log(s[i] / k[i]) + (r[i] + 0.5 * v[i] * v[i]) * t[i]) / w;
        double d2 = d1 - w;
        price[i] = s[i] * ncdf(d1) - k[i] * exp(-r[i] * t[i]) * ncdf(d2);
    }
}

void call_partials(long n, const double *restrict s, const double *restrict k, const double *restrict t,
                   const double *restrict r, const double *restrict v, double *restrict price,
                   double *restrict ds, double *restrict dk, double *restrict dt, double *restrict dr, double *restrict dv)
{
    for (long i = 0; i < n; i++) {
        double root = sqrt(t[i]), w = v[i] * root;
        double d1 = (log(s[i] / k[i]) + (r[i] + 0.5 * v[i] * v[i]) * t[i]) / w;
        double d2 = d1 - w;
        double n1 = ncdf(d1), n2 = ncdf(d2), discount = exp(-r[i] * t[i]), p1 = npdf(d1);
        price[i] = s[i] * n1 - k[i] * discount * n2;
        ds[i] = n1;
        dk[i] = -discount * n2;
        dt[i] = s[i] * p1 * v[i] / (2 * root) + r[i] * k[i] * discount * n2;
        dr[i] = k[i] * t[i] * discount * n2;
        dv[i] = s[i] * p1 * root;
    }
}

/* The 2-2-1 net's squared error over all rows, and its gradient in the nine weights: sums[0..9]. */
void net_loss(long n, const double *restrict x, const double *restrict y, const double *restrict target,
              const double *restrict p, double *restrict sums)
{
    double a1 = p[0], b1 = p[1], c1 = p[2], a2 = p[3], b2 = p[4], c2 = p[5], u1 = p[6], u2 = p[7], c = p[8];
    double loss = 0, g0 = 0, g1 = 0, g2 = 0, g3 = 0, g4 = 0, g5 = 0, g6 = 0, g7 = 0, g8 = 0;
    for (long i = 0; i < n; i++) {
        double h1 = 1 / (1 + exp(-(a1 * x[i] + b1 * y[i] + c1)));
        double h2 = 1 / (1 + exp(-(a2 * x[i] + b2 * y[i] + c2)));
        double o = 1 / (1 + exp(-(u1 * h1 + u2 * h2 + c)));
        double e = o - target[i];
        loss += e * e;
        double d = 2 * e * o * (1 - o);
        double d1 = d * u1 * h1 * (1 - h1), d2 = d * u2 * h2 * (1 - h2);
        g0 += d1 * x[i]; g1 += d1 * y[i]; g2 += d1;
        g3 += d2 * x[i]; g4 += d2 * y[i]; g5 += d2;
        g6 += d * h1; g7 += d * h2; g8 += d;
    }
    sums[0] = loss; sums[1] = g0; sums[2] = g1; sums[3] = g2; sums[4] = g3;
    sums[5] = g4; sums[6] = g5; sums[7] = g6; sums[8] = g7; sums[9] = g8;
}

void polynomial(long n, const double *restrict x, double *restrict y)
{
    for (long i = 0; i < n; i++)
        y[i] = x[i] * x[i] + 2 * x[i] + 1;
}

double sigmoid_call(double x) { return 1 / (1 + exp(-x)); }

/* p: the nine weights, then x, y, target; g: the partials in the weights. */
double net_gradient(const double *restrict p, double *restrict g)
{
    double x = p[9], y = p[10], u1 = p[6], u2 = p[7];
    double h1 = 1 / (1 + exp(-(p[0] * x + p[1] * y + p[2])));
    double h2 = 1 / (1 + exp(-(p[3] * x + p[4] * y + p[5])));
    double o = 1 / (1 + exp(-(u1 * h1 + u2 * h2 + p[8])));
    double e = o - p[11];
    double d = 2 * e * o * (1 - o);
    double d1 = d * u1 * h1 * (1 - h1), d2 = d * u2 * h2 * (1 - h2);
    g[0] = d1 * x; g[1] = d1 * y; g[2] = d1;
    g[3] = d2 * x; g[4] = d2 * y; g[5] = d2;
    g[6] = d * h1; g[7] = d * h2; g[8] = d;
    return e * e;
}

/* Partials are added up from their two terms where they are written, so that gcc finds vectors. */
double rosenbrock(long n, const double *restrict x, double *restrict g)
{
    double a0 = x[1] - x[0] * x[0], b0 = 1 - x[0], sum = 100 * a0 * a0 + b0 * b0;
    g[0] = -400 * a0 * x[0] - 2 * b0;
    for (long i = 1; i < n - 1; i++) {
        double a = x[i + 1] - x[i] * x[i], b = 1 - x[i];
        sum += 100 * a * a + b * b;
        g[i] = 200 * (x[i] - x[i - 1] * x[i - 1]) - 400 * a * x[i] - 2 * b;
    }
    g[n - 1] = 200 * (x[n - 1] - x[n - 2] * x[n - 2]);
    return sum;
}

double chain(long n, const double *restrict x, double *restrict g)
{
    double sum = 0, s[n];
    for (long i = 0; i < n - 1; i++) {
        double u = x[i] * x[i + 1], e = exp(-fabs(u));
        sum += fmax(u, 0) + log(1 + e);
        s[i] = (u >= 0 ? 1 : e) / (1 + e);
    }
    g[0] = s[0] * x[1];
    for (long i = 1; i < n - 1; i++)
        g[i] = s[i] * x[i + 1] + s[i - 1] * x[i - 1];
    g[n - 1] = s[n - 2] * x[n - 2];
    return sum;
}
