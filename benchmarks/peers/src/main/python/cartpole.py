"""CartPole-v1 in Python, several copies that are stepped together, each begun anew in the step in which it ends.

Two ways to write it: PlainCartPoles steps copy by copy in Python's own floats, as Gymnasium's CartPole-v1 does;
ArrayCartPoles steps all of them by numpy. The dynamics are those of Barto, Sutton and Anderson (1983): Euler steps of 0.02 s,
a push of 10 N, an end beyond 2.4 m or 12 degrees, a truncation after 500 steps, a reward of 1 a step. The rhythm of PPO and
PQN on it is here as well, for it is one: rollouts of 128 steps of 4 copies, 500,000 steps in all.
"""

import math
import random

import numpy as np

GRAVITY, CART, POLE, HALF_LENGTH, PUSH, TAU = 9.8, 1.0, 0.1, 0.5, 10.0, 0.02
TOTAL, POLE_LENGTH = CART + POLE, POLE * HALF_LENGTH
COPIES, STEPS, STEPS_OF_A_RUN = 4, 128, 500_000
BATCH = COPIES * STEPS
ITERATIONS = STEPS_OF_A_RUN // BATCH
FARTHEST, STEEPEST, LONGEST, START = 2.4, 12 * 2 * math.pi / 360, 500, 0.05


class PlainCartPole:
    """One of them: [x, velocity, angle, angular velocity]."""

    def reset(self):
        self.state = [random.uniform(-START, START) for _ in range(4)]
        self.steps = 0
        return self.state

    def step(self, action):
        """Returns the state, whether the episode ended and whether it was cut off."""
        x, velocity, angle, spin = self.state
        force = PUSH if action == 1 else -PUSH
        cosine, sine = math.cos(angle), math.sin(angle)
        pushed = (force + POLE_LENGTH * spin * spin * sine) / TOTAL
        turning = (GRAVITY * sine - cosine * pushed) / (HALF_LENGTH * (4.0 / 3.0 - POLE * cosine * cosine / TOTAL))
        moving = pushed - POLE_LENGTH * turning * cosine / TOTAL
        x, velocity = x + TAU * velocity, velocity + TAU * moving
        angle, spin = angle + TAU * spin, spin + TAU * turning
        self.state = [x, velocity, angle, spin]
        self.steps += 1
        terminated = x < -FARTHEST or x > FARTHEST or angle < -STEEPEST or angle > STEEPEST
        return self.state, terminated, not terminated and self.steps >= LONGEST


class PlainCartPoles:
    """Copy by copy."""

    def __init__(self, count=COPIES):
        self.copies = [PlainCartPole() for _ in range(count)]
        self.scores = []

    def reset(self):
        return np.array([copy.reset() for copy in self.copies], dtype=np.float32)

    def step(self, actions):
        """Observations, rewards and ends of a step; an ended copy's observation is its next episode's first one."""
        observations, ends = [], []
        for copy, action in zip(self.copies, actions.tolist()):
            state, terminated, truncated = copy.step(action)
            if terminated or truncated:
                self.scores.append(copy.steps)
                state = copy.reset()
            observations.append(state)
            ends.append(terminated or truncated)
        return np.array(observations, dtype=np.float32), np.ones(len(ends), dtype=np.float32), np.array(ends)


class ArrayCartPoles:
    """All at once."""

    def __init__(self, count=COPIES):
        self.count = count
        self.scores = []

    def reset(self):
        self.state = np.random.uniform(-START, START, (4, self.count))
        self.steps = np.zeros(self.count, dtype=np.int64)
        return self.state.T.astype(np.float32)

    def step(self, actions):
        x, velocity, angle, spin = self.state
        cosine, sine = np.cos(angle), np.sin(angle)
        pushed = (PUSH * (2 * actions - 1) + POLE_LENGTH * spin * spin * sine) / TOTAL
        turning = (GRAVITY * sine - cosine * pushed) / (HALF_LENGTH * (4.0 / 3.0 - POLE * cosine * cosine / TOTAL))
        moving = pushed - POLE_LENGTH * turning * cosine / TOTAL
        self.state += TAU * np.stack((velocity, moving, spin, turning))
        self.steps += 1
        ends = (np.abs(self.state[0]) > FARTHEST) | (np.abs(self.state[2]) > STEEPEST) | (self.steps >= LONGEST)
        if ends.any():
            self.scores.extend(self.steps[ends].tolist())
            self.state[:, ends] = np.random.uniform(-START, START, (4, int(ends.sum())))
            self.steps[ends] = 0
        return self.state.T.astype(np.float32), np.ones(self.count, dtype=np.float32), ends


KINDS = {"plain": PlainCartPoles, "array": ArrayCartPoles}
