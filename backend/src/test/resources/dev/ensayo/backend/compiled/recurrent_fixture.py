"""Losses of small language models trained by PyTorch, for RecurrentFixtureTest.

    python3 recurrent_fixture.py > recurrent_fixture.txt

Two layers (6 and 5 units) over one-hot tokens (V 7), softmax output; windows of 4 steps of 3
sequences, the state carried from window to window and the gradient not; plain gradient descent,
rate 0.5, on the mean over the tokens. Parameters are sin(k) / 2 for k = 0, 1, 2, ... in
Deeplearning4j's order: each layer's input weights, recurrent weights (both column by column, the
gates' columns side by side) and biases, then the output's. PyTorch adds two biases where
Deeplearning4j has one: the recurrent one is zero and not learned, except that of a GRU's candidate.
In lstm-tied an embedding (V 7, 5 numbers, column by column) comes first, and its matrix is the output's
weights as well (Press and Wolf, 2017); the output's bias is all that is left of that layer.
In lstm-adaptive the output is torch.nn.AdaptiveLogSoftmaxWithLoss with the cutoffs 2 and 4, divisor 2 and a
bias in the head (Grave et al., 2017); its parameters are the head's weights, bias, then the two matrices of
each cluster.
Each line: name, ten losses, then the sum and the sum of squares of all parameters at the end.
"""

import math
import torch

V, SIZES, B, T, WINDOWS, RATE = 7, (6, 5), 3, 4, 10, 0.5
# Where PyTorch's gate blocks stand in Deeplearning4j's order (LSTM: a, f, o, g = g, f, o, i).
ORDER = {"rnn": [0], "lstm": [2, 1, 3, 0], "gru": [0, 1, 2]}
CLASS = {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}


def numbers(count, start):
    return torch.tensor([math.sin(k) / 2 for k in range(start, start + count)], dtype=torch.float64)


def run(kind, tied=False, adaptive=False):
    position = 0
    layers, learned, masks = [], [], []
    inputs = SIZES[-1] if tied else V
    gates = len(ORDER[kind])

    def take(count):
        nonlocal position
        position += count
        return numbers(count, position - count)

    if tied:
        matrix = torch.nn.Parameter(take(V * inputs).view(inputs, V).t().contiguous())
    for units in SIZES:
        layer = CLASS[kind](inputs, units).double()
        w = take(inputs * gates * units).view(gates, units, inputs)
        rw = take(units * gates * units).view(gates, units, units)
        b = take(gates * units).view(gates, units)
        with torch.no_grad():
            for own, theirs in enumerate(ORDER[kind]):
                rows = slice(theirs * units, (theirs + 1) * units)
                layer.weight_ih_l0[rows] = w[own]
                layer.weight_hh_l0[rows] = rw[own]
                layer.bias_ih_l0[rows] = b[own]
            layer.bias_hh_l0.zero_()
            mask = torch.zeros_like(layer.bias_hh_l0)
            if kind == "gru":
                layer.bias_hh_l0[2 * units :] = take(units)
                mask[2 * units :] = 1
        masks.append((layer.bias_hh_l0, mask))
        layers.append(layer)
        learned += list(layer.parameters())
        inputs = units
    if adaptive:
        output = torch.nn.AdaptiveLogSoftmaxWithLoss(inputs, V, [2, 4], 2.0, head_bias=True).double()
        matrices = [output.head.weight, output.head.bias]
        matrices += [part.weight for tail in output.tail for part in tail]
        with torch.no_grad():
            for matrix in matrices:
                matrix.copy_(take(matrix.numel()).view(matrix.shape))
    else:
        output = torch.nn.Linear(inputs, V).double()
        with torch.no_grad():
            if not tied:
                output.weight.copy_(take(V * inputs).view(V, inputs))
            output.bias.copy_(take(V))
    if tied:
        output.weight = matrix
    learned += list(output.parameters())

    states = [None] * len(layers)
    losses = []
    for window in range(WINDOWS):
        rows = torch.arange(window * T * B, (window + 1) * T * B)
        tokens, targets = (rows * rows + rows) % V, (rows * 3 + 1) % V
        x = torch.nn.functional.one_hot(tokens.view(T, B), V).double()
        if tied:
            x = torch.nn.functional.embedding(tokens.view(T, B), matrix)
        for i, layer in enumerate(layers):
            x, state = layer(x, states[i])
            states[i] = tuple(s.detach() for s in state) if kind == "lstm" else state.detach()
        if adaptive:
            loss = output(x.view(T * B, inputs), targets).loss
        else:
            loss = torch.nn.functional.cross_entropy(output(x).view(T * B, V), targets)
        for p in learned:
            p.grad = None
        loss.backward()
        with torch.no_grad():
            for bias, mask in masks:
                bias.grad *= mask
            for p in learned:
                p -= RATE * p.grad
        losses.append(loss.item())
    total = sum(p.sum().item() for p in learned)
    squares = sum((p * p).sum().item() for p in learned)
    print(kind + ("-tied" if tied else "-adaptive" if adaptive else ""), *losses, total, squares)


for name in ("rnn", "lstm", "gru"):
    run(name)
run("lstm", tied=True)
run("lstm", adaptive=True)
