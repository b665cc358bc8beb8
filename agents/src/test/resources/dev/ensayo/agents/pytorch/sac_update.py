"""Two whole updates of SAC from given weights, batches and noise.

In this order, alpha being what it was before the update all along: targets of the critics (target networks, the actor's
action for the next observation from nextNoise); one step of Adam on both critics, loss ((Q1 - y)^2 mean + (Q2 - y)^2
mean) / 2; one step of Adam on the actor, mean(alpha * log pi - min(Q1, Q2)), the critics as they are now and the action
from noise; one step of Adam on log alpha, -mean(log alpha * (log pi + targetEntropy)), the same log pi; target networks
<- (1 - tau) * target + tau * critic. The actor has one body (ReLU) whose last layer gives means, then log standard
deviations (no limit of them is reached). log pi as in sac_loss.py, exact. Adam comes in two forms, see ppo_update.py, with
epsilon 1e-8. Run: python3 sac_update.py, which writes sac_update.json beside itself.
"""

import copy

import torch
import torch.nn.functional as f
from torch.distributions import Normal

from fixture import ADAMS, Given, network, weights, write

BATCH, OBSERVATION, SIZE, HIDDEN = 5, 3, 2, (6, 5)
SETTINGS = {
    "learningRate": 0.01,
    "epsilon": 1e-8,
    "discount": 0.97,
    "tau": 0.05,
    "targetEntropy": -2.0,
    "logAlpha": -1.2,
}


def act(actor, observations, noise):
    means, log_deviations = actor(observations).split(SIZE, 1)
    assert log_deviations.abs().max() < 2
    u = means + log_deviations.exp() * noise
    density = Normal(means, log_deviations.exp()).log_prob(u)
    correction = 2 * (torch.log(torch.tensor(2.0)) - u - f.softplus(-2 * u))
    return torch.tanh(u), (density - correction).sum(1)


def both(critics, observations, actions):
    return torch.cat([q(torch.cat([observations, actions], 1)) for q in critics], 1)


def learn(optimizer, loss):
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()


def update(actor, critics, targets, log_alpha, optimizers, batch):
    alpha = log_alpha.detach().exp()
    with torch.no_grad():
        actions, log_probabilities = act(actor, batch["nextObservations"], batch["nextNoise"])
        following = both(targets, batch["nextObservations"], actions).min(1).values - alpha * log_probabilities
        y = batch["rewards"] + SETTINGS["discount"] * ~batch["terminated"] * following
    critic_loss = ((both(critics, batch["observations"], batch["actions"]) - y.unsqueeze(1)) ** 2).mean(0).sum() / 2
    learn(optimizers[0], critic_loss)
    actions, log_probabilities = act(actor, batch["observations"], batch["noise"])
    values = both(critics, batch["observations"], actions)
    # Either critic has the smaller value somewhere.
    assert 0 < values.argmin(1).sum() < BATCH
    actor_loss = (alpha * log_probabilities - values.min(1).values).mean()
    learn(optimizers[1], actor_loss)
    alpha_loss = -(log_alpha * (log_probabilities.detach() + SETTINGS["targetEntropy"])).mean()
    learn(optimizers[2], alpha_loss)
    with torch.no_grad():
        for target, q in zip(targets, critics):
            for old, new in zip(target.parameters(), q.parameters()):
                old.mul_(1 - SETTINGS["tau"]).add_(SETTINGS["tau"] * new)
    return {
        "targets": y,
        "criticLoss": critic_loss.item(),
        "actorLoss": actor_loss.item(),
        "temperatureLoss": alpha_loss.item(),
        "logAlpha": log_alpha.item(),
    }


def state(actor, critics, targets):
    return {
        "actor": weights(actor),
        "critics": [weights(q) for q in critics],
        "targets": [weights(q) for q in targets],
    }


def main():
    numbers = Given(7)
    actor = network(numbers, (OBSERVATION, *HIDDEN, 2 * SIZE), torch.nn.ReLU, scale=0.4)
    critics = [network(numbers, (OBSERVATION + SIZE, *HIDDEN, 1), torch.nn.ReLU) for _ in range(2)]
    targets = [network(numbers, (OBSERVATION + SIZE, *HIDDEN, 1), torch.nn.ReLU) for _ in range(2)]
    batches = [
        {
            "observations": numbers.normal(BATCH, OBSERVATION),
            "actions": numbers.uniform(-1, 1, BATCH, SIZE),
            "rewards": numbers.normal(BATCH),
            "terminated": torch.tensor([False, True, False, False, i == 1]),
            "nextObservations": numbers.normal(BATCH, OBSERVATION),
            "noise": numbers.normal(BATCH, SIZE),
            "nextNoise": numbers.normal(BATCH, SIZE),
        }
        for i in range(2)
    ]
    result = {**SETTINGS, "batches": batches, "before": state(actor, critics, targets)}
    for name, adam in ADAMS.items():
        a, c, t = copy.deepcopy(actor), copy.deepcopy(critics), copy.deepcopy(targets)
        log_alpha = torch.nn.Parameter(torch.tensor(SETTINGS["logAlpha"]))
        options = {"lr": SETTINGS["learningRate"], "eps": SETTINGS["epsilon"]}
        groups = ([p for q in c for p in q.parameters()], a.parameters(), [log_alpha])
        optimizers = [adam(group, **options) for group in groups]
        result[name] = {
            "updates": [update(a, c, t, log_alpha, optimizers, batch) for batch in batches],
            "after": state(a, c, t),
        }
    write("sac_update", result)


main()
