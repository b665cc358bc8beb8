"""What the scripts of this folder share: given numbers, networks from given weights, optimizers, the file.

Everything is computed in double precision. Given numbers have four decimals, so that a reader that takes them as floats
starts from almost the same ones. See README.md for the meaning of the files' keys.
"""

import json
import math
import os

import numpy as np
import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
HERE = os.path.dirname(os.path.abspath(__file__))


class Given:
    """Numbers that the fixtures start from, rounded to four decimals."""

    def __init__(self, seed):
        self.random = np.random.RandomState(seed)

    def normal(self, *shape, scale=1.0):
        return torch.tensor(np.round(scale * self.random.randn(*shape), 4))

    def uniform(self, low, high, *shape):
        return torch.tensor(np.round(self.random.uniform(low, high, shape), 4))

    def integers(self, bound, *shape):
        return torch.tensor(self.random.randint(bound, size=shape))

    def flags(self, probability, *shape):
        return torch.tensor(self.random.uniform(size=shape) < probability)

    def order(self, count):
        return self.random.permutation(count).tolist()

    def ends(self, steps, copies, probability=0.2):
        """Terminated and truncated [steps][copies], never both; the first copy ends at the last step, truncated."""
        ended = self.flags(probability, steps, copies)
        cut = self.flags(0.5, steps, copies)
        ended[-1, 0], cut[-1, 0] = True, True
        ended[-1, 1], cut[-1, 1] = True, False
        return ended & ~cut, ended & cut


def network(given, sizes, activation, normalized=False, scale=0.6):
    """Linear layers with an activation between them, after a layer normalization where asked for."""
    layers = []
    for i, (inputs, outputs) in enumerate(zip(sizes, sizes[1:])):
        linear = torch.nn.Linear(inputs, outputs)
        set_values(linear.weight, given.normal(outputs, inputs, scale=scale))
        set_values(linear.bias, given.normal(outputs, scale=0.2))
        layers.append(linear)
        if i + 2 < len(sizes):
            if normalized:
                norm = torch.nn.LayerNorm(outputs)
                set_values(norm.weight, 1 + given.normal(outputs, scale=0.1))
                set_values(norm.bias, given.normal(outputs, scale=0.1))
                layers.append(norm)
            layers.append(activation())
    return torch.nn.Sequential(*layers)


def set_values(parameter, values):
    with torch.no_grad():
        parameter.copy_(values)


def weights(module):
    """[{"weight": [out][in], "bias": [out]}] of the linear layers and normalizations, first to last."""
    return [
        {"weight": layer.weight.detach().clone(), "bias": layer.bias.detach().clone()}
        for layer in module
        if hasattr(layer, "weight")
    ]


class EarlyEpsilonAdam:
    """Adam with epsilon added to the root before the correction of the bias: Kingma and Ba (2015), end of section 2.

    p <- p - rate * sqrt(1 - b2^t) / (1 - b1^t) * m / (sqrt(v) + epsilon)
    """

    def __init__(self, parameters, lr, eps, betas=(0.9, 0.999)):
        self.parameters, self.lr, self.eps, self.betas, self.t = list(parameters), lr, eps, betas, 0
        self.m = [torch.zeros_like(p) for p in self.parameters]
        self.v = [torch.zeros_like(p) for p in self.parameters]

    def zero_grad(self):
        for p in self.parameters:
            p.grad = None

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        rate = self.lr * math.sqrt(1 - b2**self.t) / (1 - b1**self.t)
        with torch.no_grad():
            for p, m, v in zip(self.parameters, self.m, self.v):
                m.mul_(b1).add_(p.grad, alpha=1 - b1)
                v.mul_(b2).addcmul_(p.grad, p.grad, value=1 - b2)
                p.sub_(rate * m / (v.sqrt() + self.eps))


ADAMS = {"epsilonAfterCorrection": torch.optim.Adam, "epsilonBeforeCorrection": EarlyEpsilonAdam}


def gradient(scalar, tensor):
    """Of a scalar with regard to a tensor, zeros where it does not depend on it."""
    found = torch.autograd.grad(scalar, tensor, retain_graph=True, allow_unused=True)[0]
    return torch.zeros_like(tensor) if found is None else found


def plain(value):
    if isinstance(value, torch.Tensor):
        return value.detach().tolist()
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value


def close(a, b):
    """The same number found in two ways; a script stops where they differ."""
    assert torch.allclose(torch.as_tensor(a), torch.as_tensor(b), rtol=1e-12, atol=1e-12), (a, b)


def write(name, content):
    """Writes name.json beside this script, one line for each key."""
    lines = [f" {json.dumps(key)}: {json.dumps(plain(value))}" for key, value in content.items()]
    with open(os.path.join(HERE, name + ".json"), "w") as out:
        out.write("{\n" + ",\n".join(lines) + "\n}\n")
