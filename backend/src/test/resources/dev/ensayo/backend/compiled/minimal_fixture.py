"""Losses of small language models of minGRU and minLSTM trained by PyTorch, for RecurrentFixtureTest.

    python3 minimal_fixture.py > minimal_fixture.txt

The networks, windows and parameters of recurrent_fixture.py. The layers are written by the formulas of
Feng et al., "Were RNNs all we needed?", 2024: those that train are the parallel log-space form of appendix
B.3 (a scan by cumulative sums of logarithms; candidates g(s)) where candidates are positive, and the
parallel form by products otherwise; beside each the step-by-step form computes the same window, and the
script stops unless both agree to 1e-12. minLSTM is the one whose two gates add up to 1. A layer's weights
are in the order z, candidate and f, i, candidate, and there are no recurrent ones.
Each line: name, ten losses, then the sum and the sum of squares of all parameters at the end.
"""

import math
import torch
import torch.nn.functional as F

V, SIZES, B, T, WINDOWS, RATE = 7, (6, 5), 3, 4, 10, 0.5
GATES = {"min-gru": 2, "min-lstm": 3}


def numbers(count, start):
    return torch.tensor([math.sin(k) / 2 for k in range(start, start + count)], dtype=torch.float64)


def log_g(s):
    return torch.where(s >= 0, (F.relu(s) + 0.5).log(), -F.softplus(-s))


def logarithms(kind, sums):
    """ln of what is kept of the state before, and of what is taken of the candidate."""
    if kind == "min-gru":
        return -F.softplus(sums[0]), -F.softplus(-sums[0])
    difference = F.softplus(-sums[0]) - F.softplus(-sums[1])
    return -F.softplus(difference), -F.softplus(-difference)


def parallel_in_logarithms(kind, sums, before):
    """Appendix B.3; a state of zeros is left out, since it has no logarithm."""
    log_kept, log_taken = logarithms(kind, sums)
    log_values = log_taken + log_g(sums[-1])
    log_sums = torch.cumsum(log_kept, dim=0)
    if before is not None:
        log_sums = torch.cat([torch.zeros_like(log_sums[:1]), log_sums])
        log_values = torch.cat([before.log()[None], log_values])
    h = torch.exp(log_sums + torch.logcumsumexp(log_values - log_sums, dim=0))
    return h if before is None else h[1:]


def parallel(kind, sums, before):
    """Every h_t as the sum over k of what is left of b_k v_k and of the state before."""
    log_kept, log_taken = logarithms(kind, sums)
    values = log_taken.exp() * sums[-1]
    total = torch.cumsum(log_kept, dim=0)
    rows = []
    for t in range(len(values)):
        h = ((total[t] - total[: t + 1]).exp() * values[: t + 1]).sum(0)
        rows.append(h if before is None else h + total[t].exp() * before)
    return torch.stack(rows)


def step_by_step(kind, sums, before, positive):
    h = torch.zeros_like(sums[-1][0]) if before is None else before
    rows = []
    for t in range(len(sums[0])):
        if kind == "min-gru":
            taken = torch.sigmoid(sums[0][t])
            kept = 1 - taken
        else:
            f, i = torch.sigmoid(sums[0][t]), torch.sigmoid(sums[1][t])
            kept, taken = f / (f + i), i / (f + i)
        s = sums[-1][t]
        v = torch.where(s >= 0, s + 0.5, torch.sigmoid(s)) if positive else s
        h = kept * h + taken * v
        rows.append(h)
    return torch.stack(rows)


def run(kind, positive):
    position = 0
    learned, layers = [], []

    def take(*shape):
        nonlocal position
        count = math.prod(shape)
        position += count
        learned.append(torch.nn.Parameter(numbers(count, position - count).view(*shape)))
        return learned[-1]

    inputs = V
    for units in SIZES:
        layers.append((take(GATES[kind], units, inputs), take(GATES[kind], units)))
        inputs = units
    weight, bias = take(V, inputs), take(V)
    states = [None] * len(layers)
    losses = []
    for window in range(WINDOWS):
        rows = torch.arange(window * T * B, (window + 1) * T * B)
        tokens, targets = (rows * rows + rows) % V, (rows * 3 + 1) % V
        x = F.one_hot(tokens.view(T, B), V).double()
        for i, (w, b) in enumerate(layers):
            sums = [F.linear(x, w[g], b[g]) for g in range(GATES[kind])]
            h = (parallel_in_logarithms if positive else parallel)(kind, sums, states[i])
            other = step_by_step(kind, sums, states[i], positive)
            assert (h - other).abs().max() < 1e-12
            states[i] = h[-1].detach()
            x = h
        loss = F.cross_entropy(F.linear(x, weight, bias).view(T * B, V), targets)
        for p in learned:
            p.grad = None
        loss.backward()
        with torch.no_grad():
            for p in learned:
                p -= RATE * p.grad
        losses.append(loss.item())
    total = sum(p.sum().item() for p in learned)
    squares = sum((p * p).sum().item() for p in learned)
    print(kind + ("" if positive else "-plain"), *losses, total, squares)


for name in GATES:
    run(name, True)
    run(name, False)
