"""Writes comparisons.json: expected values of tests, effects and intervals, from SciPy.

Run with SciPy 1.17.1 and NumPy 2.4.6; the tests read the JSON and need no Python. What SciPy does not have
(aggregates over tasks as Agarwal et al., 2021, define them; the interval of Newcombe, 2006) is written down here
by itself, from the papers.
"""

import itertools
import json
import math
import warnings

import numpy as np
from scipy import integrate, optimize, stats

warnings.simplefilter("ignore")
groups = json.load(open("statistics.json"))["groups"]
rng = np.random.default_rng(20240921)


def floats(values):
    return [float(v) for v in values]


def equivalence(a, b, margin):
    """Two one-sided tests of Welch: the second group moved by the margin, once to each side."""
    x, y = np.array(groups[a]), np.array(groups[b])
    low = stats.ttest_ind(x, y - margin, equal_var=False, alternative="greater").pvalue
    high = stats.ttest_ind(x, y + margin, equal_var=False, alternative="less").pvalue
    ninety = stats.ttest_ind(x, y, equal_var=False).confidence_interval(0.9)
    return {"x": x.tolist(), "y": y.tolist(), "margin": margin, "p": float(max(low, high)),
            "low": float(ninety.low), "high": float(ninety.high)}


equivalences = [equivalence(*c) for c in [
    ("n5", "n7", 30), ("n7", "n5", 30), ("n12", "n10", 50), ("n12", "n10", 20), ("n2", "n3", 40),
    ("tied", "n4", 300), ("constant", "n5", 150), ("n11", "n12", 1000)]]


def distance(x, y, axis=-1):
    return np.abs(np.mean(x, axis=axis) - np.mean(y, axis=axis))


def deal(x, y):
    """All ways of dealing the scores out to the two groups."""
    return stats.permutation_test((x, y), distance, permutation_type="independent",
                                  alternative="greater", n_resamples=math.inf).pvalue


def hedges(x, y):
    n, m = len(x), len(y)
    pooled = math.sqrt(((n - 1) * np.var(x, ddof=1) + (m - 1) * np.var(y, ddof=1)) / (n + m - 2))
    v = n + m - 2
    j = math.gamma(v / 2) / (math.sqrt(v / 2) * math.gamma((v - 1) / 2))
    return float(j * (np.mean(x) - np.mean(y)) / pooled)


def unpaired(x, y):
    u = stats.mannwhitneyu(x, y)
    ties = len(set(x + y)) < len(x + y)
    ranks = stats.rankdata(x + y)
    p = deal(ranks[:len(x)], ranks[len(x):]) if ties else stats.mannwhitneyu(x, y, method="exact").pvalue
    return {"x": x, "y": y, "u": float(u.statistic), "mannWhitney": float(p),
            "permutation": float(deal(x, y)), "hedges": hedges(x, y),
            "cliff": float(2 * u.statistic / (len(x) * len(y)) - 1)}


unpaireds = [unpaired(groups[a], groups[b]) for a, b in [
    ("n5", "n7"), ("n4", "n4"), ("n10", "n5"), ("n6", "tied"), ("n8", "n8"), ("n9", "n4")]]
unpaireds.append(unpaired([1.0, 2, 2, 3, 5], [2.0, 4, 5, 5, 6, 7]))
unpaireds.append(unpaired([500.0, 500, 500, 480, 500], [500.0, 300, 9, 480, 200]))
# A distance far from zero and from halves, where the deals of a sum could differ by rounding.
unpaireds.append(unpaired([0.1, 0.2, 0.3, 0.7, 1.1], [0.4, 0.5, 0.6, 0.8]))


def paired(x, y):
    t = stats.ttest_rel(x, y)
    d = np.array(x) - np.array(y)
    d = d[d != 0]
    ranks = stats.rankdata(np.abs(d))
    if len(d) <= 12:
        p = stats.wilcoxon(d, method=stats.PermutationMethod(n_resamples=math.inf)).pvalue
    else:
        p = stats.wilcoxon(d, method="exact" if len(set(np.abs(d))) == len(d) else "approx").pvalue
    return {"x": floats(x), "y": floats(y), "t": float(t.statistic), "p": float(t.pvalue),
            "w": float(ranks[d > 0].sum()), "pairs": len(d), "wilcoxon": float(p)}


