"""The whole loop of PPO on CartPole in PyTorch, as its users write it; see loop.py for the arguments.

The settings are those published with CleanRL's ppo.py: 4 copies, 128 steps, 4 epochs of 4 minibatches, rate 2.5e-4
annealed to 0 over 500,000 steps, Adam with epsilon 1e-5, discount 0.99, lambda 0.95, clipping of ratios and values at
0.2, entropy 0.01, value loss 0.5, norm of the gradients 0.5, advantages normalized in each minibatch, and a tanh MLP of
64-64 each for policy and value, orthogonal at the start. An end of either kind is an end, as there. No logging.
"""

import numpy as np
import torch
from torch import nn

import loop
from cartpole import BATCH, COPIES, ITERATIONS, KINDS, STEPS

RATE, DISCOUNT, LAMBDA, CLIP, ENTROPY, VALUE, NORM = 2.5e-4, 0.99, 0.95, 0.2, 0.01, 0.5, 0.5
EPOCHS, MINIBATCH = 4, BATCH // 4
OBSERVATION, ACTIONS, UNITS = 4, 2, 64


def linear(inputs, outputs, gain=2**0.5):
    layer = nn.Linear(inputs, outputs)
    nn.init.orthogonal_(layer.weight, gain)
    nn.init.zeros_(layer.bias)
    return layer


def network(outputs, gain):
    return nn.Sequential(
        linear(OBSERVATION, UNITS), nn.Tanh(), linear(UNITS, UNITS), nn.Tanh(), linear(UNITS, outputs, gain)
    )


def advantages_of(rewards, values, ended, last_values, last_ended):
    """ended[t] is whether the step before t ended an episode."""
    advantages, carried = np.zeros_like(rewards), np.zeros(COPIES, dtype=np.float32)
    following, goes_on = last_values, 1 - last_ended
    for t in range(STEPS - 1, -1, -1):
        delta = rewards[t] + DISCOUNT * following * goes_on - values[t]
        advantages[t] = carried = delta + DISCOUNT * LAMBDA * goes_on * carried
        following, goes_on = values[t], 1 - ended[t]
    return advantages


def loss_of(policy, value, observations, actions, old, advantages, returns, old_values):
    advantages = (advantages - advantages.mean()) / (advantages.std() + 1e-8)
    logs = torch.log_softmax(policy(observations), 1)
    ratio = (logs.gather(1, actions).squeeze(1) - old).exp()
    policy_loss = torch.max(-advantages * ratio, -advantages * ratio.clamp(1 - CLIP, 1 + CLIP)).mean()
    values = value(observations).squeeze(1)
    near = old_values + (values - old_values).clamp(-CLIP, CLIP)
    value_loss = 0.5 * torch.max((values - returns) ** 2, (near - returns) ** 2).mean()
    entropy = -(logs.exp() * logs).sum(1).mean()
    return policy_loss - ENTROPY * entropy + VALUE * value_loss


def train(copies, clock):
    policy, value = network(ACTIONS, 0.01), network(1, 1.0)
    parameters = [*policy.parameters(), *value.parameters()]
    optimizer = torch.optim.Adam(parameters, lr=RATE, eps=1e-5)
    observations = torch.zeros(STEPS, COPIES, OBSERVATION)
    actions = torch.zeros(STEPS, COPIES, 1, dtype=torch.int64)
    logs, values = torch.zeros(STEPS, COPIES), torch.zeros(STEPS, COPIES)
    rewards, ended = np.zeros((STEPS, COPIES), dtype=np.float32), np.zeros((STEPS, COPIES), dtype=np.float32)
    observation, end = torch.from_numpy(copies.reset()), np.zeros(COPIES, dtype=np.float32)
    for iteration in range(ITERATIONS):
        optimizer.param_groups[0]["lr"] = RATE * (1 - iteration / ITERATIONS)
        with torch.no_grad():
            for t in range(STEPS):
                observations[t], ended[t] = observation, end
                all_logs = torch.log_softmax(policy(observation), 1)
                action = torch.multinomial(all_logs.exp(), 1)
                actions[t], logs[t] = action, all_logs.gather(1, action).squeeze(1)
                values[t] = value(observation).squeeze(1)
                following, rewards[t], end = copies.step(action.squeeze(1).numpy())
                observation, end = torch.from_numpy(following), end.astype(np.float32)
            last_values = value(observation).squeeze(1).numpy()
        advantages = torch.from_numpy(advantages_of(rewards, values.numpy(), ended, last_values, end))
        batch = [
            observations.view(BATCH, OBSERVATION),
            actions.view(BATCH, 1),
            logs.view(BATCH),
            advantages.view(BATCH),
            (advantages + values).view(BATCH),
            values.view(BATCH),
        ]
        for _ in range(EPOCHS):
            order = torch.randperm(BATCH)
            for rows in order.split(MINIBATCH):
                loss = loss_of(policy, value, *(each[rows] for each in batch))
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                nn.utils.clip_grad_norm_(parameters, NORM)
                optimizer.step()
        if clock.passed((iteration + 1) * BATCH):
            return


if __name__ == "__main__":
    loop.main(train, KINDS)
