"""SAC's pieces (Haarnoja et al., 2018, "Soft actor-critic algorithms and applications", sections 4.2, 5 and appendix C).

    u = mean + exp(logDeviation) * noise;  a = tanh(u)
    log pi = sum_i [ log N(u_i) - log(1 - tanh(u_i)^2) ],  log(1 - tanh(u)^2) = 2 * (log 2 - u - softplus(-2u))

"withEpsilon" is the same with log(1 - a^2 + 1e-6), as widely used programs have it. The density is of actions in
(-1, 1); what scales them to a box adds a constant that nobody counts. Gradients go through u. Some u lie where tanh is 1
in floats. Targets: y = r + gamma * (1 - terminated) * (min(q1, q2) - alpha * log pi'), the q of the target networks.
Actor: mean(alpha * log pi - min(Q1, Q2)(s, a)) through given critics of (observation, action). Temperature:
-mean(log alpha * (log pi + targetEntropy)), and -mean(alpha * (log pi + targetEntropy)), eq. 18, with regard to log alpha.
Run: python3 sac_loss.py, which writes sac_loss.json beside itself.
"""

import torch
import torch.nn.functional as f
from torch.distributions import Normal, TanhTransform, TransformedDistribution

from fixture import Given, gradient, network, weights, write

BATCH, OBSERVATION, SIZE, HIDDEN = 6, 3, 2, (6, 5)


def squashed(means, log_deviations, noise):
    u = means + log_deviations.exp() * noise
    gaussian = Normal(means, log_deviations.exp()).log_prob(u)
    actions = torch.tanh(u)
    exact = (gaussian - 2 * (torch.log(torch.tensor(2.0)) - u - f.softplus(-2 * u))).sum(1)
    rough = (gaussian - torch.log(1 - actions**2 + 1e-6)).sum(1)
    return actions, exact, rough


def main():
    numbers = Given(6)
    means = torch.cat([numbers.normal(BATCH - 2, SIZE), torch.tensor([[4.0, -5.0], [9.5, -12.0]])]).requires_grad_()
    log_deviations = numbers.normal(BATCH, SIZE, scale=0.5).requires_grad_()
    noise = numbers.normal(BATCH, SIZE)
    actions, exact, rough = squashed(means, log_deviations, noise)
    # The same by torch's own transformed distribution, where tanh can be undone.
    library = TransformedDistribution(Normal(means, log_deviations.exp()), TanhTransform(cache_size=1))
    inner = slice(0, BATCH - 2)
    assert torch.allclose(library.log_prob(actions)[inner].sum(1), exact[inner], rtol=1e-6)
    log_probability = {
        "logProbabilities": exact,
        "withEpsilon": rough,
        # Of the sum over the batch.
        "meansGradient": gradient(exact.sum(), means),
        "logDeviationsGradient": gradient(exact.sum(), log_deviations),
    }

    alpha, gamma = 0.3, 0.97
    bootstrap = {
        "rewards": numbers.normal(BATCH),
        "terminated": numbers.flags(0.4, BATCH),
        "nextLogProbabilities": numbers.normal(BATCH),
        "q1": numbers.normal(BATCH),
        "q2": numbers.normal(BATCH),
    }
    least = torch.min(bootstrap["q1"], bootstrap["q2"]) - alpha * bootstrap["nextLogProbabilities"]
    targets = bootstrap["rewards"] + gamma * ~bootstrap["terminated"] * least

    critics = [network(numbers, (OBSERVATION + SIZE, *HIDDEN, 1), torch.nn.ReLU) for _ in range(2)]
    observations = numbers.normal(BATCH, OBSERVATION)
    values = torch.cat([q(torch.cat([observations, actions], 1)) for q in critics], 1)
    # Either critic has the smaller value somewhere.
    assert 0 < values.argmin(1).sum() < BATCH
    actor_loss = (alpha * exact - values.min(1).values).mean()

    target_entropy, log_alpha = -2.0, torch.tensor(-1.2, requires_grad=True)
    mismatch = (exact + target_entropy).detach()
    temperature = {"log": -(log_alpha * mismatch).mean(), "alpha": -(log_alpha.exp() * mismatch).mean()}
    write(
        "sac_loss",
        {
            "means": means,
            "logDeviations": log_deviations,
            "noise": noise,
            "actions": actions,
            "logProbability": log_probability,
            "target": {"alpha": alpha, "discount": gamma, **bootstrap, "targets": targets},
            "actor": {
                "alpha": alpha,
                "observations": observations,
                "critics": [weights(q) for q in critics],
                "values": values,
                "loss": actor_loss,
                "meansGradient": gradient(actor_loss, means),
                "logDeviationsGradient": gradient(actor_loss, log_deviations),
            },
            "temperature": {
                "targetEntropy": target_entropy,
                "logAlpha": log_alpha,
                **{
                    name: {"loss": loss, "gradient": gradient(loss, log_alpha)} for name, loss in temperature.items()
                },
            },
        },
    )


main()
