"""Writes factorial.json: analyses of variance by ordinary least squares, paired t-tests and
one-sided Welch tests.

Run with NumPy 2.4.6 and SciPy 1.17.1; the tests read the JSON and need no Python. Nothing here knows
that the design is balanced: each sum of squares is what leaving the columns of a term out of the full
model adds to the residual (type III, effects coded −1 and 1), and each interval is that of a
coefficient.
"""

import itertools
import json

import numpy as np
from scipy import stats

rng = np.random.default_rng(1937)


def residual(x, y):
    coefficients, *_ = np.linalg.lstsq(x, y, rcond=None)
    return float(np.sum((y - x @ coefficients) ** 2))


def analyse(parts, seeds, scores):
    """Scores by combination, in which bit i says whether part i is there, and by seed."""
    rows = [(c, s) for c in range(2 ** parts) for s in range(seeds)]
    y = np.array([scores[c][s] for c, s in rows])
    sign = np.array([[1 if c >> i & 1 else -1 for i in range(parts)] for c, _ in rows])
    terms = [t for size in range(1, parts + 1) for t in itertools.combinations(range(parts), size)]
    columns = {t: np.prod(sign[:, list(t)], axis=1)[:, None] for t in terms}
    blocks = np.array([[float(s == b) - float(s == seeds - 1) for b in range(seeds - 1)]
                       for _, s in rows])
    parted = {"one": np.ones((len(rows), 1)), "seeds": blocks, **columns}
    full = np.hstack(list(parted.values()))
    error = residual(full, y)
    error_df = len(rows) - full.shape[1]
    coefficients, *_ = np.linalg.lstsq(full, y, rcond=None)
    covariance = error / error_df * np.linalg.inv(full.T @ full)

    def source(leave_out):
        rest = np.hstack([v for k, v in parted.items() if k not in leave_out])
        df = full.shape[1] - rest.shape[1]
        squares = residual(rest, y) - error
        f = squares / df / (error / error_df)
        return {"squares": squares, "df": df, "f": f, "p": float(stats.f.sf(f, df, error_df))}

    effects = []
    for t in [t for t in terms if len(t) <= 2]:
        # A coefficient of −1 and 1 is half a difference of means, and a quarter of two differences.
        times = 2 if len(t) == 1 else 4
        at = seeds + terms.index(t)
        half = stats.t.ppf(0.975, error_df) * np.sqrt(covariance[at, at])
        effects.append({"parts": list(t), **source([t]),
                        "estimate": times * float(coefficients[at]),
                        "low": times * float(coefficients[at] - half),
                        "high": times * float(coefficients[at] + half)})
    higher = [t for t in terms if len(t) > 2]
    return {"scores": scores, "effects": effects, "seeds": source(["seeds"]),
            "higher": source(higher) if higher else None,
            "error": {"squares": error, "df": error_df},
            "total": {"squares": float(np.sum((y - y.mean()) ** 2)), "df": len(rows) - 1}}


def made_up(parts, seeds):
    seed_effect = rng.normal(0, 4, seeds)
    effect = rng.normal(0, 6, 2 ** parts)
    return np.round(100 + effect[:, None] + seed_effect[None, :]
                    + rng.normal(0, 3, (2 ** parts, seeds)), 3).tolist()


designs = [analyse(k, n, made_up(k, n)) for k, n in [(2, 5), (2, 2), (3, 4), (4, 3)]]

pairs = []
for n in [2, 3, 5, 12]:
    x = np.round(rng.normal(50, 10, n), 3)
    y = np.round(x + rng.normal(3, 2, n), 3)
    test = stats.ttest_rel(x, y)
    pairs.append({"x": x.tolist(), "y": y.tolist(), "t": float(test.statistic),
                  "p": float(test.pvalue)})

# All nⁿ resamples of four pairs, whose interquartile mean is the mean of the middle two.
x, y = [12.1, 15.3, 9.8, 20.4], [10.2, 16.1, 8.8, 17.9]
found = []
for drawn in itertools.product(range(4), repeat=4):
    found.append(stats.trim_mean([x[i] for i in drawn], 0.25)
                 - stats.trim_mean([y[i] for i in drawn], 0.25))
q = np.quantile(found, [0.02, 0.03, 0.97, 0.98], method="inverted_cdf")
bootstrap = {"x": x, "y": y, "q020": q[0], "q030": q[1], "q970": q[2], "q980": q[3]}

# One-sided Welch tests of the difference against a margin, which is taken from the first group.
margins = []
for n, m, margin in [(5, 5, 0.0), (4, 7, 2.5), (6, 3, -4.0)]:
    x = np.round(rng.normal(53, 4, n), 3)
    y = np.round(rng.normal(50, 9, m), 3)
    greater = stats.ttest_ind(x - margin, y, equal_var=False, alternative="greater")
    less = stats.ttest_ind(x - margin, y, equal_var=False, alternative="less")
    interval = stats.ttest_ind(x, y, equal_var=False).confidence_interval(0.9)
    margins.append({"x": x.tolist(), "y": y.tolist(), "margin": margin,
                    "above": float(greater.pvalue), "below": float(less.pvalue),
                    "low": float(interval.low), "high": float(interval.high)})

json.dump({"margins": margins, "designs": designs, "pairs": pairs, "bootstrap": bootstrap},
          open("factorial.json", "w"), indent=1)
