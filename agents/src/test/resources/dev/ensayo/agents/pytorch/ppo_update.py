"""A whole update of PPO: two epochs of two minibatches in a given order, a network for the policy and one for the values.

Each minibatch: advantages normalized (n - 1, + 1e-8), loss = policyLoss - 0.01 * entropy + 0.5 * clipped valueLoss as in
ppo_loss.py (there the 1/2 of the value loss is inside), the global norm of all gradients clipped (torch's clip_grad_norm_:
g * min(1, norm / (length + 1e-6))), one step of Adam over all parameters with epsilon 1e-5. Adam comes in two forms:
epsilonAfterCorrection is torch's, epsilonBeforeCorrection is the one of fixture.py. Continuous actions have a log standard
deviation that does not depend on the state. Run: python3 ppo_update.py, which writes ppo_update.json beside itself.
"""

import copy

import torch
from torch.distributions import Categorical, Normal

from fixture import ADAMS, Given, network, weights, write

BATCH, OBSERVATION, HIDDEN, ACTIONS, SIZE = 12, 3, (5, 4), 3, 2
EPOCHS, MINIBATCH = 2, 6
SETTINGS = {
    "learningRate": 0.01,
    "epsilon": 1e-5,
    "clip": 0.2,
    "entropyCoefficient": 0.01,
    "valueCoefficient": 0.5,
    "largestNorm": 0.3,
}


class Discrete:
    def __init__(self, numbers):
        self.policy = network(numbers, (OBSERVATION, *HIDDEN, ACTIONS), torch.nn.Tanh)
        self.free = []

    def actions(self, numbers):
        return numbers.integers(ACTIONS, BATCH)

    def evaluate(self, observations, actions):
        d = Categorical(logits=self.policy(observations))
        return d.log_prob(actions), d.entropy()


class Continuous:
    def __init__(self, numbers):
        self.policy = network(numbers, (OBSERVATION, *HIDDEN, SIZE), torch.nn.Tanh)
        self.free = [torch.nn.Parameter(numbers.normal(SIZE, scale=0.3))]

    def actions(self, numbers):
        return numbers.normal(BATCH, SIZE)

    def evaluate(self, observations, actions):
        d = Normal(self.policy(observations), self.free[0].exp().expand(len(observations), SIZE))
        return d.log_prob(actions).sum(1), d.entropy().sum(1)


def state(actor, critic):
    result = {"policy": weights(actor.policy), "values": weights(critic)}
    if actor.free:
        result["logDeviations"] = actor.free[0].detach().clone()
    return result


def step(actor, critic, optimizer, parameters, g, rows):
    s = SETTINGS
    log_probabilities, entropies = actor.evaluate(g["observations"][rows], g["actions"][rows])
    log_ratio = log_probabilities - g["oldLogProbabilities"][rows]
    ratio = log_ratio.exp()
    advantages = g["advantages"][rows]
    advantages = (advantages - advantages.mean()) / (advantages.std() + 1e-8)
    clipped = ratio.clamp(1 - s["clip"], 1 + s["clip"])
    policy_loss = -torch.min(ratio * advantages, clipped * advantages).mean()
    values, old, returns = critic(g["observations"][rows]).squeeze(1), g["oldValues"][rows], g["returns"][rows]
    near = old + (values - old).clamp(-s["clip"], s["clip"])
    value_loss = torch.max((values - returns) ** 2, (near - returns) ** 2).mean() / 2
    entropy = entropies.mean()
    loss = policy_loss - s["entropyCoefficient"] * entropy + s["valueCoefficient"] * value_loss
    optimizer.zero_grad()
    loss.backward()
    norm = torch.nn.utils.clip_grad_norm_(parameters, s["largestNorm"])
    optimizer.step()
    return {
        "policyLoss": policy_loss.item(),
        "valueLoss": value_loss.item(),
        "entropy": entropy.item(),
        "approximateKl": (ratio - 1 - log_ratio).mean().item(),
        "clipFraction": ((ratio - 1).abs() > s["clip"]).double().mean().item(),
        "gradientNorm": norm.item(),
    }


def update(kind, seed):
    numbers = Given(seed)
    actor = kind(numbers)
    critic = network(numbers, (OBSERVATION, *HIDDEN, 1), torch.nn.Tanh)
    observations = numbers.normal(BATCH, OBSERVATION)
    actions = actor.actions(numbers)
    log_probabilities, _ = actor.evaluate(observations, actions)
    values = critic(observations).squeeze(1)
    given = {
        "observations": observations,
        "actions": actions,
        "oldLogProbabilities": torch.round(log_probabilities.detach() + numbers.normal(BATCH, scale=0.1), decimals=4),
        "advantages": numbers.normal(BATCH),
        "returns": numbers.normal(BATCH),
        "oldValues": torch.round(values.detach() + numbers.normal(BATCH, scale=0.1), decimals=4),
        "orders": [numbers.order(BATCH) for _ in range(EPOCHS)],
    }
    result = {**given, "before": state(actor, critic)}
    for name, adam in ADAMS.items():
        a, c = copy.deepcopy(actor), copy.deepcopy(critic)
        parameters = list(a.policy.parameters()) + a.free + list(c.parameters())
        optimizer = adam(parameters, lr=SETTINGS["learningRate"], eps=SETTINGS["epsilon"])
        steps = [
            step(a, c, optimizer, parameters, given, order[first : first + MINIBATCH])
            for order in given["orders"]
            for first in range(0, BATCH, MINIBATCH)
        ]
        result[name] = {"steps": steps, "after": state(a, c)}
    return result


write(
    "ppo_update",
    {**SETTINGS, "minibatch": MINIBATCH, "discrete": update(Discrete, 3), "continuous": update(Continuous, 33)},
)