paireds = []
for n in [6, 7, 10, 12, 20, 30]:
    base = np.round(rng.normal(100, 30, n), 2)
    paireds.append(paired(base + np.round(rng.normal(6, 12, n), 2), base))
paireds.append(paired([5.0, 7, 7, 9, 4, 8, 6, 9], [4.0, 7, 5, 7, 5, 5, 5, 3]))

fdr = []
for p in [[0.01, 0.04, 0.03, 0.005], [0.2], [0.9, 0.8, 0.6], [0.001, 0.001, 0.5, 0.02, 0.02],
          rng.uniform(0, 0.2, 9).tolist(), [1.0, 0.02]]:
    fdr.append({"p": p, "adjusted": stats.false_discovery_control(p, method="bh").tolist()})


def iqm(x, axis=-1):
    return stats.trim_mean(x, 0.25, axis=axis)


# BCa: SciPy computes the ends from resamples that are given to it, so that both see the same.
bca = []
for name, statistic in [("MEAN", np.mean), ("MEDIAN", np.median), ("INTERQUARTILE_MEAN", iqm)]:
    for key in ["n5", "n10", "n12", "tied"]:
        x = np.array(groups[key])
        drawn = statistic(rng.choice(x, (299, len(x))), axis=-1)
        if name != "MEDIAN":
            # Whether sums in another order are equal is rounding, so no resample is to equal the estimate.
            drawn = drawn + rng.normal(0, 1e-3, 299)
        given = stats.bootstrap((x,), statistic, n_resamples=1, method="basic")
        given.bootstrap_distribution = drawn
        ends = stats.bootstrap((x,), statistic, n_resamples=0, method="BCa", axis=-1,
                               bootstrap_result=given).confidence_interval
        if math.isfinite(ends.low) and math.isfinite(ends.high):
            bca.append({"statistic": name, "values": [x.tolist()], "drawn": drawn.tolist(),
                        "low": float(ends.low), "high": float(ends.high)})


def difference(x, y, axis=-1):
    return np.mean(x, axis=axis) - np.mean(y, axis=axis)


for a, b in [("n5", "n7"), ("n12", "n6")]:
    x, y = np.array(groups[a]), np.array(groups[b])
    drawn = difference(rng.choice(x, (299, len(x))), rng.choice(y, (299, len(y)))) + rng.normal(0, 1e-3, 299)
    given = stats.bootstrap((x, y), difference, n_resamples=1, method="basic")
    given.bootstrap_distribution = drawn
    ends = stats.bootstrap((x, y), difference, n_resamples=0, method="BCa", axis=-1,
                           bootstrap_result=given).confidence_interval
    bca.append({"statistic": "MEAN", "values": [x.tolist(), y.tolist()], "drawn": drawn.tolist(),
                "low": float(ends.low), "high": float(ends.high)})

summaries = [{"values": v, "MEAN": float(np.mean(v)), "MEDIAN": float(np.median(v)),
              "INTERQUARTILE_MEAN": float(iqm(v)), "gapTo100": float(100 - np.mean(np.minimum(v, 100)))}
             for v in groups.values()]

wilson = []
for k, n in [(0, 5), (5, 5), (2, 5), (1, 3), (7, 10), (15, 30), (0, 1)]:
    ci = stats.binomtest(k, n).proportion_ci(0.95, method="wilson")
    wilson.append({"counted": k, "of": n, "low": float(ci.low), "high": float(ci.high)})

