"""A2C (Mnih et al., 2016): the gradient of its loss and two whole updates with RMSProp.

loss = -mean(A * log pi(a|s)) + valueCoefficient * mean((v - R)^2) - entropyCoefficient * mean(entropy), A not normalized and
without gradient; the value loss has no half. The global norm of the gradients is clipped (see ppo_update.py), then one step
of RMSProp, decay 0.99: v <- 0.99 * v + 0.01 * g^2, then p <- p - rate * g / (sqrt(v) + epsilon) ("outside", torch's form,
against which it is checked) or p <- p - rate * g / sqrt(v + epsilon) ("inside"). v begins with 0 ("outside", "inside"), with
epsilon ("outsideFromEpsilon") or with 1 ("insideFromOne", TensorFlow's). Run: python3 a2c.py, which writes a2c.json.
"""

import copy

import torch
from torch.distributions import Categorical

from fixture import Given, close, gradient, network, weights, write

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
    """The formulas above."""

    def __init__(self, parameters, begun, inside):
        self.parameters, self.inside = list(parameters), inside
        self.v = [torch.full_like(p, begun) for p in self.parameters]

    def zero_grad(self):
        for p in self.parameters:
            p.grad = None

    def step(self):
        rate, decay, epsilon = (SETTINGS[key] for key in ("learningRate", "decay", "epsilon"))
        with torch.no_grad():
            for p, v in zip(self.parameters, self.v):
                v.mul_(decay).addcmul_(p.grad, p.grad, value=1 - decay)
                p.sub_(rate * p.grad / ((v + epsilon).sqrt() if self.inside else v.sqrt() + epsilon))


FORMS = {
    "outside": (0.0, False),
    "outsideFromEpsilon": (SETTINGS["epsilon"], False),
    "inside": (0.0, True),
    "insideFromOne": (1.0, True),
}


def library(parameters):
    return torch.optim.RMSprop(
        parameters, lr=SETTINGS["learningRate"], alpha=SETTINGS["decay"], eps=SETTINGS["epsilon"]
    )


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
    checked, checked_critic = copy.deepcopy(policy), copy.deepcopy(critic)
    optimizer = library([*checked.parameters(), *checked_critic.parameters()])
    for batch in batches:
        update(checked, checked_critic, optimizer, batch)
    for name, form in FORMS.items():
        p, c = copy.deepcopy(policy), copy.deepcopy(critic)
        optimizer = WrittenRmsProp([*p.parameters(), *c.parameters()], *form)
        result[name] = {
            "updates": [update(p, c, optimizer, batch) for batch in batches],
            "after": {"policy": weights(p), "values": weights(c)},
        }
        if name == "outside":
            for a, b in zip([*p.parameters(), *c.parameters()], [*checked.parameters(), *checked_critic.parameters()]):
                close(a, b)
    write("a2c", result)


main()
