/* What Arb takes for a function: asked for on standard input as "name digits repeats", answered in nanoseconds of processor time a call and the digits of the result. */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <arb.h>
#include <arb_hypgeom.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec * 1e9 + t.tv_nsec;
}

#define IS(text) (strcmp(name, text) == 0)
#define RUN(text, call) if (IS(text)) { for (long i = 0; i < repeats; i++) call; known = 1; }

int main(void)
{
    char name[64];
    long digits, repeats;
    arb_t x, y, r, s;
    arb_init(x); arb_init(y); arb_init(r); arb_init(s);
    printf("Arb %s\n", arb_version);
    fflush(stdout);
    while (scanf("%63s %ld %ld", name, &digits, &repeats) == 3)
    {
        slong p = (slong)((digits + 1) * 3.3219280948873624);
        int known = 0;
        arb_set_ui(x, 5); arb_div_ui(x, x, 7, p);
        arb_set_ui(y, 13); arb_div_ui(y, y, 11, p);
        double start = now();
        RUN("add", arb_add(r, x, y, p))
        RUN("multiply", arb_mul(r, x, y, p))
        RUN("divide", arb_div(r, x, y, p))
        RUN("sqrt", arb_sqrt(r, x, p))
        RUN("exp", arb_exp(r, x, p))
        RUN("log", arb_log(r, x, p))
        RUN("sin", arb_sin(r, x, p))
        RUN("tan", arb_tan(r, x, p))
        RUN("atan", arb_atan(r, x, p))
        RUN("asin", arb_asin(r, x, p))
        RUN("sinh", arb_sinh(r, x, p))
        RUN("tanh", arb_tanh(r, x, p))
        RUN("power", arb_pow(r, x, y, p))
        RUN("hypot", arb_hypot(r, x, y, p))
        RUN("erf", arb_hypgeom_erf(r, x, p))
        RUN("erfc", arb_hypgeom_erfc(r, x, p))
        RUN("lgamma", arb_lgamma(r, x, p))
        RUN("digamma", arb_digamma(r, x, p))
        RUN("trigamma", (arb_set_ui(s, 2), arb_hurwitz_zeta(r, s, x, p)))
        double taken = now() - start;
        char *text = known ? arb_get_str(r, 20, ARB_STR_NO_RADIUS) : "0";
        printf("%.1f %s\n", taken / repeats, text);
        fflush(stdout);
    }
    return 0;
}
