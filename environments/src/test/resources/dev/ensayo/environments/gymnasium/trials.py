"""Small environments with Gymnasium's interface, which need neither gymnasium nor numpy.

Each is one thing that Ensayo's bridge must cope with.
"""

import math
import os
import random
import sys
import time


class Discrete:
    def __init__(self, n, start=0):
        self.n, self.start = n, start


class Box:
    def __init__(self, low, high, shape, dtype="float32"):
        self.low, self.high, self.shape, self.dtype = low, high, shape, dtype


class MultiBinary:
    def __init__(self, n):
        self.n, self.shape = n, (n,)


class MultiDiscrete:
    def __init__(self, nvec):
        self.nvec = nvec


class Dict:
    def __init__(self, **spaces):
        self.spaces = spaces


class Tuple:
    def __init__(self, *spaces):
        self.spaces = spaces


class Text:
    max_length = 10


class CartPole:
    """CartPole-v1 of Gymnasium 1.3 in plain Python, its time limit included."""

    observation_space = Box(-math.inf, math.inf, (4,))
    action_space = Discrete(2)

    def __init__(self, limit=500, force=10.0):
        self.limit, self.force, self.random = limit, force, random.Random()

    def reset(self, seed=None, options=None):
        if seed is not None:
            self.random = random.Random(seed)
        uniform = self.random.uniform
        self.state = (uniform(-0.05, 0.05), uniform(-0.05, 0.05), uniform(-0.05, 0.05), uniform(-0.05, 0.05))
        self.steps = 0
        return self.state, {}

    def step(self, action):
        x, v, theta, omega = self.state
        force = self.force if action == 1 else -self.force
        cos, sin = math.cos(theta), math.sin(theta)
        push = (force + 0.05 * omega * omega * sin) / 1.1
        alpha = (9.8 * sin - cos * push) / (0.5 * (4.0 / 3.0 - 0.1 * cos * cos / 1.1))
        a = push - 0.05 * alpha * cos / 1.1
        x, v = x + 0.02 * v, v + 0.02 * a
        theta, omega = theta + 0.02 * omega, omega + 0.02 * alpha
        self.state = (x, v, theta, omega)
        self.steps += 1
        terminated = not (-2.4 <= x <= 2.4 and -0.20943951023931953 <= theta <= 0.20943951023931953)
        return self.state, 1.0, terminated, self.steps >= self.limit, {}


class Walk:
    """What the others have in common: an episode of some steps, in which nothing happens."""

    observation_space = Box(-1e6, 1e6, (2,))
    action_space = Discrete(3)
    length = 10

    def __init__(self):
        self.random = random.Random()

    def reset(self, seed=None, options=None):
        if seed is not None:
            self.random = random.Random(seed)
        self.steps = 0
        return self.observe(None), {}

    def step(self, action):
        self.steps += 1
        return self.observe(action), float(self.steps), self.steps == self.length, False, {}

    def observe(self, action):
        return [self.random.random(), float(self.steps)]


class Echo(Walk):
    """Shows the action that it was given, and how many it was."""

    action_space = Box((-1.0, -2.0, -math.inf), (1.0, 2.0, math.inf), (3,))
    observation_space = Box(-math.inf, math.inf, (4,))

    def observe(self, action):
        return [float(self.steps)] + [float(x) for x in (action if action is not None else (0, 0, 0))]


class Shifted(Walk):
    """Discrete spaces that begin at another number than 0."""

    observation_space = Discrete(5, start=-2)
    action_space = Discrete(2, start=3)

    def observe(self, action):
        return 2 if action == 4 else -2


class Coloured(Walk):
    """A picture of 2 rows, 3 columns and 2 channels, which say where they are."""

    observation_space = Box(0, 255, (3, 4, 2), "uint8")

    def observe(self, action):
        return [[[100 * c + 10 * h + w for c in range(2)] for w in range(4)] for h in range(3)]


class Flags(Walk):
    observation_space = MultiBinary(3)

    def observe(self, action):
        return [self.steps % 2, 1, 0]


class Several(Walk):
    observation_space = MultiDiscrete([2, 3])

    def observe(self, action):
        return [self.steps % 2, self.steps % 3]


class Nested(Walk):
    """A Dict with a Tuple in it, as gymnasium.spaces.flatten flattens it."""

    observation_space = Dict(place=Box(-9, 9, (2,)), rest=Tuple(Discrete(3), MultiBinary(2)))

    def observe(self, action):
        return {"place": [self.steps, -self.steps], "rest": (self.steps % 3, [1, 0])}


class Speaking(Walk):
    """A space that cannot be read."""

    observation_space = Text()


class ManyHanded(Walk):
    """Actions that cannot be taken."""

    action_space = MultiDiscrete([2, 2])


class Raising(Walk):
    """Fails in its step number 100, of all episodes."""

    count = 0

    def step(self, action):
        self.count += 1
        if self.count == 100:
            raise ValueError("the rope\nis torn")
        return super().step(action)


class Dying(Raising):
    def step(self, action):
        try:
            return super().step(action)
        except ValueError:
            sys.stderr.write("no more air\n")
            os._exit(7)


class Hanging(Raising):
    def step(self, action):
        try:
            return super().step(action)
        except ValueError:
            time.sleep(1000)


class Garbling(Raising):
    """Writes where answers belong."""

    def step(self, action):
        try:
            return super().step(action)
        except ValueError:
            for descriptor in range(3, 20):
                try:
                    os.write(descriptor, b"Hello, world\n")
                except OSError:
                    pass
            return super().step(action)


class Printing(Walk):
    """Prints, reads, and lets a child process print."""

    def step(self, action):
        print("a line")
        os.write(1, b"another\n")
        if self.steps == 0:
            os.system("echo and a third")
            assert sys.stdin.read() == ""
        return super().step(action)


class Late(Raising):
    """As Raising, with a result of the old kind."""

    def step(self, action):
        try:
            return super().step(action)
        except ValueError:
            return [0.0, 0.0], 1.0, True, {}


class Unpicklable(CartPole):
    def __init__(self):
        super().__init__()
        self.lock = lambda: None


class HalfPickled(CartPole):
    """Pickles its arguments alone, as many of Gymnasium's do."""

    def __reduce__(self):
        return HalfPickled, ()


class Refusing(Walk):
    def __init__(self, colour="red"):
        if colour != "red":
            raise RuntimeError("there is no paint of colour " + colour)
        super().__init__()


class Falling(Walk):
    """Fails in its first reset."""

    def reset(self, seed=None, options=None):
        raise OSError("the ground is wet")
