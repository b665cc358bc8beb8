"""Writes curves.txt: the losses of an LSTM and a GRU language model in their first 50 updates.

    python3 curves.py > curves.txt        # PyTorch 1.13

One layer of 32 units over one-hot tokens (V = 11), softmax output; 4 streams, windows of 20 tokens,
the state carried over a window's edge, the gradient not, and the state zero again at the start of
each epoch of 10 windows. Adam, rate 1e-2, on the mean over the tokens, gradient norm at most 0.5.
The text is t(0) = 3, t(i + 1) = (5 t(i) + (i i div 3) mod 3) mod 11, of 800 tokens; before its first
token stands token 0. Parameters start as 0.2 sin(k), k = 0, 1, 2, ..., in Deeplearning4j's order: input
weights, recurrent weights (both column by column, the gates' columns side by side) and biases, then
the output's. PyTorch adds two biases where Deeplearning4j has one: the recurrent one is zero and
not learned, except that of a GRU's candidate.
Each line: name, then the losses.
"""
import math

import torch

V, UNITS, B, T, WINDOWS, UPDATES = 11, 32, 4, 20, 10, 50
# Where PyTorch's gate blocks stand in Deeplearning4j's order (LSTM: a, f, o, g = g, f, o, i).
ORDER = {"lstm": [2, 1, 3, 0], "gru": [0, 1, 2]}
CLASS = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU}

text = [3]
for i in range(B * T * WINDOWS - 1):
    text.append((5 * text[-1] + (i * i // 3) % 3) % V)
targets = torch.tensor(text).view(B, WINDOWS, T)
inputs = torch.tensor([0] + text[:-1]).view(B, WINDOWS, T)


def run(kind):
    position = 0
    gates = len(ORDER[kind])

    def take(count):
        nonlocal position
        position += count
        values = [0.2 * math.sin(k) for k in range(position - count, position)]
        return torch.tensor(values, dtype=torch.float64)

    layer = CLASS[kind](V, UNITS, batch_first=True).double()
    output = torch.nn.Linear(UNITS, V).double()
    w = take(V * gates * UNITS).view(gates, UNITS, V)
    rw = take(UNITS * gates * UNITS).view(gates, UNITS, UNITS)
    b = take(gates * UNITS).view(gates, UNITS)
    mask = torch.zeros_like(layer.bias_hh_l0)
    with torch.no_grad():
        for own, theirs in enumerate(ORDER[kind]):
            rows = slice(theirs * UNITS, (theirs + 1) * UNITS)
            layer.weight_ih_l0[rows] = w[own]
            layer.weight_hh_l0[rows] = rw[own]
            layer.bias_ih_l0[rows] = b[own]
        layer.bias_hh_l0.zero_()
        if kind == "gru":
            layer.bias_hh_l0[2 * UNITS :] = take(UNITS)
            mask[2 * UNITS :] = 1
        output.weight.copy_(take(V * UNITS).view(V, UNITS))
        output.bias.copy_(take(V))

    learned = list(layer.parameters()) + list(output.parameters())
    optimizer = torch.optim.Adam(learned, lr=1e-2)
    losses, state = [], None
    for update in range(UPDATES):
        window = update % WINDOWS
        if window == 0:
            state = None
        x = torch.nn.functional.one_hot(inputs[:, window], V).double()
        hidden, state = layer(x, state)
        state = tuple(s.detach() for s in state) if kind == "lstm" else state.detach()
        logits = output(hidden).reshape(B * T, V)
        loss = torch.nn.functional.cross_entropy(logits, targets[:, window].reshape(B * T))
        optimizer.zero_grad()
        loss.backward()
        layer.bias_hh_l0.grad *= mask
        torch.nn.utils.clip_grad_norm_(learned, 0.5)
        optimizer.step()
        losses.append(loss.item())
    print(kind, *losses)


for name in ORDER:
    run(name)
