"""The whole loop of PQN on CartPole in PyTorch, as its users write it; see loop.py for the arguments.

The settings are those published with CleanRL's pqn.py: 4 copies, 128 steps, 4 epochs of 4 minibatches, RAdam with rate
2.5e-4 annealed to 0 over 500,000 steps, discount 0.99, lambda 0.65, epsilon from 1 to 0.05 over the first half, norm of
the gradients 10, mean squared error, and an MLP of 120-84 with layer normalization before each ReLU, orthogonal at the
start. An end of either kind is an end, as there. No logging.
"""

import numpy as np
import torch
import torch.nn.functional as f
from torch import nn

import loop
from cartpole import BATCH, COPIES, ITERATIONS, KINDS, STEPS, STEPS_OF_A_RUN

RATE, DISCOUNT, LAMBDA, NORM = 2.5e-4, 0.99, 0.65, 10
FIRST_EPSILON, LAST_EPSILON, EPSILON_STEPS = 1.0, 0.05, STEPS_OF_A_RUN // 2
EPOCHS, MINIBATCH = 4, BATCH // 4
OBSERVATION, ACTIONS = 4, 2


def linear(inputs, outputs):
    layer = nn.Linear(inputs, outputs)
    nn.init.orthogonal_(layer.weight, 2**0.5)
    nn.init.zeros_(layer.bias)
    return layer


def network():
    return nn.Sequential(
        linear(OBSERVATION, 120),
        nn.LayerNorm(120),
        nn.ReLU(),
        linear(120, 84),
        nn.LayerNorm(84),
        nn.ReLU(),
        linear(84, ACTIONS),
    )


def targets_of(rewards, maxima, ended, last_maxima, last_ended):
    """ended[t] is whether the step before t ended an episode."""
    targets = np.zeros_like(rewards)
    later = following = last_maxima
    goes_on = 1 - last_ended
    for t in range(STEPS - 1, -1, -1):
        targets[t] = rewards[t] + DISCOUNT * goes_on * (LAMBDA * later + (1 - LAMBDA) * following)
        later, following, goes_on = targets[t], maxima[t], 1 - ended[t]
    return targets


def train(copies, clock):
    q = network()
    optimizer = torch.optim.RAdam(q.parameters(), lr=RATE)
    observations = torch.zeros(STEPS, COPIES, OBSERVATION)
    actions = torch.zeros(STEPS, COPIES, dtype=torch.int64)
    maxima, rewards = np.zeros((STEPS, COPIES), dtype=np.float32), np.zeros((STEPS, COPIES), dtype=np.float32)
    ended = np.zeros((STEPS, COPIES), dtype=np.float32)
    observation, end, step = torch.from_numpy(copies.reset()), np.zeros(COPIES, dtype=np.float32), 0
    for iteration in range(ITERATIONS):
        optimizer.param_groups[0]["lr"] = RATE * (1 - iteration / ITERATIONS)
        with torch.no_grad():
            for t in range(STEPS):
                step += COPIES
                observations[t], ended[t] = observation, end
                best, greedy = q(observation).max(1)
                share = min(1.0, step / EPSILON_STEPS)
                epsilon = FIRST_EPSILON + share * (LAST_EPSILON - FIRST_EPSILON)
                explores = torch.rand(COPIES) < epsilon
                action = torch.where(explores, torch.randint(ACTIONS, (COPIES,)), greedy)
                actions[t], maxima[t] = action, best.numpy()
                following, rewards[t], end = copies.step(action.numpy())
                observation, end = torch.from_numpy(following), end.astype(np.float32)
            last_maxima = q(observation).amax(1).numpy()
        targets = torch.from_numpy(targets_of(rewards, maxima, ended, last_maxima, end)).view(BATCH)
        flat, taken = observations.view(BATCH, OBSERVATION), actions.view(BATCH, 1)
        for _ in range(EPOCHS):
            for rows in torch.randperm(BATCH).split(MINIBATCH):
                values = q(flat[rows]).gather(1, taken[rows]).squeeze(1)
                loss = f.mse_loss(values, targets[rows])
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                nn.utils.clip_grad_norm_(q.parameters(), NORM)
                optimizer.step()
        if clock.passed((iteration + 1) * BATCH):
            return


if __name__ == "__main__":
    loop.main(train, KINDS)
