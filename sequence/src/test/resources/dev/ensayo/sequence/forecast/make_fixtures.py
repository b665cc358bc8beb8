"""Errors of forecasts and least-squares weights, by NumPy: python3 make_fixtures.py > forecasts.json

MASE: Hyndman and Koehler, "Another look at measures of forecast accuracy", 2006, section 3: the mean
of |e_t| / (1/(n-1) sum_{i=2..n} |Y_i - Y_{i-1}|), the sum over the training part.
"""
import json

import numpy as np

WINDOW, HORIZON, SEASON, TRAIN, VALID, TEST_STEP = 5, 3, 4, 60, 72, 2
rng = np.random.RandomState(7)
t = np.arange(100)
y = 20 + 0.1 * t + 5 * np.sin(2 * np.pi * t / SEASON + 0.3) + rng.randn(100)
other = np.r_[0, y[:-1]] * 0.5 + rng.randn(100)


def errors(origins, forecast):
    e = np.array([[y[o + k] - forecast(o, k) for k in range(1, HORIZON + 1)] for o in origins])
    scale = np.abs(np.diff(y[:TRAIN])).mean()
    seasonal = np.abs(y[SEASON:TRAIN] - y[: TRAIN - SEASON]).mean()
    return {
        "rmse": float(np.sqrt((e**2).mean())),
        "mae": float(np.abs(e).mean()),
        "mase": float((np.abs(e) / scale).mean()),
        "seasonal_mase": float((np.abs(e) / seasonal).mean()),
    }


def lags(o):
    return np.r_[1, np.array([[y[o - j], other[o - j]] for j in range(WINDOW)]).ravel()]


train = range(WINDOW - 1, TRAIN - HORIZON)
design = np.array([lags(o) for o in train])
answers = np.array([[y[o + k] for k in range(1, HORIZON + 1)] for o in train])
weights = np.linalg.lstsq(design, answers, rcond=None)[0]

out = {"y": y.tolist(), "other": other.tolist()}
for name, first, end in (("valid", TRAIN, VALID), ("test", VALID, 100)):
    origins = list(range(first - 1, end - HORIZON, TEST_STEP))
    out[name] = {
        "origins": origins,
        "naive": errors(origins, lambda o, k: y[o]),
        "seasonal": errors(origins, lambda o, k: y[o + k - SEASON * (1 + (k - 1) // SEASON)]),
        "autoregression": errors(origins, lambda o, k: lags(o) @ weights[:, k - 1]),
    }
out["weights"] = weights[:, 0].tolist()
print(json.dumps(out, indent=1))
