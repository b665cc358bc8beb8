"""One workload of benchmarks/peers in PyTorch, as its users write it.

    python3 peer.py WORKLOAD pytorch-python THREADS FILE

FILE receives the figure by the wall clock, the same by processor time, GFLOP/s of a product 512x512x512 and GFLOP/s of
the workload, as the Java processes write them.
"""
import statistics
import sys
import time

import torch
import torch.nn.functional as f
from torch import nn

ACTIONS, MINATAR_ACTIONS, CLASSES = 2, 6, 10
STEPS, VOCABULARY, CHARACTER_BATCH = 64, 65, 32
ITERATIONS, WARM_UP, ITERATION = 5, 2.5, 0.5


def dqn(online, target, shape, actions):
    batch = shape[0]
    observations, following = torch.rand(shape), torch.rand(shape)
    rewards, taken = torch.rand(batch), torch.randint(actions, (batch, 1))
    optimizer = torch.optim.Adam(online.parameters(), lr=1e-3)

    def call():
        with torch.no_grad():
            targets = rewards + 0.99 * target(following).amax(1)
        values = online(observations).gather(1, taken).squeeze(1)
        loss = f.smooth_l1_loss(values, targets)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()

    return call


def perceptron(first, second):
    return nn.Sequential(
        nn.Linear(4, first), nn.ReLU(), nn.Linear(first, second), nn.ReLU(), nn.Linear(second, ACTIONS)
    )


def dqn_step(batch, first, second):
    flops = 2 * batch * (4 * (4 * first + first * second + second * ACTIONS) - 4 * first)
    return dqn(perceptron(first, second), perceptron(first, second), (batch, 4), ACTIONS), 0, flops


def greedy():
    network, observation = perceptron(64, 64), torch.rand(1, 4)

    def call():
        with torch.inference_mode():
            network(observation)

    return call, 0, 2 * (4 * 64 + 64 * 64 + 64 * ACTIONS)


def minatar():
    def network():
        return nn.Sequential(
            nn.Conv2d(4, 16, 3), nn.ReLU(), nn.Flatten(), nn.Linear(1024, 128), nn.ReLU(), nn.Linear(128, MINATAR_ACTIONS)
        )

    flops = 2 * 32 * (3 * 64 * 16 * 36 + 4 * (1024 * 128 + 128 * MINATAR_ACTIONS))
    return dqn(network(), network(), (32, 4, 10, 10), MINATAR_ACTIONS), 0, flops


def lenet():
    network = nn.Sequential(
        nn.Conv2d(1, 20, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(20, 50, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(800, 500), nn.ReLU(), nn.Linear(500, CLASSES),
    ).to(memory_format=torch.channels_last)
    images = torch.rand(64, 1, 28, 28).to(memory_format=torch.channels_last)
    classes = torch.randint(CLASSES, (64,))
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)

    def call():
        loss = f.cross_entropy(network(images), classes)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()

    rest = 64 * 50 * 20 * 25 + 800 * 500 + 500 * CLASSES
    return call, 64, 2 * 64 * (2 * 576 * 20 * 25 + 3 * rest)


class Minimal(nn.Module):
    """minGRU or minLSTM in the parallel log-space form of Feng et al., "Were RNNs all we needed?", 2024, appendix B."""

    def __init__(self, cell, inputs, units):
        super().__init__()
        self.gates = 2 if cell == "min-gru" else 3
        self.linear = nn.Linear(inputs, self.gates * units)

    def forward(self, x):
        sums = self.linear(x).chunk(self.gates, dim=-1)
        if self.gates == 2:
            log_kept, log_taken = -f.softplus(sums[0]), -f.softplus(-sums[0])
        else:
            difference = f.softplus(-sums[0]) - f.softplus(-sums[1])
            log_kept, log_taken = -f.softplus(difference), -f.softplus(-difference)
        candidate = sums[-1]
        log_candidate = torch.where(candidate >= 0, (f.relu(candidate) + 0.5).log(), -f.softplus(-candidate))
        total = torch.cumsum(log_kept, dim=0)
        return torch.exp(total + torch.logcumsumexp(log_taken + log_candidate - total, dim=0)), None


def characters(cell, units):
    kinds = {
        "rnn": (nn.RNN, 1), "lstm": (nn.LSTM, 4), "gru": (nn.GRU, 3),
        "min-gru": (lambda *sizes: Minimal(cell, *sizes), 0), "min-lstm": (lambda *sizes: Minimal(cell, *sizes), 0),
    }
    kind, gates = kinds[cell]
    layer, output = kind(VOCABULARY, units), nn.Linear(units, VOCABULARY)
    parameters = list(layer.parameters()) + list(output.parameters())
    tokens = torch.randint(VOCABULARY, (STEPS, CHARACTER_BATCH))
    window = f.one_hot(tokens, VOCABULARY).float()
    targets = torch.randint(VOCABULARY, (STEPS * CHARACTER_BATCH,))
    optimizer = torch.optim.Adam(parameters, lr=1e-3)

    def call():
        hidden, _ = layer(window)
        loss = f.cross_entropy(output(hidden).view(-1, VOCABULARY), targets)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 5)
        optimizer.step()

    count = STEPS * CHARACTER_BATCH
    return call, count, 6 * count * (gates * units * units + units * VOCABULARY)


