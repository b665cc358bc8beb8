"""Writes setting_needed.json: how much of a setting a curve of scores needs to reach a score.

Run with NumPy 2.4.6; the tests read the JSON and need no Python. The curve is looked up forwards on
a fine grid of the axis instead of being inverted, and all resamples of the seeds of all cells are
gone through, each with its probability, instead of drawing some.
"""

import itertools
import json
from collections import Counter
from math import factorial

import numpy as np

GRID = 4001


def needed(axis, values, means, goal):
    """The first point of the axis at which the line through the means is as high as the goal."""
    if means[0] > goal:
        return -np.inf
    line = np.interp(axis, values, means)
    at = np.flatnonzero(line >= goal - 1e-12)
    return axis[at[0]] if at.size else np.inf


def resamples(scores):
    """The mean of each resample of three scores (three are not trimmed) and its probability."""
    n = len(scores)
    found = []
    for chosen in itertools.combinations_with_replacement(range(n), n):
        ways = factorial(n)
        for times in Counter(chosen).values():
            ways //= factorial(times)
        found.append((np.mean([scores[i] for i in chosen]), ways / n ** n))
    return found


def quantile(values, weights, share):
    order = np.argsort(values)
    total = np.cumsum(np.array(weights)[order])
    return values[order][np.searchsorted(total, share)]


def case(values, curve, goal, logarithmic):
    at = np.log(values) if logarithmic else np.array(values, float)
    axis = np.linspace(at[0], at[-1], GRID)
    back = np.exp if logarithmic else (lambda x: x)
    value = needed(axis, at, [np.mean(c) for c in curve], np.mean(goal))
    found, weights = [], []
    for drawn in itertools.product(*[resamples(c) for c in curve + [goal]]):
        found.append(needed(axis, at, [m for m, _ in drawn[:-1]], drawn[-1][0]))
        weights.append(np.prod([w for _, w in drawn]))
    found = np.array(found)
    ends = {f"q{int(1000 * q):03d}": back(quantile(found, weights, q))
            for q in [0.02, 0.03, 0.97, 0.98]}
    ends = {k: str(float(v)) for k, v in ends.items()}
    return {"values": values, "curve": curve, "goal": goal, "logarithmic": logarithmic,
            "value": str(float(back(value))), **ends}


curve = [[0.31, 0.28, 0.36], [0.55, 0.47, 0.58], [0.83, 0.78, 0.86]]
cases = [
    case([1, 5, 20], curve, [0.61, 0.66, 0.58], True),
    case([1, 5, 20], curve, [0.61, 0.66, 0.58], False),
    case([1, 5, 20], curve, [0.80, 0.86, 0.79], True),
    case([1, 5, 20], curve, [0.33, 0.34, 0.40], True),
    case([1, 5, 20], curve, [0.93, 0.95, 0.99], True),
    case([1, 5, 20], [curve[1], curve[0], curve[2]], [0.45, 0.70, 0.66], True),
]
json.dump(cases, open("setting_needed.json", "w"), indent=1)
