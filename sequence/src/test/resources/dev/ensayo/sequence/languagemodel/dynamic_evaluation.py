"""Dynamic evaluation of a small language model by PyTorch, for AdaptingTokenModelTest.

    python3 dynamic_evaluation.py > dynamic_evaluation.txt

An LSTM of 3 units over one-hot tokens (V 5) and a softmax; the k-th parameter is 0.2 sin k in Deeplearning4j's
order. A text of 30 tokens is predicted token by token, the first from token 0. After each 4 tokens a step of
plain gradient descent, rate 2, is taken on their mean loss, from the state before them, and the parameters go
back a tenth of the way to the first ones (Krause et al., 2018, section 4 without the scaling by gradient
statistics). Each line: decay, then -ln p of the tokens.
"""

import math
import torch

V, U, SEGMENT, RATE = 5, 3, 4, 2.0
TEXT = [(n * n + 2 * n + 1) % V for n in range(30)]
ORDER = [2, 1, 3, 0]  # PyTorch's blocks in Deeplearning4j's order of gates


def run(decay):
    position = 0

    def take(count):
        nonlocal position
        position += count
        return torch.tensor([0.2 * math.sin(k) for k in range(position - count, position)], dtype=torch.float64)

    layer, output = torch.nn.LSTM(V, U).double(), torch.nn.Linear(U, V).double()
    w, rw, b = take(V * 4 * U).view(4, U, V), take(U * 4 * U).view(4, U, U), take(4 * U).view(4, U)
    with torch.no_grad():
        for own, theirs in enumerate(ORDER):
            rows = slice(theirs * U, (theirs + 1) * U)
            layer.weight_ih_l0[rows], layer.weight_hh_l0[rows], layer.bias_ih_l0[rows] = w[own], rw[own], b[own]
        layer.bias_hh_l0.zero_()
        output.weight.copy_(take(U * V).view(V, U))
        output.bias.copy_(take(V))
    learned = [layer.weight_ih_l0, layer.weight_hh_l0, layer.bias_ih_l0, output.weight, output.bias]
    first = [p.detach().clone() for p in learned]
    state, losses = None, []
    inputs = [0] + TEXT[:-1]
    for begin in range(0, len(TEXT), SEGMENT):
        x = torch.nn.functional.one_hot(torch.tensor(inputs[begin : begin + SEGMENT]), V).double().unsqueeze(1)
        targets = torch.tensor(TEXT[begin : begin + SEGMENT])
        h, after = layer(x, state)
        each = torch.nn.functional.cross_entropy(output(h.squeeze(1)), targets, reduction="none")
        losses += each.tolist()
        state = tuple(s.detach() for s in after)
        for p in learned:
            p.grad = None
        each.mean().backward()
        with torch.no_grad():
            for p, p0 in zip(learned, first):
                p -= RATE * p.grad
                p += decay * (p0 - p)
    print(decay, *losses)


run(0.0)
run(0.1)
