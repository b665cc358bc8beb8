"""Losses of small encoder-decoders trained by PyTorch, for TransductionFixtureTest.

    python3 transduction_fixture.py > transduction_fixture.txt

An embedding (3 numbers) and an LSTM (4 units) over the tokens read (V 5); an embedding and an LSTM over the tokens
written before (V 7), each of whose inputs has the encoder's last output beside it; attention or none; softmax. Three
sequences, of 4, 3 and 2 tokens to read and 3, 2 and 1 to write, each computed by itself, so that nothing is padded;
plain gradient descent, rate 0.5, on the mean over the tokens written. Parameters are sin(k) / 2 for k = 0, 1, 2, ... in
Deeplearning4j's order: both embeddings, the LSTM that reads, the one that writes, the attention's, the output's; matrices
column by column. PyTorch adds two biases to a gate where Deeplearning4j has one: the recurrent one is zero and not learned.
Attention is that of Luong et al., 2015, eq. 5, 7 and 8, with the product or with the score of Bahdanau et al., 2015.
Each line: name, ten losses, the sum and the sum of squares of all parameters at the end, and, with attention, the
weights then: for each step and sequence those of four steps read, 0 where there is none.
"""

import math
import torch

SOURCE_V, TARGET_V, D, U, B, S, T, UPDATES, RATE = 5, 7, 3, 4, 3, 4, 3, 10, 0.5
READ, WRITTEN = (4, 3, 2), (3, 2, 1)
# Where PyTorch's gates i, f, g, o stand among Deeplearning4j's a, f, o, g.
ORDER = [2, 1, 3, 0]


def run(attention):
    position = 0
    learned = []

    def take(*shape):
        nonlocal position
        count = math.prod(shape)
        numbers = [math.sin(k) / 2 for k in range(position, position + count)]
        position += count
        return torch.tensor(numbers, dtype=torch.float64).view(shape)

    def parameter(rows, columns):
        own = torch.nn.Parameter(take(columns, rows).t().contiguous())
        learned.append(own)
        return own

    def lstm(inputs):
        layer = torch.nn.LSTM(inputs, U).double()
        w, rw, b = take(4, U, inputs), take(4, U, U), take(4, U)
        with torch.no_grad():
            for own, theirs in enumerate(ORDER):
                rows = slice(theirs * U, (theirs + 1) * U)
                layer.weight_ih_l0[rows] = w[own]
                layer.weight_hh_l0[rows] = rw[own]
                layer.bias_ih_l0[rows] = b[own]
            layer.bias_hh_l0.zero_()
        learned.extend([layer.weight_ih_l0, layer.weight_hh_l0, layer.bias_ih_l0])
        return layer

    source_embedding = parameter(SOURCE_V, D)
    target_embedding = parameter(TARGET_V, D)
    encoder = lstm(D)
    decoder = lstm(D + U)
    if attention == "additive":
        query, key, score = parameter(U, U), parameter(U, U), parameter(U, 1)
    if attention != "none":
        both = parameter(2 * U, U)
    output, bias = parameter(U, TARGET_V), parameter(1, TARGET_V)

    def write(source, before):
        encoded = encoder(source_embedding[source].unsqueeze(1))[0].squeeze(1)
        inputs = torch.cat([target_embedding[before], encoded[-1].expand(len(before), U)], 1)
        h = decoder(inputs.unsqueeze(1))[0].squeeze(1)
        p = None
        if attention != "none":
            if attention == "dot":
                scores = h @ encoded.t()
            else:
                inside = torch.tanh((h @ query).unsqueeze(1) + (encoded @ key).unsqueeze(0))
                scores = (inside @ score).squeeze(2)
            p = torch.softmax(scores, 1)
            h = torch.tanh(torch.cat([p @ encoded, h], 1) @ both)
        return h @ output + bias, p

    def pair(update, b):
        n = update * S * B + torch.arange(READ[b]) * B + b
        m = update * T * B + torch.arange(WRITTEN[b]) * B + b
        return (n * n + n) % SOURCE_V, (m * m + 2 * m) % TARGET_V, (m * 3 + 1) % TARGET_V

    losses = []
    for update in range(UPDATES):
        loss = 0
        for b in range(B):
            source, before, targets = pair(update, b)
            sums, _ = write(source, before)
            loss = loss + torch.nn.functional.cross_entropy(sums, targets, reduction="sum")
        loss = loss / sum(WRITTEN)
        for p in learned:
            p.grad = None
        loss.backward()
        with torch.no_grad():
            for p in learned:
                p -= RATE * p.grad
        losses.append(loss.item())
    total = sum(p.sum().item() for p in learned)
    squares = sum((p * p).sum().item() for p in learned)
    weights = torch.zeros(T, B, S, dtype=torch.float64)
    for b in range(B):
        source, before, _ = pair(0, b)
        _, p = write(source, before)
        if p is not None:
            weights[: WRITTEN[b], b, : READ[b]] = p.detach()
    print(attention, *losses, total, squares, *([] if attention == "none" else weights.flatten().tolist()))


for name in ("none", "additive", "dot"):
    run(name)
