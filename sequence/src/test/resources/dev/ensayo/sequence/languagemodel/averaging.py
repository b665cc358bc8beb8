"""When NT-ASGD begins to average, for WeightAverageTest.

    python3 averaging.py > averaging.txt

Each line: n, the test at which averaging begins (-1 for never), and the validation losses. The condition is
the line of the authors' program (Merity et al., 2018): after each epoch, with the losses of the epochs before
it in best_val_loss,

    len(best_val_loss) > args.nonmono and val_loss > min(best_val_loss[:-args.nonmono])

What is averaged is checked here, too: torch.optim.ASGD with t0 = 0 and lambd = 0, as that program makes it,
keeps the mean of the parameters after each step but the first, whose weight it sets to 0.
"""

import math
import torch


def begins(losses, nonmono):
    best_val_loss = []
    for epoch, val_loss in enumerate(losses):
        if len(best_val_loss) > nonmono and val_loss > min(best_val_loss[:-nonmono]):
            return epoch
        best_val_loss.append(val_loss)
    return -1


for n in (1, 2, 5):
    for series in range(6):
        losses = [round(6 - t / (3 + series) + math.sin(t * (1 + series)) * series / 2, 3) for t in range(24)]
        print(n, begins(losses, n), *losses)

x = torch.nn.Parameter(torch.tensor([1.0, -2.0], dtype=torch.float64))
optimizer = torch.optim.ASGD([x], lr=0.3, t0=0, lambd=0.0)
path = []
for step in range(20):
    optimizer.zero_grad()
    (x * x * torch.tensor([0.5, 1.5])).sum().backward()
    optimizer.step()
    path.append(x.detach().clone())
assert torch.allclose(optimizer.state[x]["ax"], torch.stack(path[1:]).mean(0), atol=1e-12)