class Block(nn.Module):
    """nanoGPT's block, as it is on a CPU: two residual branches with layer normalization before them."""

    def __init__(self, size, heads):
        super().__init__()
        self.heads = heads
        self.before, self.between = nn.LayerNorm(size), nn.LayerNorm(size)
        self.attention, self.mixed = nn.Linear(size, 3 * size), nn.Linear(size, size)
        self.wide, self.narrow = nn.Linear(size, 4 * size), nn.Linear(4 * size, size)
        self.register_buffer("seen", torch.tril(torch.ones(STEPS, STEPS)) == 1)

    def forward(self, x):
        batch, steps, size = x.shape
        heads = self.attention(self.before(x)).split(size, 2)
        q, k, v = (h.view(batch, steps, self.heads, -1).transpose(1, 2) for h in heads)
        scores = (q @ k.transpose(2, 3)) * (1 / q.shape[3] ** 0.5)
        table = f.softmax(scores.masked_fill(~self.seen, float("-inf")), 3)
        x = x + self.mixed((table @ v).transpose(1, 2).reshape(batch, steps, size))
        return x + self.narrow(f.gelu(self.wide(self.between(x)), approximate="tanh"))


class Transformer(nn.Module):
    def __init__(self, layers, heads, size):
        super().__init__()
        self.embedding, self.positions = nn.Embedding(VOCABULARY, size), nn.Embedding(STEPS, size)
        self.blocks = nn.Sequential(*(Block(size, heads) for _ in range(layers)))
        self.last, self.output = nn.LayerNorm(size), nn.Linear(size, VOCABULARY)
        self.output.weight = self.embedding.weight
        for p in self.parameters():
            if p.dim() == 2:
                nn.init.normal_(p, 0, 0.02)

    def forward(self, tokens):
        x = self.embedding(tokens) + self.positions(torch.arange(STEPS))
        return self.output(self.last(self.blocks(x)))


def transformer(batch=12, layers=4, heads=4, size=128):
    network = Transformer(layers, heads, size)
    parameters = list(network.parameters())
    groups = [
        {"params": [p for p in parameters if p.dim() == 2], "weight_decay": 0.1},
        {"params": [p for p in parameters if p.dim() == 1], "weight_decay": 0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=1e-3, betas=(0.9, 0.99))
    tokens, targets = (torch.randint(VOCABULARY, (batch, STEPS)) for _ in range(2))

    def call():
        loss = f.cross_entropy(network(tokens).view(-1, VOCABULARY), targets.view(-1))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 1)
        optimizer.step()

    weights = 12 * layers * size * size + size * VOCABULARY + layers * STEPS * size
    return call, batch * STEPS, 6 * batch * STEPS * weights


class Tagger(nn.Module):
    def __init__(self, words, size, units, tags):
        super().__init__()
        self.embedding = nn.Embedding(words, size)
        self.layer = nn.LSTM(size, units, bidirectional=True)
        self.output = nn.Linear(2 * units, tags)

    def forward(self, words, lengths):
        packed = nn.utils.rnn.pack_padded_sequence(self.embedding(words), lengths, enforce_sorted=False)
        steps, _ = nn.utils.rnn.pad_packed_sequence(self.layer(packed)[0])
        return self.output(steps)


def tagger(batch=32, words=5000, size=100, units=100, tags=17, shortest=5, longest=40):
    network = Tagger(words, size, units, tags)
    parameters = list(network.parameters())
    lengths = torch.tensor([shortest + b * 7 % batch * (longest - shortest) // (batch - 1) for b in range(batch)])
    there = torch.arange(longest).view(-1, 1) < lengths
    tokens = torch.randint(words, (longest, batch))
    targets = torch.randint(tags, (longest, batch)).masked_fill(~there, -100).view(-1)
    optimizer = torch.optim.Adam(parameters, lr=1e-3)

    def call():
        loss = f.cross_entropy(network(tokens, lengths).view(-1, tags), targets, ignore_index=-100)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 5)
        optimizer.step()

    count = int(lengths.sum())
    return call, count, 6 * count * (2 * 4 * units * (size + units) + 2 * units * tags)


class EncoderDecoder(nn.Module):
    """The encoder's last output at each step of the decoder, and Luong's attention after it."""

    def __init__(self, size, units):
        super().__init__()
        self.read, self.written = nn.Embedding(VOCABULARY, size), nn.Embedding(VOCABULARY, size)
        self.encoder, self.decoder = nn.LSTM(size, units), nn.LSTM(size + units, units)
        self.both, self.output = nn.Linear(2 * units, units, bias=False), nn.Linear(units, VOCABULARY)

    def forward(self, source, before):
        encoded, _ = self.encoder(self.read(source))
        summary = encoded[-1].expand(before.shape[0], -1, -1)
        hidden, _ = self.decoder(torch.cat([self.written(before), summary], 2))
        steps, keys = hidden.transpose(0, 1), encoded.transpose(0, 1)
        table = f.softmax(torch.bmm(steps, keys.transpose(1, 2)), 2)
        both = torch.cat([torch.bmm(table, keys), steps], 2)
        return self.output(torch.tanh(self.both(both)))


def pairs(batch=64, size=64, units=128, steps=16):
    network = EncoderDecoder(size, units)
    parameters = list(network.parameters())
    optimizer = torch.optim.Adam(parameters, lr=1e-3)
    source, before = (torch.randint(VOCABULARY, (steps, batch)) for _ in range(2))
    targets = torch.randint(VOCABULARY, (batch * steps,))

    def call():
        loss = f.cross_entropy(network(source, before).reshape(-1, VOCABULARY), targets)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 1)
        optimizer.step()

    layers = 4 * units * (2 * units + 2 * size) + 4 * units * units / steps
    weights = layers + 2 * steps * units + 2 * units * units + units * VOCABULARY
    return call, batch * steps, 6 * batch * steps * weights


