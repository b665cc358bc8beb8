"""Writes images.txt beside this file: what PyTorch computes for small convolutional networks.

Run with `python3 images.py`; the numbers were computed in double, 13 digits kept, with PyTorch 1.13. Kernels are
[out, in, height, width], of transposed convolutions [in, out, height, width], and images [batch, channels, height, width], each written row by row. The
loss is the sum of output * weight, so that `weight` is the gradient of the output.

A line is a name and its numbers.
"""

import pathlib

import torch
from torch import nn

torch.manual_seed(7)
torch.set_default_dtype(torch.float64)
lines = [f"# PyTorch {torch.__version__}"]


def write(name, tensor):
    numbers = " ".join(f"{float(x):.13g}" for x in tensor.detach().reshape(-1))
    lines.append(f"{name} {numbers}")


def convolution(name, channels, filters, height, width, kind=nn.Conv2d, **options):
    x = torch.randn(3, channels, height, width, requires_grad=True)
    layer = kind(channels, filters, **options)
    y = layer(x)
    weight = torch.randn_like(y)
    (y * weight).sum().backward()
    write(name + ".x", x)
    write(name + ".kernels", layer.weight)
    write(name + ".biases", layer.bias)
    write(name + ".y", y)
    write(name + ".dy", weight)
    write(name + ".dx", x.grad)
    write(name + ".dkernels", layer.weight.grad)
    write(name + ".dbiases", layer.bias.grad)


def pooling(name, layer, height, width):
    x = torch.randn(3, 2, height, width, requires_grad=True)
    y = layer(x)
    weight = torch.randn_like(y)
    (y * weight).sum().backward()
    write(name + ".x", x)
    write(name + ".y", y)
    write(name + ".dy", weight)
    write(name + ".dx", x.grad)


def normalization(name, layer, shape):
    """One training step from fresh statistics (mean 0, variance 1), then inference."""
    features = shape[1]
    n = 1
    for i, size in enumerate(shape):
        n *= size if i != 1 else 1
    with torch.no_grad():
        layer.weight.copy_(torch.randn(features))
        layer.bias.copy_(torch.randn(features))
    x = (torch.randn(*shape) * 2 + 3).requires_grad_()
    y = layer(x)
    weight = torch.randn_like(y)
    (y * weight).sum().backward()
    write(name + ".x", x)
    write(name + ".scales", layer.weight)
    write(name + ".shifts", layer.bias)
    write(name + ".y", y)
    write(name + ".dy", weight)
    write(name + ".dx", x.grad)
    write(name + ".dscales", layer.weight.grad)
    write(name + ".dshifts", layer.bias.grad)
    write(name + ".mean", layer.running_mean)
    # PyTorch stores the variance divided by n - 1: from 1 at the start, back to that by n.
    started = 1 - layer.momentum
    write(name + ".variance", started + (layer.running_var - started) * (n - 1) / n)
    layer.eval()
    with torch.no_grad():
        layer.running_var.copy_(started + (layer.running_var - started) * (n - 1) / n)
    write(name + ".inference", layer(x))


convolution("plain", 2, 3, 5, 6, kernel_size=3)
convolution("wide", 20, 3, 4, 5, kernel_size=(2, 3))
convolution("strided", 2, 3, 7, 6, kernel_size=(3, 2), stride=(2, 3), padding=(1, 2))
convolution("dilated", 3, 2, 8, 9, kernel_size=(2, 3), dilation=(3, 2), padding=(0, 1))
convolution("dilated_rows", 18, 2, 8, 5, kernel_size=(3, 3), dilation=(2, 1), stride=(1, 2))
pooling("max", nn.MaxPool2d(2), 6, 7)
pooling("max_overlapping", nn.MaxPool2d((3, 2), stride=(2, 1), padding=(1, 1)), 6, 7)
pooling("mean", nn.AvgPool2d(3, stride=2, padding=1, count_include_pad=False), 6, 7)
pooling("mean_of_window", nn.AvgPool2d(3, stride=2, padding=1, count_include_pad=True), 6, 7)
normalization("normalized_images", nn.BatchNorm2d(4, eps=1e-3, momentum=0.2), (5, 4, 3, 2))
normalization("normalized_vectors", nn.BatchNorm1d(6, eps=1e-5, momentum=0.1), (9, 6))
up = nn.ConvTranspose2d
convolution("transposed", 2, 3, 4, 3, kind=up, kernel_size=(2, 3))
convolution("transposed_strided", 3, 2, 3, 4, kind=up, kernel_size=2, stride=2)
convolution("transposed_cut", 2, 3, 4, 3, kind=up, kernel_size=(4, 3), stride=(2, 3), padding=(1, 2))
convolution("transposed_wide", 3, 20, 3, 2, kind=up, kernel_size=3, stride=2, padding=1)
target = pathlib.Path(__file__).with_suffix(".txt")
target.write_text("\n".join(lines) + "\n", encoding="utf-8")
