"""A recurrent layer over a window of ten steps with resets inside, from a stored state, burn-in and all (R2D2; PPO).

Two sequences. Where resets[t][b] is true the state is zero before step t is read. The first burnIn steps only bring the
state up to date: no gradient goes through them, neither of weights nor of inputs, and their outputs count nothing. Loss =
the sum of outputs * upstream over the steps that count; beside its gradients, those with regard to the stored state
(zeros with a burn-in). The cells are torch's, written out and checked against torch.nn's:

    gru, rows of the weights r, z, n: r = s(Wr x + br + Ur h + cr), z likewise,
        n = tanh(Wn x + bn + r * (Un h + cn)), h <- (1 - z) * n + z * h
    lstm, rows i, f, g, o: c <- s(f) * c + s(i) * tanh(g), h <- s(o) * tanh(c)
    rnn: h <- tanh(W x + b + U h + c)

weightInput [gates * units][inputs], weightState [gates * units][units], biasInput, biasState; the biases are added, so that
where there is only one (all but that of n) it is their sum. States are h, for lstm also c. That the window is the same as
the episodes one by one is checked, too. Run: python3 recurrent_window.py, writes recurrent_window.json beside itself.
"""

import torch

from fixture import Given, close, gradient, set_values, write

STEPS, SEQUENCES, INPUTS, UNITS = 10, 2, 3, 4
GATES = {"rnn": 1, "gru": 3, "lstm": 4}
LIBRARY = {"rnn": torch.nn.RNNCell, "gru": torch.nn.GRUCell, "lstm": torch.nn.LSTMCell}
NAMES = ("weightInput", "weightState", "biasInput", "biasState")


def cell(kind, p, x, h, c):
    a, b = x @ p[0].T + p[2], h @ p[1].T + p[3]
    if kind == "rnn":
        return torch.tanh(a + b), c
    if kind == "gru":
        (ar, az, an), (br, bz, bn) = a.chunk(3, 1), b.chunk(3, 1)
        z = torch.sigmoid(az + bz)
        return (1 - z) * torch.tanh(an + torch.sigmoid(ar + br) * bn) + z * h, c
    i, f, g, o = (a + b).chunk(4, 1)
    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(c), c


def library_cell(kind, p):
    found = LIBRARY[kind](INPUTS, UNITS)
    for own, theirs in zip(p, (found.weight_ih, found.weight_hh, found.bias_ih, found.bias_hh)):
        set_values(theirs, own.detach())
    return found


def window(kind, p, inputs, resets, h, c, burn_in):
    outputs = []
    for t in range(STEPS):
        if t == burn_in and burn_in > 0:
            h, c = h.detach(), c.detach()
        keep = (~resets[t]).double().unsqueeze(1)
        h, c = cell(kind, p, inputs[t], h * keep, c * keep)
        outputs.append(h)
    return torch.stack(outputs), h, c


def check(kind, p, inputs, resets, stored, outputs):
    """torch's own cells, one episode after another."""
    with torch.no_grad():
        theirs = library_cell(kind, p)
        for b in range(SEQUENCES):
            h, c = (each[b : b + 1] for each in stored)
            for t in range(STEPS):
                if resets[t, b]:
                    h, c = torch.zeros(1, UNITS), torch.zeros(1, UNITS)
                x = inputs[t, b : b + 1]
                h, c = theirs(x, (h, c)) if kind == "lstm" else (theirs(x, h), c)
                close(h[0], outputs[t, b])


def case(kind, p, inputs, resets, stored, upstream, burn_in):
    h, c = (each.clone().requires_grad_() for each in stored)
    outputs, last_h, last_c = window(kind, p, inputs, resets, h, c, burn_in)
    check(kind, p, inputs, resets, stored, outputs)
    loss = (outputs * upstream)[burn_in:].sum()
    result = {
        "burnIn": burn_in,
        "outputs": outputs,
        "lastOutput": last_h,
        "loss": loss,
        "gradients": {name: gradient(loss, each) for name, each in zip(NAMES, p)},
        "inputsGradient": gradient(loss, inputs),
        "storedOutputGradient": gradient(loss, h),
    }
    # Inputs of the burn-in have no gradient: the state they led to is cut off.
    close(result["inputsGradient"][:burn_in], torch.zeros(burn_in, SEQUENCES, INPUTS))
    if kind == "lstm":
        result["lastCell"], result["storedCellGradient"] = last_c, gradient(loss, c)
    return result


def main():
    numbers = Given(11)
    inputs = numbers.normal(STEPS, SEQUENCES, INPUTS).requires_grad_()
    resets = torch.zeros(STEPS, SEQUENCES, dtype=torch.bool)
    resets[4, 0] = resets[2, 1] = resets[7, 1] = True
    upstream = numbers.normal(STEPS, SEQUENCES, UNITS)
    content = {"resets": resets, "inputs": inputs, "upstream": upstream}
    for kind, gates in GATES.items():
        shapes = ((gates * UNITS, INPUTS), (gates * UNITS, UNITS), (gates * UNITS,), (gates * UNITS,))
        p = [numbers.normal(*shape, scale=0.5).requires_grad_() for shape in shapes]
        stored = [numbers.normal(SEQUENCES, UNITS, scale=0.5) for _ in range(2)]
        content[kind] = {
            **dict(zip(NAMES, p)),
            "storedOutput": stored[0],
            **({"storedCell": stored[1]} if kind == "lstm" else {}),
            "cases": [case(kind, p, inputs, resets, stored, upstream, b) for b in (0, 3)],
        }
    write("recurrent_window", content)


main()
