"""CartPole-v1 in Python, and how fast a plain loop steps 16 copies of it.

CartPole has Gymnasium's interface and needs nothing but Python; ArrayCartPole gives arrays of numpy
as Gymnasium's own does. Prints steps per second by the wall clock and of processor time.

    gymnasium_cartpole.py CLASS SECONDS
"""

import math
import random
import sys
import time


class Discrete:
    def __init__(self, n):
        self.n = n


class Box:
    def __init__(self, low, high, shape):
        self.low, self.high, self.shape, self.dtype = low, high, shape, "float32"


class CartPole:
    observation_space = Box(-math.inf, math.inf, (4,))
    action_space = Discrete(2)

    def __init__(self):
        self.random = random.Random()

    def reset(self, seed=None, options=None):
        if seed is not None:
            self.random = random.Random(seed)
        self.state = tuple(self.random.uniform(-0.05, 0.05) for _ in range(4))
        self.steps = 0
        return self.observe(), {}

    def observe(self):
        return self.state

    def step(self, action):
        x, x_dot, theta, theta_dot = self.state
        force = 10.0 if action == 1 else -10.0
        cos, sin = math.cos(theta), math.sin(theta)
        push = (force + 0.05 * theta_dot * theta_dot * sin) / 1.1
        theta_acc = (9.8 * sin - cos * push) / (0.5 * (4.0 / 3.0 - 0.1 * cos * cos / 1.1))
        x_acc = push - 0.05 * theta_acc * cos / 1.1
        self.state = (
            x + 0.02 * x_dot,
            x_dot + 0.02 * x_acc,
            theta + 0.02 * theta_dot,
            theta_dot + 0.02 * theta_acc,
        )
        self.steps += 1
        terminated = abs(self.state[0]) > 2.4 or abs(self.state[2]) > 0.20943951023931953
        return self.observe(), 1.0, terminated, self.steps >= 500, {}


class ArrayCartPole(CartPole):
    def observe(self):
        return numpy.array(self.state, dtype=numpy.float32)


try:
    import numpy
except ImportError:
    pass  # for those who ask for CartPole


def loop(copies, seconds):
    """Steps a second of all copies, a reset where an episode ends, by two clocks."""
    for seed, copy in enumerate(copies):
        copy.reset(seed=seed)
    actions = [i % 2 for i in range(len(copies))]
    rounds, start, processor = 0, time.perf_counter(), time.process_time()
    while time.perf_counter() - start < seconds:
        for _ in range(100):
            for copy, action in zip(copies, actions):
                observation, reward, terminated, truncated, info = copy.step(action)
                if terminated or truncated:
                    copy.reset()
        rounds += 100
    steps = rounds * len(copies)
    return steps / (time.perf_counter() - start), steps / (time.process_time() - processor)


if __name__ == "__main__":
    made = {"CartPole": CartPole, "ArrayCartPole": ArrayCartPole}[sys.argv[1]]
    loop([made() for _ in range(16)], float(sys.argv[2]) / 4)
    print("%.1f %.1f" % loop([made() for _ in range(16)], float(sys.argv[2])))