class Segmenter(nn.Module):
    """Scores of coarse pixels, twice as large at each stage, those of finer ones added."""

    def __init__(self, channels=(16, 32, 64), classes=11):
        super().__init__()
        before = (1,) + channels[:-1]
        self.stages = nn.ModuleList(nn.Conv2d(i, o, 3, padding=1) for i, o in zip(before, channels))
        self.bottom, self.scores = nn.Conv2d(channels[-1], channels[-1], 3, padding=1), nn.Conv2d(channels[-1], classes, 1)
        self.skips = nn.ModuleList(nn.Conv2d(o, classes, 1) for o in channels)
        self.up = nn.ModuleList(nn.ConvTranspose2d(classes, classes, 4, stride=2, padding=1) for _ in channels)

    def forward(self, x):
        stages = []
        for stage in self.stages:
            stages.append(f.relu(stage(x)))
            x = f.max_pool2d(stages[-1], 2)
        x = self.scores(f.relu(self.bottom(x)))
        for stage, skip, up in reversed(list(zip(stages, self.skips, self.up))):
            x = up(x) + skip(stage)
        return x


def segmenter(batch=16, side=48, classes=11):
    network = Segmenter(classes=classes).to(memory_format=torch.channels_last)
    pictures = torch.rand(batch, 1, side, side).to(memory_format=torch.channels_last)
    targets = torch.randint(classes, (batch, side, side))
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)

    def call():
        loss = f.cross_entropy(network(pictures), targets)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()

    first = 48 * 48 * 9 * 16
    stages = 9 * (24 * 24 * 16 * 32 + 12 * 12 * 32 * 64 + 6 * 6 * 64 * 64)
    scores = 11 * (48 * 48 * 16 + 24 * 24 * 32 + 12 * 12 * 64 + 6 * 6 * 64)
    up = 16 * 11 * 11 * (6 * 6 + 12 * 12 + 24 * 24)
    return call, batch, 2 * batch * (2 * first + 3 * (stages + scores + up))


def autoencoder(batch=256, inputs=784, code=32):
    network = nn.Sequential(nn.Linear(inputs, code), nn.ReLU(), nn.Linear(code, inputs))
    pictures = torch.rand(batch, inputs)
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3)

    def call():
        loss = f.binary_cross_entropy_with_logits(network(pictures), pictures)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()

    return call, batch, 2 * batch * 5 * inputs * code


def workload(name):
    if name == "segmenter":
        return segmenter()
    if name == "autoencoder":
        return autoencoder()
    if name == "encoder-decoder":
        return pairs()
    if name == "bidirectional-tagger":
        return tagger()
    if name == "transformer":
        return transformer()
    if name.startswith("dqn-step-64"):
        return dqn_step(64, 64, 64)
    if name.startswith("dqn-step-120"):
        return dqn_step(128, 120, 84)
    if name.startswith("greedy"):
        return greedy()
    if name.startswith("minatar"):
        return minatar()
    if name == "lenet":
        return lenet()
    cell, units = name.rsplit("-", 1)
    return characters(cell, int(units))


def seconds(call):
    begun, calls = time.process_time(), 0
    while calls < 3 or time.process_time() - begun < WARM_UP:
        call()
        calls += 1
    burst = max(3, int(ITERATION * calls / (time.process_time() - begun)))
    wall, processor = [], []
    for _ in range(ITERATIONS):
        start, processor_start = time.perf_counter(), time.process_time()
        for _ in range(burst):
            call()
        processor.append((time.process_time() - processor_start) / burst)
        wall.append((time.perf_counter() - start) / burst)
    return statistics.median(wall), statistics.median(processor)


def main(name, threads, path):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    call, amount, flops = workload(name)
    wall, processor = seconds(call)
    a = torch.ones(512, 512)
    peak = 0
    for _ in range(100):
        start = time.perf_counter()
        torch.mm(a, a)
        peak = max(peak, 2 * 512**3 / (time.perf_counter() - start) / 1e9)
    figures = [amount / s if amount else s * 1e6 for s in (wall, processor)]
    with open(path, "w") as out:
        out.write(f"{figures[0]} {figures[1]} {peak} {flops / wall / 1e9}\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[3]), sys.argv[4])
