"""Makes variance_shares.json: R squared and adjusted R squared of least squares, by NumPy's QR.

    python3 make_variance_shares.py > variance_shares.json
"""

import json

import numpy as np


def shares(columns, scores):
    n = len(scores)
    design = np.column_stack([np.ones(n)] + columns)
    solution, _, rank, _ = np.linalg.lstsq(design, scores, rcond=None)
    residual = scores - design @ solution
    total = scores - scores.mean()
    share = 1 - (residual @ residual) / (total @ total)
    adjusted = 1 - (1 - share) * (n - 1) / (n - rank)
    return {"share": share, "corrected": max(0.0, adjusted)}


random = np.random.default_rng(11)
curves = []
for n in (6, 27):
    x = random.uniform(np.log(1e-4), np.log(1e-1), n)
    y = -0.05 * (x + 5) ** 2 + 0.1 * x + random.normal(0, 0.3, n)
    curves.append({"values": x.tolist(), "scores": y.tolist(), **shares([x, x**2], y)})
groups = []
for n, names in ((9, "abc"), (30, "pqrst")):
    values = [names[i % len(names)] for i in range(n - 2)] + [names[0]] * 2
    y = np.array([names.index(v) * 0.4 for v in values]) + random.normal(0, 1, n)
    dummies = [np.array([float(v == name) for v in values]) for name in names[1:]]
    groups.append({"values": values, "scores": y.tolist(), **shares(dummies, y)})
print(json.dumps({"curves": curves, "groups": groups}, indent=1))
