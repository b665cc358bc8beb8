"""The whole loop of SAC on Pendulum in PyTorch, as its users write it; see loop.py for the arguments.

The settings are those of RL Zoo's sac.yml for Pendulum-v1 over the defaults of Stable-Baselines3: rate 1e-3, a memory of a
million, 100 random steps at first, then one update of 256 transitions a step, discount 0.99, tau 0.005, a temperature
learned from 1 with the target entropy -1, and ReLU MLPs of 256-256 for the actor and each of two critics. A truncation is
not an end. No logging.
"""

import math

import numpy as np
import torch
import torch.nn.functional as f
from torch import nn

import loop
from pendulum import LARGEST_TORQUE, Pendulum

RATE, MEMORY, RANDOM_STEPS, BATCH, DISCOUNT, TAU, TARGET_ENTROPY = 1e-3, 1_000_000, 100, 256, 0.99, 0.005, -1.0
OBSERVATION, ACTION, UNITS, STEPS_OF_A_RUN = 3, 1, 256, 20_000


def network(inputs, outputs):
    return nn.Sequential(
        nn.Linear(inputs, UNITS), nn.ReLU(), nn.Linear(UNITS, UNITS), nn.ReLU(), nn.Linear(UNITS, outputs)
    )


def act(actor, observations):
    """Actions in (-1, 1) and their log-probabilities."""
    means, log_deviations = actor(observations).split(ACTION, 1)
    log_deviations = log_deviations.clamp(-20, 2)
    noise = torch.randn_like(means)
    u = means + log_deviations.exp() * noise
    density = -0.5 * noise**2 - log_deviations - 0.5 * math.log(2 * math.pi)
    return torch.tanh(u), (density - 2 * (math.log(2) - u - f.softplus(-2 * u))).sum(1)


class Memory:
    """The last transitions; none of them ends an episode."""

    def __init__(self):
        self.observations = np.zeros((MEMORY, OBSERVATION), dtype=np.float32)
        self.following = np.zeros((MEMORY, OBSERVATION), dtype=np.float32)
        self.actions = np.zeros((MEMORY, ACTION), dtype=np.float32)
        self.rewards = np.zeros(MEMORY, dtype=np.float32)
        self.size = 0

    def add(self, observation, action, reward, following):
        at = self.size % MEMORY
        self.observations[at], self.actions[at], self.rewards[at] = observation, action, reward
        self.following[at] = following
        self.size += 1

    def sample(self):
        rows = np.random.randint(min(self.size, MEMORY), size=BATCH)
        arrays = (self.observations, self.actions, self.rewards, self.following)
        return [torch.from_numpy(array[rows]) for array in arrays]


class Learner:
    def __init__(self):
        self.actor = network(OBSERVATION, 2 * ACTION)
        self.critics = nn.ModuleList(network(OBSERVATION + ACTION, 1) for _ in range(2))
        self.targets = nn.ModuleList(network(OBSERVATION + ACTION, 1) for _ in range(2))
        self.targets.load_state_dict(self.critics.state_dict())
        self.log_alpha = nn.Parameter(torch.zeros(()))
        groups = (self.actor.parameters(), self.critics.parameters(), [self.log_alpha])
        self.optimizers = [torch.optim.Adam(group, lr=RATE) for group in groups]

    def learn(self, observations, actions, rewards, following):
        alpha = self.log_alpha.detach().exp()
        with torch.no_grad():
            next_actions, next_logs = act(self.actor, following)
            least = torch.min(*(q(torch.cat([following, next_actions], 1)) for q in self.targets)).squeeze(1)
            y = rewards + DISCOUNT * (least - alpha * next_logs)
        pairs = torch.cat([observations, actions], 1)
        critic_loss = 0.5 * sum(f.mse_loss(q(pairs).squeeze(1), y) for q in self.critics)
        self.step(1, critic_loss)
        own, logs = act(self.actor, observations)
        for p in self.critics.parameters():
            p.requires_grad_(False)
        least = torch.min(*(q(torch.cat([observations, own], 1)) for q in self.critics)).squeeze(1)
        self.step(0, (alpha * logs - least).mean())
        for p in self.critics.parameters():
            p.requires_grad_(True)
        self.step(2, -(self.log_alpha * (logs.detach() + TARGET_ENTROPY)).mean())
        with torch.no_grad():
            for target, p in zip(self.targets.parameters(), self.critics.parameters()):
                target.lerp_(p, TAU)

    def step(self, which, loss):
        self.optimizers[which].zero_grad(set_to_none=True)
        loss.backward()
        self.optimizers[which].step()


def train(pendulum, clock):
    learner, memory = Learner(), Memory()
    observation = pendulum.reset()
    for step in range(1, STEPS_OF_A_RUN + 1):
        if step <= RANDOM_STEPS:
            action = np.random.uniform(-1, 1, ACTION)
        else:
            with torch.no_grad():
                action = act(learner.actor, torch.from_numpy(observation).unsqueeze(0))[0].squeeze(0).numpy()
        following, reward, cut = pendulum.step(LARGEST_TORQUE * float(action[0]))
        memory.add(observation, action, reward, following)
        observation = pendulum.reset() if cut else following
        if step > RANDOM_STEPS:
            learner.learn(*memory.sample())
        if clock.passed(step):
            return


if __name__ == "__main__":
    loop.main(train, {"plain": Pendulum})
