"""Writes statistics.json: expected values from SciPy and statsmodels.

Run with SciPy 1.17.1 and statsmodels 0.15.0; the tests read the JSON and need no Python.
"""

import itertools
import json

import numpy as np
from scipy import stats
from statsmodels.stats.multitest import multipletests

rng = np.random.default_rng(20210813)
groups = {f"n{n}": np.round(rng.normal(100, 30, n), 3).tolist() for n in range(1, 13)}
groups["tied"] = [500.0, 500.0, 500.0, 487.2, 500.0, 9.3]
groups["constant"] = [200.0, 200.0, 200.0]
groups["small"] = [1e-9, 3e-9, 2e-9, 8e-9]

trimmed = {k: stats.trim_mean(v, 0.25) for k, v in groups.items()}

pairs = []
for a, b in [("n5", "n5"), ("n5", "n7"), ("n2", "n3"), ("n12", "tied"), ("tied", "n4"),
             ("constant", "n5"), ("n6", "n11"), ("small", "n10")]:
    x, y = groups[a], groups[b]
    if a == b:
        y = [v + 25.5 for v in y]
    welch = stats.ttest_ind(x, y, equal_var=False)
    u = stats.mannwhitneyu(x, y).statistic
    pairs.append({"x": x, "y": y, "t": float(welch.statistic), "p": float(welch.pvalue),
                  "improvement": float(u / (len(x) * len(y)))})

holm = []
for p in [[0.01, 0.04, 0.03, 0.005], [0.2], [0.9, 0.8, 0.6], [0.001, 0.001, 0.5, 0.02, 0.02],
          rng.uniform(0, 0.2, 9).tolist()]:
    holm.append({"p": p, "adjusted": multipletests(p, method="holm")[1].tolist()})

bands = []
for k in ["n2", "n3", "n5", "n10", "constant"]:
    v = np.array(groups[k])
    half = stats.t.ppf(0.975, len(v) - 1) * stats.sem(v)
    bands.append({"values": v.tolist(), "low": float(v.mean() - half),
                  "high": float(v.mean() + half)})

# All n^n resamples of a small group: the distribution that the bootstrap draws from. The ends of a
# 95 % interval from many draws lie between quantiles a little to either side.
exact = []
for k in ["n3", "n4", "n5", "n6", "tied"]:
    v = np.array(groups[k])
    means = np.array([stats.trim_mean(r, 0.25) for r in itertools.product(v, repeat=len(v))])
    q = np.quantile(means, [0.02, 0.03, 0.97, 0.98], method="inverted_cdf")
    exact.append({"values": v.tolist(), "q020": q[0], "q030": q[1], "q970": q[2], "q980": q[3]})

# Scores made again: all ways to deal out up to 20, Welch's test beyond; the 90 % interval by Welch.
replications = []
for a, b, shift in [("n4", "n4", 3.0), ("n5", "n4", -80.0), ("n6", "n8", 0.0), ("n10", "n10", 12.0),
                    ("n12", "n11", 4.0), ("tied", "n6", 0.0)]:
    x = np.array(groups[a])
    y = np.array(groups[b]) + shift
    welch = stats.ttest_ind(y, x, equal_var=False)
    if len(x) + len(y) <= 20:
        p = stats.permutation_test((y, x), lambda u, v: abs(np.mean(u) - np.mean(v)),
                                   n_resamples=np.inf, alternative="greater").pvalue
    else:
        p = welch.pvalue
    within = welch.confidence_interval(0.9)
    replications.append({"before": x.tolist(), "after": y.tolist(), "p": float(p),
                         "low": float(within.low), "high": float(within.high),
                         "spread": float(x.std(ddof=1))})

json.dump({"groups": groups, "trimmed": trimmed, "pairs": pairs, "holm": holm, "bands": bands,
           "exactBootstrap": exact, "replications": replications}, open("statistics.json", "w"), indent=1)
