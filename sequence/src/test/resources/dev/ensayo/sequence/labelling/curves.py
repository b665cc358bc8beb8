"""Writes curves.txt: the losses of text classifiers and taggers in their first 30 updates.

    python3 curves.py > curves.txt        # PyTorch 1.13

Four texts of different lengths, side by side in each update. An embedding of 5 numbers, one recurrent layer of 8 units, forward alone or
both ways, and a softmax over 3 classes: of the last state (of each way), of each unit's mean or maximum over a text's own steps, or at
each step. Adam, rate 1e-2, gradient norm at most 0.5, on the mean over the answers. Words are numbered from 1 by falling count, of equals
the first in the alphabet; 0 is the unknown word. Parameters start as 0.2 sin(k), k = 0, 1, 2, ..., in Deeplearning4j's order: the
embedding column by column; of each way input weights, recurrent weights (both column by column, the gates' columns side by side) and
biases; then the output's. PyTorch adds two biases where Deeplearning4j has one: the recurrent one is zero and not learned, except that of a
GRU's candidate. Each line: name, then the losses.
"""
import collections
import math

import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

TEXTS = ["a b c", "b b a d c", "d a", "c a d d b a"]
CLASSES = [0, 2, 1, 2]
TAGS = [[0, 1, 2], [1, 1, 2, 0, 0], [2, 1], [0, 0, 1, 2, 2, 0]]
D, UNITS, K, UPDATES = 5, 8, 3, 30
ORDER = {"lstm": [2, 1, 3, 0], "gru": [0, 1, 2]}
CLASS = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU}

counts = collections.Counter(" ".join(TEXTS).split())
ids = {word: i + 1 for i, word in enumerate(sorted(counts, key=lambda w: (-counts[w], w)))}
V = len(ids) + 1
lengths = torch.tensor([len(text.split()) for text in TEXTS])
tokens = torch.zeros(len(TEXTS), int(lengths.max()), dtype=torch.long)
tags = torch.full_like(tokens, -100)
for i, text in enumerate(TEXTS):
    tokens[i, : lengths[i]] = torch.tensor([ids[word] for word in text.split()])
    tags[i, : lengths[i]] = torch.tensor(TAGS[i])


def run(kind, ways, readout):
    position = 0
    gates = len(ORDER[kind])

    def take(count):
        nonlocal position
        position += count
        values = [0.2 * math.sin(k) for k in range(position - count, position)]
        return torch.tensor(values, dtype=torch.float64)

    embedding = torch.nn.Embedding(V, D).double()
    layer = CLASS[kind](D, UNITS, batch_first=True, bidirectional=ways == 2).double()
    output = torch.nn.Linear(ways * UNITS, K).double()
    masks = {}
    with torch.no_grad():
        embedding.weight.copy_(take(V * D).view(D, V).t())
        for way in ["", "_reverse"][:ways]:
            w = take(D * gates * UNITS).view(gates, UNITS, D)
            rw = take(UNITS * gates * UNITS).view(gates, UNITS, UNITS)
            b = take(gates * UNITS).view(gates, UNITS)
            recurrent = getattr(layer, "bias_hh_l0" + way)
            masks[recurrent] = torch.zeros_like(recurrent)
            for own, theirs in enumerate(ORDER[kind]):
                rows = slice(theirs * UNITS, (theirs + 1) * UNITS)
                getattr(layer, "weight_ih_l0" + way)[rows] = w[own]
                getattr(layer, "weight_hh_l0" + way)[rows] = rw[own]
                getattr(layer, "bias_ih_l0" + way)[rows] = b[own]
            recurrent.zero_()
            if kind == "gru":
                recurrent[2 * UNITS :] = take(UNITS)
                masks[recurrent][2 * UNITS :] = 1
        output.weight.copy_(take(ways * UNITS * K).view(K, ways * UNITS))
        output.bias.copy_(take(K))

    learned = [p for module in (embedding, layer, output) for p in module.parameters()]
    optimizer = torch.optim.Adam(learned, lr=1e-2)
    losses = []
    for _ in range(UPDATES):
        packed = pack_padded_sequence(
            embedding(tokens), lengths, batch_first=True, enforce_sorted=False
        )
        hidden, last = layer(packed)
        hidden = pad_packed_sequence(hidden, batch_first=True)[0]
        last = last[0] if kind == "lstm" else last
        there = (torch.arange(hidden.shape[1])[None] < lengths[:, None])[..., None]
        read = {
            "last": lambda: torch.cat(list(last), 1),
            "mean": lambda: (hidden * there).sum(1) / lengths[:, None],
            "max": lambda: hidden.masked_fill(~there, float("-inf")).max(1)[0],
            "each": lambda: hidden,
        }[readout]()
        logits = output(read).reshape(-1, K)
        right = tags.reshape(-1) if readout == "each" else torch.tensor(CLASSES)
        loss = torch.nn.functional.cross_entropy(logits, right, ignore_index=-100)
        optimizer.zero_grad()
        loss.backward()
        for recurrent, mask in masks.items():
            recurrent.grad *= mask
        torch.nn.utils.clip_grad_norm_(learned, 0.5)
        optimizer.step()
        losses.append(loss.item())
    name = f"{kind}-{'both' if ways == 2 else 'forward'}-{readout}"
    print(name, *(f"{value:.9f}" for value in losses))


for cell in ORDER:
    for directions in (1, 2):
        for what in ("last", "mean", "max", "each"):
            run(cell, directions, what)
