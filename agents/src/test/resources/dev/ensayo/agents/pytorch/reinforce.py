"""REINFORCE (Williams, 1992): returns of whole episodes and the gradients of its loss, with a baseline and without.

G_t = r_t + gamma * G_{t+1} to the end of the episode, a truncated one as it is (Monte Carlo has nothing to bootstrap from).
Loss: -mean over all steps of weight_t * log pi(a_t|s_t), the weight G_t, G_t - b_t, or either times gamma^t ("discounted",
Sutton and Barto, 2018, section 13.3), or G_t - b_t made to mean 0 and standard deviation 1 (n - 1, + 1e-8: "normalized").
Baseline: mean of (b_t - G_t)^2 / 2. Episodes lie one after another, of the given lengths. Run: python3 reinforce.py.
"""

import torch
from torch.distributions import Categorical, Normal

from fixture import Given, close, gradient, write

LENGTHS, ACTIONS, SIZE, GAMMA = (4, 7, 1, 3), 3, 2, 0.9


def returns_and_powers(rewards):
    returns, powers, first = [], [], 0
    for length in LENGTHS:
        episode = rewards[first : first + length]
        found, g = [], 0.0
        for reward in reversed(episode.tolist()):
            g = reward + GAMMA * g
            found.insert(0, g)
        for t in range(length):
            close(found[t], sum(GAMMA ** (k - t) * episode[k] for k in range(t, length)))
        returns += found
        powers += [GAMMA**t for t in range(length)]
        first += length
    return torch.tensor(returns), torch.tensor(powers)


def main():
    numbers, steps = Given(8), sum(LENGTHS)
    rewards, baseline = numbers.normal(steps), numbers.normal(steps).requires_grad_()
    returns, powers = returns_and_powers(rewards)
    left = returns - baseline.detach()
    variants = {
        "plain": returns,
        "baseline": left,
        "discounted": powers * returns,
        "discountedBaseline": powers * left,
        "normalized": (left - left.mean()) / (left.std() + 1e-8),
    }
    logits = numbers.normal(steps, ACTIONS).requires_grad_()
    actions = numbers.integers(ACTIONS, steps)
    means = numbers.normal(steps, SIZE).requires_grad_()
    log_deviations = numbers.normal(SIZE, scale=0.5).requires_grad_()
    reals = numbers.normal(steps, SIZE)
    discrete = Categorical(logits=logits).log_prob(actions)
    continuous = Normal(means, log_deviations.exp().expand_as(means)).log_prob(reals).sum(1)
    baseline_loss = ((baseline - returns) ** 2).mean() / 2

    def losses(log_probabilities, parameters):
        cases = {}
        for name, weight in variants.items():
            loss = -(weight * log_probabilities).mean()
            cases[name] = {"loss": loss, **{key + "Gradient": gradient(loss, p) for key, p in parameters.items()}}
        return cases

    write(
        "reinforce",
        {
            "discount": GAMMA,
            "lengths": LENGTHS,
            "rewards": rewards,
            "baseline": baseline,
            "returns": returns,
            "weights": variants,
            "baselineLoss": {"loss": baseline_loss, "gradient": gradient(baseline_loss, baseline)},
            "discrete": {"logits": logits, "actions": actions, "cases": losses(discrete, {"logits": logits})},
            "continuous": {
                "means": means,
                "logDeviations": log_deviations,
                "actions": reals,
                "cases": losses(continuous, {"means": means, "logDeviations": log_deviations}),
            },
        },
    )


main()
