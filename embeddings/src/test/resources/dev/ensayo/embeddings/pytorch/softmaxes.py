"""Writes softmaxes.txt: python3 softmaxes.py > softmaxes.txt

Four sentences' worth of skip-gram and of CBOW, one pair (or window) after the other by plain gradient descent, with
PyTorch's cross_entropy over all words, and with binary_cross_entropy_with_logits over a tree of five words that is
written out here: counts 15, 7, 6, 6, 5, whose codes by word2vec.c's rules are those below (node: code).

A line of text: name, then numbers. Weights start as sin(1), sin(2), … of which every second row's sign is turned.
"""
import math
import torch
import torch.nn.functional as F

V, D, RATE, WINDOW = 5, 3, 0.25, 2
TEXT = [0, 3, 1, 1, 4, 2, 0, 2, 3, 0, 1, 4]
# inner nodes by the order in which they are made: 0 = {5, 6}, 1 = {6, 7}, 2 = {0, 1}, 3 = {15, 2}
# of two nodes the lighter one, which is taken first, is 0
TREE = {0: [(3, 0)], 1: [(3, 1), (2, 1), (1, 1)], 2: [(3, 1), (2, 1), (1, 0)], 3: [(3, 1), (2, 0), (0, 1)], 4: [(3, 1), (2, 0), (0, 0)]}


def start(rows, shift):
    return torch.tensor(
        [[math.sin(1 + shift + r * D + i) * (-1) ** r for i in range(D)] for r in range(rows)], dtype=torch.float64, requires_grad=True
    )


def loss(h, output, word, full):
    logits = output @ h
    if full:
        return F.cross_entropy(logits[None], torch.tensor([word]))
    nodes = [n for n, _ in TREE[word]]
    ones = torch.tensor([1.0 - c for _, c in TREE[word]], dtype=torch.float64)
    return F.binary_cross_entropy_with_logits(logits[nodes], ones, reduction="sum")


def step(value, input, output, times):
    grads = torch.autograd.grad(value, [input, output])
    with torch.no_grad():
        input -= RATE * times * grads[0]
        output -= RATE * grads[1]
    return float(value)


for full in [True, False]:
    for cbow in [False, True]:
        input, output = start(V, 0), start(V if full else V - 1, 100)
        total = 0
        for c, word in enumerate(TEXT):
            around = [TEXT[i] for i in range(max(0, c - WINDOW), min(len(TEXT), c + WINDOW + 1)) if i != c]
            if cbow:
                # each word around takes the whole change of the mean, as in word2vec.c
                total += step(loss(input[around].mean(0), output, word, full), input, output, len(around))
            else:
                for context in around:
                    total += step(loss(input[context], output, word, full), input, output, 1)
        name = ("full" if full else "tree") + ("-cbow" if cbow else "-skip-gram")
        print(name, "%.9f" % total, *("%.7f" % x for x in torch.cat([input, output]).flatten().tolist()))
