"""The whole loop of DQN on MinAtar's Breakout in PyTorch, as its users write it.

    python3 minatar_dqn.py THREADS FROM TO FILE

FILE receives frames per second between two frames by the wall clock, and the same by processor time. The settings are
those of Young and Tian, "MinAtar", 2019: one update of 32 transitions a frame, a target network copied every 1,000
frames, a memory of 100,000, centred RMSProp. The game is written from its rules.
"""
import random
import sys
import time

import numpy as np
import torch
import torch.nn.functional as f
from torch import nn

SIDE, CHANNELS, ACTIONS = 10, 4, 6
PADDLE, BALL, TRAIL, BRICK = range(CHANNELS)
LEFT, RIGHT = 1, 3
MEMORY, BATCH, WARM_UP, TARGET_PERIOD = 100_000, 32, 5_000, 1_000
DISCOUNT, FIRST_EPSILON, LAST_EPSILON, EPSILON_FRAMES = 0.99, 1.0, 0.1, 100_000
STICKY = 0.1


class Breakout:
    """Breakout on a board of 10 by 10; actions are nothing, left, up, right, down, fire."""

    def __init__(self, draw=random.randrange):
        self.draw = draw
        self.board = np.zeros((CHANNELS, SIDE, SIDE), dtype=bool)
        self.reset()

    def reset(self):
        right = self.draw(2) == 0
        self.x, self.y = (0 if right else SIDE - 1), 3
        self.dx, self.dy = (1 if right else -1), 1
        self.trail = (self.x, self.y)
        self.paddle = 4
        self.bricks = np.zeros((SIDE, SIDE), dtype=bool)
        self.bricks[1:4] = True
        self.struck = False
        return self.observation()

    def step(self, action):
        """Returns the observation, the reward and whether the episode ends."""
        if action == LEFT:
            self.paddle = max(0, self.paddle - 1)
        elif action == RIGHT:
            self.paddle = min(SIDE - 1, self.paddle + 1)
        self.trail = (self.x, self.y)
        old_x, old_y = self.x, self.y
        x, y = old_x + self.dx, old_y + self.dy
        if x < 0 or x >= SIDE:
            x = min(max(x, 0), SIDE - 1)
            self.dx = -self.dx
        reward, ends, hit = 0, False, False
        if y < 0:
            y, self.dy = 0, -self.dy
        elif self.bricks[y, x]:
            hit = True
            if not self.struck:
                reward = 1
                self.bricks[y, x] = False
                y, self.dy = old_y, -self.dy
        elif y == SIDE - 1:
            if not self.bricks.any():
                self.bricks[1:4] = True
            if self.paddle == old_x:
                y, self.dy = old_y, -self.dy
            elif self.paddle == x:
                y, self.dx, self.dy = old_y, -self.dx, -self.dy
            else:
                ends = True
        self.struck = hit
        self.x, self.y = x, y
        return self.observation(), reward, ends

    def observation(self):
        board = self.board
        board[:BRICK] = False
        board[PADDLE, SIDE - 1, self.paddle] = True
        board[BALL, self.y, self.x] = True
        board[TRAIL, self.trail[1], self.trail[0]] = True
        board[BRICK] = self.bricks
        return board


class Memory:
    """The last transitions, in arrays of bytes."""

    def __init__(self):
        shape = (MEMORY, CHANNELS, SIDE, SIDE)
        self.observations, self.following = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
        self.actions, self.rewards = np.zeros(MEMORY, dtype=np.int64), np.zeros(MEMORY, dtype=np.float32)
        self.goes_on = np.zeros(MEMORY, dtype=np.float32)
        self.next = self.size = 0

    def add(self, observation, action, reward, following, ends):
        at = self.next
        self.observations[at], self.following[at] = observation, following
        self.actions[at], self.rewards[at], self.goes_on[at] = action, reward, not ends
        self.next = (at + 1) % MEMORY
        self.size = min(self.size + 1, MEMORY)

    def sample(self):
        rows = np.random.randint(self.size, size=BATCH)
        return (
            torch.from_numpy(self.observations[rows]).float(),
            torch.from_numpy(self.actions[rows]).unsqueeze(1),
            torch.from_numpy(self.rewards[rows]),
            torch.from_numpy(self.following[rows]).float(),
            torch.from_numpy(self.goes_on[rows]),
        )


def network():
    return nn.Sequential(
        nn.Conv2d(CHANNELS, 16, 3), nn.ReLU(), nn.Flatten(), nn.Linear(1024, 128), nn.ReLU(), nn.Linear(128, ACTIONS)
    )


def frames(first, last):
    """Seconds between two frames, by the wall clock and of the processor."""
    game, memory = Breakout(), Memory()
    online, target = network(), network()
    target.load_state_dict(online.state_dict())
    optimizer = torch.optim.RMSprop(online.parameters(), lr=2.5e-4, alpha=0.95, eps=0.01, centered=True)
    observation, executed = game.observation().copy(), 0
    for frame in range(1, last + 1):
        share = min(1.0, frame / EPSILON_FRAMES)
        if random.random() < FIRST_EPSILON + share * (LAST_EPSILON - FIRST_EPSILON):
            action = random.randrange(ACTIONS)
        else:
            with torch.no_grad():
                action = int(online(torch.from_numpy(observation).float().unsqueeze(0)).argmax(1))
        executed = executed if random.random() < STICKY else action
        following, reward, ends = game.step(executed)
        memory.add(observation, action, reward, following, ends)
        observation = (game.reset() if ends else following).copy()
        if frame >= WARM_UP:
            observations, actions, rewards, nexts, goes_on = memory.sample()
            with torch.no_grad():
                targets = rewards + DISCOUNT * goes_on * target(nexts).amax(1)
            loss = f.smooth_l1_loss(online(observations).gather(1, actions).squeeze(1), targets)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
        if frame % TARGET_PERIOD == 0:
            target.load_state_dict(online.state_dict())
        if frame == first:
            wall, processor = time.perf_counter(), time.process_time()
    return time.perf_counter() - wall, time.process_time() - processor


def main(threads, first, last, path):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    np.random.seed(1)
    random.seed(1)
    wall, processor = frames(first, last)
    with open(path, "w") as out:
        out.write(f"{(last - first) / wall} {(last - first) / processor}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
