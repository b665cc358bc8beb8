"""A2C (Mnih et al., 2016): the gradient of its loss and two whole updates with RMSProp.

loss = -mean(A * log pi(a|s)) + valueCoefficient * mean((v - R)^2) - entropyCoefficient * mean(entropy), A not normalized and
without gradient; the value loss has no half. The global norm of the gradients is clipped (see ppo_update.py), then one step
of RMSProp, decay 0.99, in two forms: epsilonOutside is torch's, p <- p - rate * g / (sqrt(v) + epsilon), epsilonInside the
one of the first programs, p <- p - rate * g / sqrt(v + epsilon); v begins with 0 in both ("firstMean" begins with 1, as
TensorFlow's does, epsilon inside). Run: python3 a2c.py, which writes a2c.json beside itself.
"""

import copy

import torch
from torch.distributions import Categorical

from fixture import Given, gradient, network, weights, write

BATCH, OBSERVATION, HIDDEN, ACTIONS = 10, 3, (5, 4), 3
SETTINGS = {
    "learningRate": 0.01,
    "decay": 0.99,
    "epsilon": 1e-5,
    "entropyCoefficient": 0.01,
    "valueCoefficient": 0.5,
    "largestNorm": 0.5,
}


class WrittenRmsProp:
    """Epsilon below the root."""

    def __init__(self, parameters, begun):
        self.parameters = list(parameters)
        self.v = [torch.full_like(p, begun) for p in self.parameters]

    def zero_grad(self):
        for p in self.parameters:
            p.grad = None

    def step(self):
        s = SETTINGS
        with torch.no_grad():
            for p, v in zip(self.parameters, self.v):
                v.mul_(s["decay"]).addcmul_(p.grad, p.grad, value=1 - s["decay"])
                p.sub_(s["learningRate"] * p.grad / (v + s["epsilon"]).sqrt())


OPTIMIZERS = {
    "epsilonOutside": lambda parameters: torch.optim.RMSprop(
        parameters, lr=SETTINGS["learningRate"], alpha=SETTINGS["decay"], eps=SETTINGS["epsilon"]
    ),
    "epsilonInside": lambda parameters: WrittenRmsProp(parameters, 0.0),
    "firstMean": lambda parameters: WrittenRmsProp(parameters, 1.0),
}


def loss_of(logits, values, batch):
    d = Categorical(logits=logits)
    policy = -(batch["advantages"] * d.log_prob(batch["actions"])).mean()
    value = ((values - batch["returns"]) ** 2).mean()
    entropy = d.entropy().mean()
    return policy + SETTINGS["valueCoefficient"] * value - SETTINGS["entropyCoefficient"] * entropy


def update(policy, critic, optimizer, batch):
    loss = loss_of(policy(batch["observations"]), critic(batch["observations"]).squeeze(1), batch)
    optimizer.zero_grad()
    loss.backward()
    parameters = [*policy.parameters(), *critic.parameters()]
    norm = torch.nn.utils.clip_grad_norm_(parameters, SETTINGS["largestNorm"])
    optimizer.step()
    return {"loss": loss.item(), "gradientNorm": norm.item()}


def main():
    numbers = Given(9)
    policy = network(numbers, (OBSERVATION, *HIDDEN, ACTIONS), torch.nn.Tanh)
    critic = network(numbers, (OBSERVATION, *HIDDEN, 1), torch.nn.Tanh)
    batches = [
        {
            "observations": numbers.normal(BATCH, OBSERVATION),
            "actions": numbers.integers(ACTIONS, BATCH),
            "advantages": numbers.normal(BATCH),
            "returns": numbers.normal(BATCH),
        }
        for _ in range(2)
    ]
    logits, values = numbers.normal(BATCH, ACTIONS).requires_grad_(), numbers.normal(BATCH).requires_grad_()
    loss = loss_of(logits, values, batches[0])
    result = {
        **SETTINGS,
        "batches": batches,
        # At outputs that are given, for the first batch.
        "outputs": {
            "logits": logits,
            "values": values,
            "loss": loss,
            "logitsGradient": gradient(loss, logits),
            "valuesGradient": gradient(loss, values),
        },
        "before": {"policy": weights(policy), "values": weights(critic)},
    }
    for name, optimizer in OPTIMIZERS.items():
        p, c = copy.deepcopy(policy), copy.deepcopy(critic)
        o = optimizer([*p.parameters(), *c.parameters()])
        result[name] = {
            "updates": [update(p, c, o, batch) for batch in batches],
            "after": {"policy": weights(p), "values": weights(c)},
        }
    write("a2c", result)


main()
