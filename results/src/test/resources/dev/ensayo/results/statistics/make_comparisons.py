"""Writes comparisons.json: expected values of tests between two groups of scores, from SciPy.

Run with SciPy 1.17.1; the tests read the JSON and need no Python.
"""

import json

import numpy as np
from scipy import stats

groups = json.load(open("statistics.json"))["groups"]


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

json.dump({"equivalence": equivalences}, open("comparisons.json", "w"), indent=1)
