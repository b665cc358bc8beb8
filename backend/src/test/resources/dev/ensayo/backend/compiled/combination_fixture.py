"""Losses of small networks of combined units, for CombinationFixtureTest.

    python3 combination_fixture.py > combination_fixture.txt

4 inputs, 5 units of one combination with exp(x), 3 outputs that are weighted sums; mean squared error; batch
of 6; plain gradient descent, rate 0.02, on the same batch each time. Parameters are 0.3 + sin(k) / 2 for
k = 0, 1, 2, ...: slopes or centers (column by column), biases or bandwidths, altitudes, then the output's.
Inputs are cos(k), targets sin(3 k). The gradient is taken by complex steps of 1e-30 (Squire and Trapp, 1998)
through the formulas as they are written down, so that no derivative is worked out here.
Each line: combination, ten losses, then the sum and the sum of squares of all parameters at the end.
"""

import numpy as np

F, U, O, B, STEPS, RATE = 4, 5, 3, 6, 10, 0.02
X = np.cos(np.arange(B * F)).reshape(B, F)
Y = np.sin(3 * np.arange(B * O)).reshape(B, O)
# combination: numbers of slopes or centers, of biases or bandwidths, of altitudes
SIZES = {
    "additive": (0, 0, 0),
    "equal-slopes": (F, U, 0),
    "xradial": (F * U, U, U),
    "ehradial": (F * U, U, 0),
    "evradial": (F * U, U, 0),
    "ewradial": (F * U, 1, U),
    "eqradial": (F * U, 1, 0),
}


def log_of_size(v):
    return np.log(np.where(v.real < 0, -v, v))


def net(name, p):
    slopes, biases, altitudes = SIZES[name]
    w, b, a = p[:slopes], p[slopes : slopes + biases], p[slopes + biases :]
    if name == "additive":
        return np.repeat(X.sum(1)[:, None], U, axis=1)
    if name == "equal-slopes":
        return b + (X @ w)[:, None]
    squares = np.zeros((B, U), dtype=complex)
    for j in range(U):
        for i in range(F):
            squares[:, j] += (w[j * F + i] - X[:, i]) ** 2
    result = -(b**2) * squares
    if name in ("xradial", "evradial"):
        result = result + F * log_of_size(b)
    if name in ("xradial", "ewradial"):
        result = result + log_of_size(a)
    return result


def loss(name, p):
    own = sum(SIZES[name])
    hidden = np.exp(net(name, p[:own]))
    w, b = p[own : own + U * O].reshape(O, U), p[own + U * O :]
    return (((hidden @ w.T + b) - Y) ** 2).mean()


for name in SIZES:
    count = sum(SIZES[name]) + U * O + O
    p = 0.3 + np.sin(np.arange(count)) / 2
    losses = []
    for step in range(STEPS):
        losses.append(loss(name, p.astype(complex)).real)
        gradient = np.empty(count)
        for k in range(count):
            moved = p.astype(complex)
            moved[k] += 1e-30j
            gradient[k] = loss(name, moved).imag / 1e-30
        p = p - RATE * gradient
    print(name, *[repr(float(v)) for v in losses + [p.sum(), (p * p).sum()]])
