"""What the loops on CartPole share: their clock and their command line.

    python3 cartpole_ppo.py THREADS FROM TO FILE [plain|array]

FILE receives steps of the environment per second between two steps by the wall clock, and the same by processor time. The
last argument is how the environment is written (see cartpole.py); "plain", the faster one of the two for 4 copies, unless
given. On standard output: the mean length of the last 100 episodes, which shows that it learns.
"""

import random
import sys
import time

import numpy as np
import torch

from cartpole import KINDS

STEPS_OF_A_RUN, COPIES, STEPS = 500_000, 4, 128
BATCH = COPIES * STEPS
ITERATIONS = STEPS_OF_A_RUN // BATCH


class Clock:
    """Runs between two steps."""

    def __init__(self, first, last):
        self.first, self.last = first, last
        self.begun = None

    def passed(self, step):
        """Whether the last step is over."""
        if self.begun is None and step >= self.first:
            self.begun = step, time.perf_counter(), time.process_time()
        elif step >= self.last:
            taken = step - self.begun[0]
            self.rates = [taken / (now - was) for now, was in zip((time.perf_counter(), time.process_time()), self.begun[1:])]
            return True
        return False


def main(train):
    threads, first, last, path = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    kind = sys.argv[5] if len(sys.argv) > 5 else "plain"
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    np.random.seed(1)
    random.seed(1)
    copies, clock = KINDS[kind](COPIES), Clock(first, last)
    train(copies, clock)
    with open(path, "w") as out:
        out.write(f"{clock.rates[0]} {clock.rates[1]}\n")
    print(f"mean length of the last 100 episodes: {np.mean(copies.lengths[-100:]):.1f}")
