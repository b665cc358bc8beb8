"""Pendulum-v1 in Python's own floats, as Gymnasium's is: a torque in [-2, 2], steps of 0.05 s, a truncation after 200 of them."""

import math
import random

import numpy as np

GRAVITY, MASS, LENGTH, TAU, LARGEST_TORQUE, FASTEST, LONGEST = 10.0, 1.0, 1.0, 0.05, 2.0, 8.0, 200


class Pendulum:
    """One of them, begun anew by whoever steps it."""

    def __init__(self):
        self.scores = []

    def reset(self):
        self.angle, self.spin = random.uniform(-math.pi, math.pi), random.uniform(-1, 1)
        self.steps, self.score = 0, 0.0
        return self.observation()

    def step(self, torque):
        """Returns the observation, the reward and whether the episode is cut off; it never terminates."""
        torque = min(max(torque, -LARGEST_TORQUE), LARGEST_TORQUE)
        upright = (self.angle + math.pi) % (2 * math.pi) - math.pi
        reward = -(upright**2 + 0.1 * self.spin**2 + 0.001 * torque**2)
        spin = self.spin + (3 * GRAVITY / (2 * LENGTH) * math.sin(self.angle) + 3.0 / (MASS * LENGTH**2) * torque) * TAU
        self.spin = min(max(spin, -FASTEST), FASTEST)
        self.angle += self.spin * TAU
        self.steps += 1
        self.score += reward
        if self.steps == LONGEST:
            self.scores.append(self.score)
        return self.observation(), reward, self.steps == LONGEST

    def observation(self):
        return np.array((math.cos(self.angle), math.sin(self.angle), self.spin), dtype=np.float32)
