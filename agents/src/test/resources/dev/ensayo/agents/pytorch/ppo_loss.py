"""PPO's losses and their gradients (Schulman et al., 2017, eqs. 7 and 9), by torch.autograd.

    policyLoss = -mean(min(ratio * A, clip(ratio, 1 - c, 1 + c) * A)),  ratio = exp(log pi(a|s) - oldLogProbability)
    valueLoss = mean((v - R)^2) / 2, or clipped: mean(max((v - R)^2, (old + clip(v - old, -c, c) - R)^2)) / 2
    entropy = mean over the batch; approximateKl = mean(ratio - 1 - log ratio); clipFraction = share with |ratio - 1| > c

With "normalized" advantages: (A - mean) / (std + 1e-8), std with n - 1. Gradients are those of each loss alone, so that
the whole one is policy - entropyCoefficient * entropy + valueCoefficient * value. Old log-probabilities are set so that
ratios lie on both sides of both borders, with advantages of both signs; the action is the second most probable one, so
that no old probability exceeds 1. Run: python3 ppo_loss.py, writes ppo_loss.json.
"""

import math

import torch
from torch.distributions import Categorical, Normal

from fixture import Given, gradient, write

BATCH, ACTIONS, SIZE, CLIP = 8, 3, 2, 0.2
RATIOS = (0.5, 0.79, 0.9, 1.0, 1.1, 1.21, 1.6, 0.7)
SIGNS = (1, -1, 1, 1, -1, 1, -1, 1)


def policy_part(log_probabilities, entropies, given, parameters, normalized):
    advantages = given["advantages"]
    if normalized:
        advantages = (advantages - advantages.mean()) / (advantages.std() + 1e-8)
    log_ratio = log_probabilities - given["oldLogProbabilities"]
    ratio = log_ratio.exp()
    loss = -torch.min(ratio * advantages, ratio.clamp(1 - CLIP, 1 + CLIP) * advantages).mean()
    return {
        "normalized": normalized,
        "policyLoss": loss,
        "approximateKl": (ratio - 1 - log_ratio).mean(),
        "plainKl": (-log_ratio).mean(),
        "clipFraction": ((ratio - 1).abs() > CLIP).double().mean(),
        "entropy": entropies.mean(),
        "policyGradient": {name: gradient(loss, p) for name, p in parameters.items()},
        "entropyGradient": {name: gradient(entropies.mean(), p) for name, p in parameters.items()},
    }


def policy(given, parameters, distribution, actions, parts):
    """Both variants, the given old log-probabilities made of the wished ratios first."""

    def evaluated():
        d = distribution()
        log_probabilities, entropies = d.log_prob(actions), d.entropy()
        return (log_probabilities.sum(1), entropies.sum(1)) if parts else (log_probabilities, entropies)

    log_probabilities, entropies = evaluated()
    old = log_probabilities.detach() - torch.tensor([math.log(ratio) for ratio in RATIOS])
    given = {**given, "oldLogProbabilities": torch.round(old, decimals=4)}
    return {
        **{name: p.detach() for name, p in parameters.items()},
        "actions": actions,
        **given,
        "logProbabilities": log_probabilities,
        "cases": [policy_part(log_probabilities, entropies, given, parameters, n) for n in (False, True)],
    }


def value_part(numbers):
    old, returns = numbers.normal(BATCH), numbers.normal(BATCH)
    moved = torch.tensor([0.1, -0.1, 0.5, -0.5, 0.5, -0.5, 0.0, 0.3])
    values = torch.round(old + moved, decimals=4).requires_grad_()
    inside = (values - returns) ** 2
    outside = (old + (values - old).clamp(-CLIP, CLIP) - returns) ** 2
    losses = {"valueLoss": inside.mean() / 2, "clippedValueLoss": torch.max(inside, outside).mean() / 2}
    result = {"oldValues": old, "returns": returns, "values": values, **losses}
    for name, loss in losses.items():
        result[name + "Gradient"] = gradient(loss, values)
    return result


def main():
    numbers = Given(2)
    given = {"advantages": numbers.uniform(0.1, 2, BATCH) * torch.tensor(SIGNS)}
    logits = numbers.normal(BATCH, ACTIONS).requires_grad_()
    means = numbers.normal(BATCH, SIZE).requires_grad_()
    log_deviations = numbers.normal(SIZE, scale=0.5).requires_grad_()
    write(
        "ppo_loss",
        {
            "clip": CLIP,
            "discrete": policy(
                given,
                {"logits": logits},
                lambda: Categorical(logits=logits),
                logits.argsort(1)[:, 1],
                False,
            ),
            "continuous": policy(
                given,
                {"means": means, "logDeviations": log_deviations},
                lambda: Normal(means, log_deviations.exp().expand_as(means)),
                torch.round(means.detach() + numbers.normal(BATCH, SIZE), decimals=4),
                True,
            ),
            "value": value_part(numbers),
        },
    )


main()
