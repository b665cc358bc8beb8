"""Losses of small language models with layer normalization trained by PyTorch, for RecurrentFixtureTest.

    python3 normalized_fixture.py > normalized_fixture.txt

PyTorch has no such cells; these are written out with torch.nn.functional.layer_norm and learn by its
autograd. All else is as in recurrent_fixture.py: two layers (6 and 5 units) over one-hot tokens (V 7),
windows of 4 steps of 3 sequences, the state carried and the gradient not, gradient descent at rate 0.5.
Parameters are sin(k) / 2 for k = 0, 1, 2, ...: of each layer the input weights and the recurrent weights
(both column by column, the gates' columns side by side), biases, then gains of the input's and of the
state's product and, in an LSTM, gains and biases of the cells; at the end the output's.
Each line: name, ten losses, then the sum and the sum of squares of all parameters at the end.
"""

import math
import torch
from torch.nn.functional import cross_entropy, layer_norm, one_hot

V, SIZES, B, T, WINDOWS, RATE = 7, (6, 5), 3, 4, 10, 0.5
GATES = {"rnn": 1, "lstm": 4, "gru": 3}


def norm(x, gain, groups):
    parts = [layer_norm(p, p.shape[-1:]) for p in torch.split(x, groups, dim=-1)]
    return torch.cat(parts, dim=-1) * gain


def step(kind, units, p, x, state):
    w, rw, b, g = p[:4]
    h = state[0]
    wide = GATES[kind] * units
    groups = [2 * units, units] if kind == "gru" else [wide]
    fromx = norm(x @ w.t(), g[:wide], groups)
    fromh = norm(h @ rw.t(), g[wide : 2 * wide], groups)
    if kind == "rnn":
        return (torch.tanh(fromx + fromh + b),)
    if kind == "lstm":
        a, f, o, i = torch.split(fromx + fromh + b, units, dim=-1)
        c = torch.sigmoid(f) * state[1] + torch.sigmoid(i) * torch.tanh(a)
        out = layer_norm(c, (units,)) * g[2 * wide : 2 * wide + units] + g[2 * wide + units :]
        return torch.sigmoid(o) * torch.tanh(out), c
    xr, xu, xn = torch.split(fromx + b[:wide], units, dim=-1)
    hr, hu, hn = torch.split(fromh, units, dim=-1)
    r, u = torch.sigmoid(xr + hr), torch.sigmoid(xu + hu)
    n = torch.tanh(xn + r * (hn + b[wide:]))
    return ((1 - u) * n + u * h,)


def run(kind):
    position = 0
    learned = []

    def take(*shape):
        nonlocal position
        count = math.prod(shape)
        numbers = [math.sin(k) / 2 for k in range(position, position + count)]
        position += count
        learned.append(torch.tensor(numbers, dtype=torch.float64).view(shape).requires_grad_())
        return learned[-1]

    layers = []
    inputs = V
    for units in SIZES:
        wide = GATES[kind] * units
        biases = wide + (units if kind == "gru" else 0)
        gains = 2 * wide + (2 * units if kind == "lstm" else 0)
        layers.append([take(wide, inputs), take(wide, units), take(biases), take(gains)])
        inputs = units
    weights, bias = take(V, inputs), take(V)

    zero = lambda u: torch.zeros(B, u, dtype=torch.float64)
    states = [(zero(u), zero(u)) if kind == "lstm" else (zero(u),) for u in SIZES]
    losses = []
    for window in range(WINDOWS):
        rows = torch.arange(window * T * B, (window + 1) * T * B)
        tokens, targets = (rows * rows + rows) % V, (rows * 3 + 1) % V
        x = one_hot(tokens.view(T, B), V).double()
        states = [tuple(s.detach() for s in state) for state in states]
        outputs = []
        for t in range(T):
            value = x[t]
            for i, units in enumerate(SIZES):
                states[i] = step(kind, units, layers[i], value, states[i])
                value = states[i][0]
            outputs.append(value @ weights.t() + bias)
        loss = cross_entropy(torch.cat(outputs), targets)
        for p in learned:
            p.grad = None
        loss.backward()
        with torch.no_grad():
            for p in learned:
                p -= RATE * p.grad
        losses.append(loss.item())
    total = sum(p.sum().item() for p in learned)
    squares = sum((p * p).sum().item() for p in learned)
    print(kind + "-normalized", *losses, total, squares)


for name in ("rnn", "lstm", "gru"):
    run(name)
