"""A whole update of PQN: four epochs of two minibatches in a given order, layer normalization and RAdam.

Network: Linear, LayerNorm (torch's epsilon 1e-5), ReLU, twice, then Linear. Loss: the mean of (Q(s, a) - target)^2,
without a half. The global norm of the gradients is clipped, then one step of torch's RAdam (Liu et al., 2020, algorithm
2) with betas 0.9 and 0.999 and epsilon 1e-8; eight steps, of which the first five are not rectified:

    rho_inf = 2 / (1 - b2) - 1;  rho_t = rho_inf - 2 * t * b2^t / (1 - b2^t);  m^ = m / (1 - b1^t)
    rho_t > 5: p <- p - rate * m^ * r_t * sqrt(1 - b2^t) / (sqrt(v) + epsilon), else p <- p - rate * m^
    r_t = sqrt((rho_t - 4) * (rho_t - 2) * rho_inf / ((rho_inf - 4) * (rho_inf - 2) * rho_t))

Checked against these formulas. Run: python3 pqn_update.py, which writes pqn_update.json beside itself.
"""

import copy
import math

import torch

from fixture import Given, close, network, weights, write

BATCH, OBSERVATION, HIDDEN, ACTIONS = 12, 3, (6, 5), 3
EPOCHS, MINIBATCH, RATE, NORM = 4, 6, 0.01, 0.5


class WrittenRAdam:
    """The formulas above."""

    def __init__(self, parameters):
        self.parameters, self.t = list(parameters), 0
        self.m = [torch.zeros_like(p) for p in self.parameters]
        self.v = [torch.zeros_like(p) for p in self.parameters]

    def zero_grad(self):
        for p in self.parameters:
            p.grad = None

    def step(self):
        self.t += 1
        b1, b2, t = 0.9, 0.999, self.t
        limit = 2 / (1 - b2) - 1
        rho = limit - 2 * t * b2**t / (1 - b2**t)
        with torch.no_grad():
            for p, m, v in zip(self.parameters, self.m, self.v):
                m.mul_(b1).add_((1 - b1) * p.grad)
                v.mul_(b2).add_((1 - b2) * p.grad**2)
                moved = m / (1 - b1**t)
                if rho > 5:
                    r = math.sqrt((rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho))
                    moved = moved * r * math.sqrt(1 - b2**t) / (v.sqrt() + 1e-8)
                p.sub_(RATE * moved)


def run(q, optimizer, given):
    steps = []
    for order in given["orders"]:
        for first in range(0, BATCH, MINIBATCH):
            rows = order[first : first + MINIBATCH]
            values = q(given["observations"][rows]).gather(1, given["actions"][rows].unsqueeze(1)).squeeze(1)
            loss = ((values - given["targets"][rows]) ** 2).mean()
            optimizer.zero_grad()
            loss.backward()
            norm = torch.nn.utils.clip_grad_norm_(q.parameters(), NORM)
            optimizer.step()
            steps.append({"loss": loss.item(), "meanValue": values.mean().item(), "gradientNorm": norm.item()})
    return steps


def main():
    numbers = Given(5)
    q = network(numbers, (OBSERVATION, *HIDDEN, ACTIONS), torch.nn.ReLU, normalized=True)
    given = {
        "observations": numbers.normal(BATCH, OBSERVATION),
        "actions": numbers.integers(ACTIONS, BATCH),
        "targets": numbers.normal(BATCH),
        "orders": [numbers.order(BATCH) for _ in range(EPOCHS)],
    }
    first_values, written = q(given["observations"]).detach(), copy.deepcopy(q)
    before = weights(q)
    steps = run(q, torch.optim.RAdam(q.parameters(), lr=RATE), given)
    run(written, WrittenRAdam(written.parameters()), given)
    for a, b in zip(q.parameters(), written.parameters()):
        close(a, b)
    write(
        "pqn_update",
        {
            "learningRate": RATE,
            "largestNorm": NORM,
            "minibatch": MINIBATCH,
            "normalizationEpsilon": 1e-5,
            **given,
            "firstValues": first_values,
            "before": before,
            "steps": steps,
            "after": weights(q),
        },
    )


main()
