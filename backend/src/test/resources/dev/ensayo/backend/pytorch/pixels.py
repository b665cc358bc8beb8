"""Writes pixels.txt beside this file: a transposed convolution and a loss at each pixel of its output.

Run with `python3 pixels.py`; the numbers were computed in double with PyTorch 1.13. Kernels are
[in, out, height, width], images [batch, channels, height, width]. The loss of an example is the sum
over its pixels; gradients are those of the mean over the batch.

A line is a name and its numbers.
"""

import pathlib

import torch
import torch.nn.functional as f
from torch import nn

torch.manual_seed(3)
torch.set_default_dtype(torch.float64)
lines = [f"# PyTorch {torch.__version__}"]


def write(name, tensor):
    numbers = " ".join(f"{float(x):.13g}" for x in tensor.detach().reshape(-1))
    lines.append(f"{name} {numbers}")


B, C, H, W = 3, 4, 7, 8
x = torch.randn(B, 2, 4, 3)
layer = nn.ConvTranspose2d(2, C, kernel_size=(3, 2), stride=(2, 3), padding=(1, 0))
classes = torch.randint(0, C, (B, H, W))
soft = torch.rand(B, C, H, W)
weight = torch.tensor([0.5, 1.0, 2.0, 4.0])
weights = weight.reshape(1, C, 1, 1)
each = torch.rand(B, 1, H, W)
write("x", x)
write("biases", layer.bias)
write("kernels", layer.weight)
write("classes", f.one_hot(classes, C).permute(0, 3, 1, 2).double())
write("soft", soft)
write("pixel_weights", each.expand(B, C, H, W))


def case(name, function, losses):
    layer.zero_grad()
    z = layer(x)
    assert z.shape == (B, C, H, W)
    of_examples = losses(z).reshape(B, -1).sum(1)
    of_examples.mean().backward()
    write(name + ".y", function(z))
    write(name + ".losses", of_examples)
    write(name + ".dbiases", layer.bias.grad)
    write(name + ".dkernels", layer.weight.grad)


def softmax(z):
    return torch.softmax(z, 1)


case("classes", softmax, lambda z: f.cross_entropy(z, classes, reduction="none"))
case("class_weights", softmax, lambda z: f.cross_entropy(z, classes, weight=weight, reduction="none"))
case("pixel_weights", softmax, lambda z: each[:, 0] * f.cross_entropy(z, classes, reduction="none"))
case(
    "sigmoid",
    torch.sigmoid,
    lambda z: f.binary_cross_entropy_with_logits(z, soft, reduction="none"),
)
case("squared", lambda z: z, lambda z: weights * (z - soft) ** 2)
target = pathlib.Path(__file__).with_suffix(".txt")
target.write_text("\n".join(lines) + "\n", encoding="utf-8")