newcombe = []
for theta, n, m in [(0.8, 5, 5), (0.5, 5, 5), (1.0, 5, 5), (0.0, 3, 10), (0.99, 30, 20), (0.62, 10, 4)]:
    big = (n + m) / 2

    def outside(t):
        v = t * (1 - t) * (1 + (big - 1) * ((1 - t) / (2 - t) + t / (1 + t))) / (m * n)
        return (theta - t) ** 2 - stats.norm.ppf(0.975) ** 2 * v

    low = 0.0 if theta == 0 else optimize.brentq(outside, 1e-13, min(theta, 1 - 1e-9), xtol=1e-14)
    high = 1.0 if theta == 1 else optimize.brentq(outside, max(theta, 1e-9), 1 - 1e-13, xtol=1e-14)
    newcombe.append({"probability": theta, "n": n, "m": m, "low": low, "high": high})

survival = []
for arrived, ended in [([3000, 5000, 9000], [10000, 10000]), ([3000, 5000, 9000, 9000, 12000], []),
                       ([1000, 4000, 6000, 6000], [2000, 5000, 6000, 20000]), ([700], [1000] * 3),
                       ([100, 200, 300, 400, 500, 600, 700, 800, 900], [950]),
                       ([100, 200, 300, 400, 500, 600, 700, 800, 900], [350, 350, 650])]:
    fit = stats.ecdf(stats.CensoredData(uncensored=arrived, right=ended)).sf
    ci = fit.confidence_interval(method="log-log")
    steps = [{"time": float(q), "share": float(s), **({"low": float(lo), "high": float(hi)} if s else {})}
             for q, s, lo, hi in zip(fit.quantiles, fit.probabilities, ci.low.probabilities,
                                     ci.high.probabilities) if q in arrived]
    survival.append({"arrived": floats(arrived), "ended": floats(ended), "steps": steps})

# sup-t where deviations from the mean are uncorrelated between points: max of T normals over one chi.
supt = []
for freedom, points in [(4, 1), (4, 2), (4, 4), (7, 7), (2, 2)]:
    def held(c):
        return integrate.quad(lambda s: (2 * stats.norm.cdf(c * s) - 1) ** points
                              * stats.chi.pdf(s * math.sqrt(freedom), freedom) * math.sqrt(freedom),
                              0, 20)[0] - 0.95
    supt.append({"freedom": freedom, "points": points, "factor": optimize.brentq(held, 1, 50)})

# Several tasks, as the paper defines them; intervals from all resamples of tiny groups.
tasks = {"a": [0.1, 0.9, 0.5], "b": [1.2, 0.8, 1.4]}
others = {"a": [0.2, 0.3, 0.6], "b": [0.9, 1.0, 1.1]}


def aggregates(per_task):
    means = [np.mean(x) for x in per_task]
    pooled = np.concatenate(per_task)
    return {"MEAN": np.mean(means), "MEDIAN": np.median(means),
            "INTERQUARTILE_MEAN": stats.trim_mean(pooled, 0.25),
            "OPTIMALITY_GAP": 1 - np.mean(np.minimum(pooled, 1)),
            "profile": np.mean([np.mean(np.array(x) > 0.85) for x in per_task])}


def resamples(x):
    return list(itertools.product(x, repeat=len(x)))


def span(values):
    return floats(np.quantile(values, [0.02, 0.03, 0.97, 0.98], method="inverted_cdf"))


drawn = [aggregates(pair) for pair in itertools.product(*map(resamples, tasks.values()))]
across = {"tasks": tasks, "others": others,
          "values": {k: float(v) for k, v in aggregates(list(tasks.values())).items()},
          "spans": {k: span([d[k] for d in drawn]) for k in drawn[0]},
          "improvement": float(np.mean([stats.mannwhitneyu(tasks[t], others[t]).statistic / 9
                                        for t in tasks]))}

json.dump({"equivalence": equivalences, "unpaired": unpaireds, "paired": paireds, "fdr": fdr,
           "bca": bca, "summaries": summaries, "wilson": wilson, "newcombe": newcombe,
           "survival": survival, "supt": supt, "across": across},
          open("comparisons.json", "w"), indent=1, allow_nan=False)
