"""Writes curves.txt: the losses of a small transformer in its first 50 updates.

    python3 curves.py > curves.txt        # PyTorch 1.13

Two blocks of two heads, 16 wide, context 12, GELU by tanh, layer normalization before each branch and at the end, an output tied to
the embedding, with learned or rotary positions. The text is t(0) = 3, t(i + 1) = (5 t(i) + (i i div 3) mod 3) mod 11, of 48 tokens; one
update is four windows of 12 tokens from its beginning on, each of which knows nothing of those before it. AdamW, rate 3e-3 after a warm-up of 10 updates, betas 0.9 and 0.99, decay 0.1 of matrices;
gradient norm at most 0.5. Parameters start as 0.2 sin(k), k = 0, 1, 2, ..., in the order of the flat vector: embedding [V, D] column by
column; positions [T, D] row by row; of each branch gains, shifts, W column by column, b, oW column by column, ob; the last gains and
shifts; the output's bias. Each line: name, then the losses.
"""
import math

import torch
import torch.nn.functional as F

V, D, H, T, L, B, UPDATES = 11, 16, 2, 12, 2, 4, 50
text = [3]
for i in range(B * T - 1):
    text.append((5 * text[-1] + (i * i // 3) % 3) % V)
targets = torch.tensor(text).view(B, T)
inputs = torch.tensor([0] + text[:-1]).view(B, T)


def run(rotary):
    parameters, position = [], 0

    def take(rows, columns=None):
        nonlocal position
        count = rows * (columns or 1)
        values = [0.2 * math.sin(k) for k in range(position, position + count)]
        position += count
        values = torch.tensor(values, dtype=torch.float64)
        values = values if columns is None else values.view(columns, rows)
        parameters.append(values.requires_grad_())
        return values

    def branch(wide, narrow):
        return [take(D), take(D), take(D, wide), take(wide), take(narrow, D), take(D)]

    embedding = take(V, D)  # [D, V]
    positions = None if rotary else take(D, T)  # [T, D]
    blocks = [(branch(3 * D, D), branch(4 * D, 4 * D)) for _ in range(L)]
    gain, shift = take(D), take(D)
    bias = take(V)

    def turned(x):
        half = D // H // 2
        angle = torch.arange(T).double()[:, None] * 10000 ** (-torch.arange(half).double() / half)
        a, b = x[..., :half], x[..., half:]
        return torch.cat([a * angle.cos() - b * angle.sin(), a * angle.sin() + b * angle.cos()], -1)

    def loss():
        x = F.embedding(inputs, embedding.t())
        x = x if rotary else x + positions
        for attention, mlp in blocks:
            g, s, w, b, ow, ob = attention
            qkv = F.linear(F.layer_norm(x, (D,), g, s), w, b).split(D, 2)
            q, k, v = (z.view(B, T, H, D // H).transpose(1, 2) for z in qkv)
            if rotary:
                q, k = turned(q), turned(k)
            scores = q @ k.transpose(2, 3) / math.sqrt(D // H)
            scores = scores.masked_fill(torch.ones(T, T).triu(1) == 1, float("-inf"))
            x = x + F.linear((scores.softmax(3) @ v).transpose(1, 2).reshape(B, T, D), ow, ob)
            g, s, w, b, ow, ob = mlp
            hidden = F.gelu(F.linear(F.layer_norm(x, (D,), g, s), w, b), approximate="tanh")
            x = x + F.linear(hidden, ow, ob)
        logits = F.linear(F.layer_norm(x, (D,), gain, shift), embedding.t(), bias)
        return F.cross_entropy(logits.view(B * T, V), targets.view(B * T))

    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in parameters if p.dim() == 2], "weight_decay": 0.1},
            {"params": [p for p in parameters if p.dim() == 1], "weight_decay": 0},
        ],
        lr=3e-3,
        betas=(0.9, 0.99),
    )
    losses = []
    for update in range(UPDATES):
        for group in optimizer.param_groups:
            group["lr"] = 3e-3 * min(1, (update + 1) / 10)
        value = loss()
        optimizer.zero_grad()
        value.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 0.5)
        optimizer.step()
        losses.append(value.item())
    print("rotary" if rotary else "learned", *losses)


run(False)
run(True)
