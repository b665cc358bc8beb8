"""What the loops of this folder's learners share: their clock and their command line.

    python3 cartpole_ppo.py THREADS FROM TO FILE [KIND]

FILE receives steps of the environment per second between two steps by the wall clock, and the same by processor time. KIND is
how the environment is written where there are several ways; the fastest one unless given. On standard output: the mean score
of the last 100 episodes, which shows that it learns.
"""

import random
import sys
import time

import numpy as np
import torch


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


def main(train, kinds):
    """Trains on the environment that the first of the kinds makes, or the one named."""
    threads, first, last, path = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    make = kinds[sys.argv[5] if len(sys.argv) > 5 else next(iter(kinds))]
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    np.random.seed(1)
    random.seed(1)
    environment, clock = make(), Clock(first, last)
    train(environment, clock)
    with open(path, "w") as out:
        out.write(f"{clock.rates[0]} {clock.rates[1]}\n")
    print(f"mean score of the last 100 episodes: {np.mean(environment.scores[-100:]):.1f}")
