"""Writes power.json: the power of Welch's test by the noncentral t distribution of SciPy 1.17.1."""

import json
import math

from scipy import optimize, stats


def power(n, difference, s1, s2, level):
    v1, v2 = s1 * s1, s2 * s2
    freedom = (v1 + v2) ** 2 * (n - 1) / (v1 * v1 + v2 * v2)
    nc = abs(difference) / math.sqrt((v1 + v2) / n)
    critical = stats.t.ppf(1 - level / 2, freedom)
    # Far from zero SciPy has no number for the tail on the other side, which is then none.
    other = stats.nct.cdf(-critical, freedom, nc) if nc < 5 else 0
    return float(stats.nct.sf(critical, freedom, nc) + other)


cases = []
for n, d, s1, s2, level in [(2, 1, 1, 1, 0.05), (3, 2, 1, 1, 0.05), (5, 1, 1, 1, 0.05), (5, 2, 1, 3, 0.05),
                            (10, 1, 1, 1, 0.05), (10, 30, 40, 5, 0.05), (20, 0, 1, 1, 0.05),
                            (25, 0.8, 1, 1, 0.05), (50, 0.5, 1, 1, 0.01), (500, 0.1, 1, 1.2, 0.05),
                            (7, -1.5, 0, 1, 0.05), (5, 9, 1, 1, 0.001)]:
    cases.append({"n": n, "difference": d, "s1": s1, "s2": s2, "level": level,
                  "power": power(n, d, s1, s2, level)})
needed = []
for d, s1, s2, level, target in [(1, 1, 1, 0.05, 0.8), (0.5, 1, 1, 0.05, 0.8), (2, 1, 1, 0.05, 0.8),
                                 (30, 40, 20, 0.05, 0.8), (1, 1, 1, 0.01, 0.9), (10, 1, 1, 0.05, 0.8)]:
    n = 2
    while power(n, d, s1, s2, level) < target:
        n += 1
    needed.append({"difference": d, "s1": s1, "s2": s2, "level": level, "target": target, "n": n})
smallest = [{"n": n, "s1": s1, "s2": s2, "difference":
             optimize.brentq(lambda d: power(n, d, s1, s2, 0.05) - 0.8, 1e-6, 8 * math.sqrt((s1 * s1 + s2 * s2) / n), xtol=1e-12)}
            for n, s1, s2 in [(3, 1, 1), (5, 1, 1), (5, 20, 60), (10, 1, 1), (30, 1, 1)]]
pilot = [{"n": n, "factor": float(math.sqrt((n - 1) / stats.chi2.ppf(0.2, n - 1)))} for n in [2, 3, 5, 10, 20]]
json.dump({"power": cases, "needed": needed, "smallest": smallest, "pilot": pilot}, open("power.json", "w"),
          indent=1, allow_nan=False)
