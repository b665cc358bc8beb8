"""Losses of small language models with AWD-LSTM's regularization by PyTorch, for RecurrentFixtureTest.

    python3 awd_fixture.py > awd_fixture.txt

As lstm-tied of recurrent_fixture.py, of all cells, with what Merity et al. (2018) add; formulas of the penalties
and of the masks are those of the authors' program (awd-lstm-lm: model.py, weight_drop.py, locked_dropout.py,
embed_regularize.py, main.py). A mask has 1 / keep where something is kept, else 0. Number k of all that are drawn is
kept if (k * k + 3 * k) % 11 < 7. Each window draws, in this order:
 - DropConnect of each layer's recurrent weights, in their order (keep 0.6);
 - words (keep 0.8), one number for each;
 - locked dropout of the embeddings (keep 0.7), of the second layer's inputs (0.8) and of its outputs (0.9): for each
   sequence a number for each feature, the same for all steps.
2 * the mean square of the dropped outputs and 1 * that of the changes of the undropped ones are minimized as well.
Each line: name, ten losses without penalties, then the sum and the sum of squares of all parameters at the end.
"""

import math
import torch

V, D, SIZES, B, T, WINDOWS, RATE = 7, 5, (6, 5), 3, 4, 10, 0.5
WEIGHTS, WORDS, KEEPS, ALPHA, BETA = 0.6, 0.8, (0.7, 0.8, 0.9), 2.0, 1.0
ORDER = {"rnn": [0], "lstm": [2, 1, 3, 0], "gru": [0, 1, 2]}
CELL = {"rnn": torch._VF.rnn_tanh_cell, "lstm": torch._VF.lstm_cell, "gru": torch._VF.gru_cell}


def run(kind):
    position = 0
    drawn = 0
    gates = len(ORDER[kind])
    layers, learned, fixed = [], [], []

    def take(*shape):
        nonlocal position
        count = math.prod(shape)
        position += count
        numbers = [math.sin(k) / 2 for k in range(position - count, position)]
        return torch.tensor(numbers, dtype=torch.float64).view(*shape)

    def mask(keep, *shape):
        nonlocal drawn
        count = math.prod(shape)
        drawn += count
        kept = [(k * k + 3 * k) % 11 < 7 for k in range(drawn - count, drawn)]
        return torch.tensor(kept, dtype=torch.float64).view(*shape) / keep

    def by_pytorch(ours):
        theirs = torch.empty_like(ours)
        for own, place in enumerate(ORDER[kind]):
            theirs[place] = ours[own]
        return theirs.reshape(-1, *ours.shape[2:])

    matrix = take(D, V).t().contiguous().requires_grad_()
    learned.append(matrix)
    inputs = D
    for units in SIZES:
        parts = [by_pytorch(take(gates, units, inputs)), by_pytorch(take(gates, units, units))]
        parts.append(by_pytorch(take(gates, units)))
        second = torch.zeros(gates * units, dtype=torch.float64)
        free = torch.zeros_like(second)
        if kind == "gru":
            second[2 * units :] = take(units)
            free[2 * units :] = 1
        parts = [p.requires_grad_() for p in parts + [second]]
        fixed.append((parts[3], free))
        layers.append(parts)
        learned += parts
        inputs = units
    bias = take(V).requires_grad_()
    learned.append(bias)

    states = [None] * len(layers)
    losses = []
    for window in range(WINDOWS):
        rows = torch.arange(window * T * B, (window + 1) * T * B)
        tokens, targets = (rows * rows + rows) % V, (rows * 3 + 1) % V
        dropped = [by_pytorch(mask(WEIGHTS, gates, u, u)) * part[1] for u, part in zip(SIZES, layers)]
        x = torch.nn.functional.embedding(tokens.view(T, B), mask(WORDS, V, 1) * matrix)
        x = x * mask(KEEPS[0], B, D)
        for i, (w, _, b, second) in enumerate(layers):
            h = states[i]
            if h is None:
                zeros = torch.zeros(B, SIZES[i], dtype=torch.float64)
                h = (zeros, zeros) if kind == "lstm" else zeros
            outputs = []
            for t in range(T):
                h = CELL[kind](x[t], h, w, dropped[i], b, second)
                outputs.append(h[0] if kind == "lstm" else h)
            states[i] = tuple(s.detach() for s in h) if kind == "lstm" else h.detach()
            raw = torch.stack(outputs)
            x = raw * mask(KEEPS[i + 1], B, SIZES[i])
        sums = x.reshape(T * B, D) @ matrix.t() + bias
        loss = torch.nn.functional.cross_entropy(sums, targets)
        whole = loss + ALPHA * x.pow(2).mean() + BETA * (raw[1:] - raw[:-1]).pow(2).mean()
        for p in learned:
            p.grad = None
        whole.backward()
        with torch.no_grad():
            for second, free in fixed:
                second.grad *= free
            for p in learned:
                p -= RATE * p.grad
        losses.append(loss.item())
    total = sum(p.sum().item() for p in learned)
    squares = sum((p * p).sum().item() for p in learned)
    print(kind + "-awd", *losses, total, squares)


for name in ("rnn", "lstm", "gru"):
    run(name)
