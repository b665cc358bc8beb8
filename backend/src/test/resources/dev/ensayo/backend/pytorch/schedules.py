"""Writes schedules.txt: the learning rates that PyTorch's schedulers give to 30 updates from 0.5.

    python3 schedules.py > schedules.txt        # PyTorch 1.13
"""
import warnings

import torch
from torch.optim import lr_scheduler as s

UPDATES = 30
warnings.simplefilter("ignore")


def rates(make):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.5)
    scheduler = make(optimizer)
    out = []
    for _ in range(UPDATES):
        out.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return out


def warm_up(then):
    """LinearLR goes from start·η to η in total_iters steps; the last of n updates up has all of η."""

    def make(optimizer):
        up = s.LinearLR(optimizer, start_factor=1 / 6, end_factor=1, total_iters=5)
        return s.SequentialLR(optimizer, [up, then(optimizer)], milestones=[6])

    return make


CASES = {
    "{type: step, every: 7, decay: 0.3}": lambda o: s.StepLR(o, 7, gamma=0.3),
    "{type: exponential, decay: 0.9}": lambda o: s.ExponentialLR(o, 0.9),
    "{type: linear, updates: 20, rest: 0.1}": lambda o: s.LinearLR(o, 1, 0.1, 20),
    "{type: warm-up, updates: 6}": warm_up(lambda o: s.ConstantLR(o, factor=1)),
    "{type: warm-up, updates: 6, then: {type: step, every: 7, decay: 0.3}}": warm_up(
        lambda o: s.StepLR(o, 7, gamma=0.3)
    ),
    "{type: warm-up, updates: 6, then: {type: cosine, updates: 24, rest: 0.2}}": warm_up(
        lambda o: s.CosineAnnealingLR(o, 24, eta_min=0.1)
    ),
    "{type: cosine, updates: 30}": lambda o: s.CosineAnnealingLR(o, 30),
}
for name, make in CASES.items():
    print(name)
    print(" ".join(repr(r) for r in rates(make)))
