"""Losses of small bidirectional networks trained by PyTorch, for BidirectionalFixtureTest.

    python3 bidirectional_fixture.py > bidirectional_fixture.txt

Two bidirectional layers (6 and 5 units each way) over one-hot tokens (V 7) and a softmax; windows of 3
sequences of 1 to 4 steps, packed, each window from zeros; plain gradient descent, rate 0.5. In ...-steps
there is a class for each step, the loss being the mean over the steps that there are; in ...-last a class for
each sequence from h_n of the last layer, both ways; in ...-mean and ...-max from the mean and the largest of
its outputs over the steps that there are. Parameters are sin(k) / 2 for k = 0, 1, 2, ... in Deeplearning4j's
order: of each layer the walk from the first step, then that from the last, each with input weights, recurrent
weights (both column by column, the gates' columns side by side) and biases; then the output's. PyTorch adds
two biases where Deeplearning4j has one: the recurrent one is zero and not learned, except that of a GRU's
candidate.
Each line: name, ten losses, then the sum and the sum of squares of all parameters at the end.
"""

import math
import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

V, SIZES, B, T, WINDOWS, RATE = 7, (6, 5), 3, 4, 10, 0.5
# Where PyTorch's gate blocks stand in Deeplearning4j's order (LSTM: a, f, o, g = g, f, o, i).
ORDER = {"rnn": [0], "lstm": [2, 1, 3, 0], "gru": [0, 1, 2]}
CLASS = {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}


def numbers(count, start):
    return torch.tensor([math.sin(k) / 2 for k in range(start, start + count)], dtype=torch.float64)


def run(kind, readout):
    position = 0
    layers, learned, masks = [], [], []
    inputs = V
    gates = len(ORDER[kind])

    def take(count):
        nonlocal position
        position += count
        return numbers(count, position - count)

    for units in SIZES:
        layer = CLASS[kind](inputs, units, bidirectional=True).double()
        for end in ("_l0", "_l0_reverse"):
            w = take(inputs * gates * units).view(gates, units, inputs)
            rw = take(units * gates * units).view(gates, units, units)
            b = take(gates * units).view(gates, units)
            recurrent_bias = getattr(layer, "bias_hh" + end)
            with torch.no_grad():
                for own, theirs in enumerate(ORDER[kind]):
                    rows = slice(theirs * units, (theirs + 1) * units)
                    getattr(layer, "weight_ih" + end)[rows] = w[own]
                    getattr(layer, "weight_hh" + end)[rows] = rw[own]
                    getattr(layer, "bias_ih" + end)[rows] = b[own]
                recurrent_bias.zero_()
                mask = torch.zeros_like(recurrent_bias)
                if kind == "gru":
                    recurrent_bias[2 * units :] = take(units)
                    mask[2 * units :] = 1
            masks.append((recurrent_bias, mask))
        layers.append(layer)
        learned += list(layer.parameters())
        inputs = 2 * units
    output = torch.nn.Linear(inputs, V).double()
    with torch.no_grad():
        output.weight.copy_(take(V * inputs).view(V, inputs))
        output.bias.copy_(take(V))
    learned += list(output.parameters())

    losses = []
    for window in range(WINDOWS):
        rows = torch.arange(window * T * B, (window + 1) * T * B)
        tokens, targets = (rows * rows + rows) % V, ((rows * 3 + 1) % V).view(T, B)
        lengths = torch.tensor([T, 1 + window % 4, 2 + window % 3])
        there = torch.arange(T).view(T, 1) < lengths
        x = torch.nn.functional.one_hot(tokens.view(T, B), V).double()
        packed = pack_padded_sequence(x, lengths, enforce_sorted=False)
        for layer in layers:
            packed, state = layer(packed)
        steps, _ = pad_packed_sequence(packed, total_length=T)
        if readout == "steps":
            loss = torch.nn.functional.cross_entropy(output(steps)[there], targets[there])
        else:
            if readout == "last":
                hidden = state[0] if kind == "lstm" else state
                summary = torch.cat([hidden[0], hidden[1]], dim=1)
            elif readout == "mean":
                summary = (steps * there.unsqueeze(2)).sum(0) / lengths.view(B, 1)
            else:
                summary = steps.masked_fill(~there.unsqueeze(2), -math.inf).max(0).values
            loss = torch.nn.functional.cross_entropy(output(summary), targets[0])
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
    print(kind + "-" + readout, *losses, total, squares)


for name in ("rnn", "lstm", "gru"):
    for what in ("steps", "last", "mean", "max"):
        run(name, what)
