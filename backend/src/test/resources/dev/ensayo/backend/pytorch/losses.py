"""Writes losses.txt: what PyTorch's losses give on one batch, with the slope in the outputs' sums.

    python3 losses.py > losses.txt        # PyTorch 1.13
"""
import torch
import torch.nn.functional as f

torch.manual_seed(1)
B, O = 5, 4
logits = torch.randn(B, O)
classes = torch.tensor([0, 3, 1, 1, 2])
soft = torch.softmax(torch.randn(B, O), 1)
sample = torch.tensor([0.5, 2.0, 1.0, 0.0, 3.0])
weight = torch.tensor([0.5, 1.0, 2.0, 4.0])


def show(name, values):
    print(name, *(repr(v) for v in values.detach().flatten().tolist()))


def case(name, losses):
    x = logits.clone().requires_grad_()
    each = losses(x)
    each.mean().backward()
    show(name + ".losses", each)
    show(name + ".slope", x.grad)


show("logits", logits)
show("classes", f.one_hot(classes, O).float())
show("soft", soft)
show("sample", sample)
show("weight", weight)
case("smoothed", lambda x: f.cross_entropy(x, classes, label_smoothing=0.1, reduction="none"))
case("smoothed-soft", lambda x: f.cross_entropy(x, soft, label_smoothing=0.3, reduction="none"))
case("class-weights", lambda x: f.cross_entropy(x, classes, weight=weight, reduction="none"))
case(
    "smoothed-class-weights",
    lambda x: f.cross_entropy(x, classes, weight=weight, label_smoothing=0.2, reduction="none"),
)
case("sample-weights", lambda x: sample * f.cross_entropy(x, classes, reduction="none"))
case(
    "sigmoid-output-weights",
    lambda x: f.binary_cross_entropy_with_logits(x, soft, weight=weight, reduction="none").sum(1),
)
case("squared-output-weights", lambda x: (weight * (x - soft) ** 2).mean(1))
case("absolute-output-weights", lambda x: (weight * (x - soft).abs()).mean(1))
case("huber-sample-weights", lambda x: sample * f.smooth_l1_loss(x, soft, reduction="none").sum(1))
