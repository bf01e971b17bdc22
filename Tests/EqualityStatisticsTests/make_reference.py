# SPDX-License-Identifier: Apache-2.0
"""Writes Fixtures/reference.csv: values of the same quantities from other implementations.

Usage: make_reference.py > Fixtures/reference.csv, in an environment with scipy and statsmodels. These are not published
numbers: they are what SciPy and statsmodels compute, with mpmath where those keep too few digits. Published numbers stand
in the tests themselves with their source.
"""
import itertools
import random

import mpmath
import scipy
import statsmodels
from scipy import special, stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from statsmodels.stats.rates import confint_poisson

mpmath.mp.dps = 40
dice = random.Random(20260101)
print(f"# made with SciPy {scipy.__version__} and statsmodels {statsmodels.__version__}; kind, arguments, value")


def row(kind, *numbers):
    print(",".join([kind] + [repr(float(number)) for number in numbers]))


for x in [1e-8, 0.1, 0.5, 1, 1.0001, 1.5, 2, 2.5, 7, 11.99, 12, 15.3, 100, 1e4, 1e6, 1e9]:
    row("logGamma", x, mpmath.loggamma(mpmath.mpf(x)))
for p in [1e-300, 1e-20, 1e-9, 1e-4, 0.001, 0.01, 0.025, 0.05, 0.2, 0.4, 0.5, 0.6, 0.9, 0.975, 0.995, 0.9999]:
    row("normalQuantile", p, special.ndtri(p))
for a, b in [(0.5, 0.5), (1, 1), (2, 7), (0.1, 30), (36, 265), (500, 20), (1e4, 3e4), (2e5, 8e5), (5e5, 5e5)]:
    centre, spread = a / (a + b), (a * b / (a + b) ** 2 / (a + b + 1)) ** 0.5
    for step in [-6, -3, -1, 0, 1, 3, 6]:
        x = min(0.999, max(0.0005, centre + step * spread))
        row("incompleteBeta", x, a, b, special.betainc(a, b, x))
    for p in [1e-6, 0.025, 0.5, 0.975]:
        row("betaQuantile", p, a, b, special.betaincinv(a, b, p))
for a in [0.3, 1, 2.5, 10, 137, 5e3, 1e6]:
    for step in [-4, -1, 0, 1, 4]:
        x = max(a / 50, a + step * a ** 0.5)
        row("incompleteGamma", a, x, special.gammainc(a, x))
        row("incompleteGammaComplement", a, x, special.gammaincc(a, x))
    for p in [0.001, 0.025, 0.5, 0.975]:
        row("gammaQuantile", p, a, special.gammaincinv(a, p))
for x, n, p in [(3, 12, 0.4), (36, 300, 0.2), (0, 20, 0.1), (20, 20, 0.9), (0, 1, 0.5), (7, 14, 0.5), (250_300, 1_000_000, 0.25),
                (500_000, 1_000_000, 0.5), (249_000, 1_000_000, 0.25), (12, 1_000_000, 5e-6), (0, 1_000_000, 1e-6),
                (999_990, 1_000_000, 0.99999), (1, 30, 1e-3)] + [
        (dice.randint(0, n), n, dice.choice([0.01, 0.05, 0.2, 0.37, 0.5, 0.8, 0.98]))
        for n in [5, 17, 40, 100, 333, 5000] for _ in range(8)]:
    for kind, alternative in [("both", "two-sided"), ("lower", "less"), ("upper", "greater")]:
        row("binomial." + kind, x, n, p, stats.binomtest(x, n, p, alternative).pvalue)
tables = [(30, 100, 12, 60), (3, 4, 1, 4), (0, 10, 0, 20), (10, 10, 0, 20), (1, 1000, 9, 1200), (5000, 100_000, 5200, 100_000),
          (100_000, 500_000, 100_900, 500_000), (40, 500_000, 71, 480_000)] + [
    (dice.randint(0, a), a, dice.randint(0, b), b) for a, b in itertools.product([3, 12, 57, 240], [8, 31, 150]) for _ in range(3)]
for x, m, y, n in tables:
    table = [[x, m - x], [y, n - y]]
    for kind, alternative in [("both", "two-sided"), ("lower", "less"), ("upper", "greater")]:
        row("fisher." + kind, x, m, y, n, stats.fisher_exact(table, alternative)[1])
for x, n in [(0, 1), (1, 1), (0, 30), (3, 12), (36, 300), (81, 263), (299, 300), (12_345, 1_000_000)]:
    for level in [0.9, 0.95, 0.99]:
        for name, method in [("wilson", "wilson"), ("exact", "beta")]:
            low, high = proportion_confint(x, n, 1 - level, method)
            row(f"{name}.lower", x, n, level, low)
            row(f"{name}.upper", x, n, level, high)
# The bounds of the ratio by the score without Miettinen and Nurminen's factor n / (n - 1) are Koopman's.
for x, m, y, n in [(36, 40, 16, 80), (30, 100, 12, 60), (3, 12, 9, 20), (1, 30, 20, 31), (400, 1000, 500, 1000), (29, 30, 15, 30)]:
    low, high = confint_proportions_2indep(x, m, y, n, "score", "ratio", 0.05, correction=False)
    row("koopman.lower", x, m, y, n, low)
    row("koopman.upper", x, m, y, n, high)
for x, m, y, n in [(56, 70, 48, 80), (9, 10, 3, 10), (0, 30, 2, 45), (400, 1000, 500, 1000)]:
    low, high = confint_proportions_2indep(x, m, y, n, "newcomb", "diff", 0.05)
    row("newcombe.lower", x, m, y, n, low)
    row("newcombe.upper", x, m, y, n, high)
for count in [0, 1, 2, 5, 9, 10, 37, 137, 10_000, 1_000_000]:
    low, high = confint_poisson(count, 1, "exact-c", 0.05)
    row("poisson.lower", count, 0 if count == 0 else low)
    row("poisson.upper", count, high)
for first, exposure, second, other in [(11, 800, 21, 3011), (0, 10, 5, 12), (7, 1, 7, 1), (400, 2.5, 350, 2.0)]:
    test = stats.binomtest(first, first + second, exposure / (exposure + other))
    bounds = test.proportion_ci(0.95, "exact")
    row("rateRatio.p", first, exposure, second, other, test.pvalue)
    row("rateRatio.lower", first, exposure, second, other, bounds.low / (1 - bounds.low) * other / exposure)
    row("rateRatio.upper", first, exposure, second, other, bounds.high / (1 - bounds.high) * other / exposure)
