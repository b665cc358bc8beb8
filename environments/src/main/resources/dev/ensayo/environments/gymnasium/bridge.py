"""Steps copies of a Gymnasium environment for Ensayo, which starts it and talks to it over pipes.

A message, in both directions, is "EN", its kind (a byte), a byte of 0, the length of what follows
(uint32) and that. All numbers are little endian. Ensayo asks and this answers, one answer to each:

    H {protocol, id, options, path}     h {protocol, python, numpy, gymnasium}   JSON both
    D                                   d what the environment is like           JSON
    C n, n seeds (uint32, uint64...)    c first observations of n new copies
    S n, n copies, n actions            s n rewards (double), n flags (bytes, filled up to a
                                          multiple of 8), n observations, and for each copy that
                                          ended, in order, the first observation of its next episode
    R copy                              r its first observation
    P copy                              p the copy, pickled
    L copy, a pickled copy              l nothing
    Q                                   nothing: closes the environments and ends

or, to any, X {key, message, known}: what went wrong, and the setting that is to blame. Actions are
int32 or float32, observations float32 or bytes, as d says. Flags: 1 terminated, 2 truncated.
"""

import array
import hashlib
import importlib
import json
import math
import os
import pickle
import random
import select
import signal
import struct
import sys
import threading
import time
import traceback

np = None  # numpy, where it is there: greet() looks

PROTOCOL = 1
HEADER = struct.Struct("<2sBxI")
TERMINATED, TRUNCATED = 1, 2
NO_GYMNASIUM = "%s has no module gymnasium: '%s -m pip install gymnasium' installs it"


class Problem(Exception):
    """Something that the user has to hear of, in words."""

    def __init__(self, key, message, known=()):
        super().__init__(message)
        self.key, self.known = key, list(known)


def told(error):
    """The last line of an error's trace, and where it was raised."""
    line = traceback.format_exception_only(type(error), error)[-1].strip()
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename != __file__]
    if not frames:
        return line
    return "%s (%s, line %s)" % (line, os.path.basename(frames[-1].filename), frames[-1].lineno)


# ------------------------------------------------------------------------------------- the pipes


class Pipes:
    """Messages over what were standard input and output; the environment gets neither."""

    def __init__(self):
        self.source, self.sink = os.dup(0), os.dup(1)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        os.dup2(2, 1)
        sys.stdin, sys.stdout = open(0, closefd=False), sys.stderr
        self.end_with_the_other_side()

    def end_with_the_other_side(self):
        """Ends this process, be it in the middle of a step, when nobody is there to ask it."""
        if not hasattr(select, "poll"):
            return
        poll = select.poll()
        poll.register(self.source, 0)  # that the other side hung up is told unasked

        def wait():
            poll.poll()
            os._exit(0)

        threading.Thread(target=wait, daemon=True).start()

    def widen(self, size):
        """Lets that many bytes wait in the pipe, where the system can."""
        try:
            import fcntl

            fcntl.fcntl(self.sink, 1031, min(1 << 20, max(1 << 16, size)))  # F_SETPIPE_SZ
        except (ImportError, OSError):
            pass

    def read(self):
        data = os.read(self.source, 1 << 16)
        while len(data) < HEADER.size and data:
            more = os.read(self.source, 1 << 16)
            data = data + more if more else b""
        if not data:
            os._exit(0)
        magic, kind, length = HEADER.unpack_from(data)
        if magic != b"EN":
            raise SystemExit("what was read is no message: %r" % data[:32])
        missing = HEADER.size + length - len(data)
        if missing > 0:
            parts = [data]
            while missing > 0:
                more = os.read(self.source, min(missing, 1 << 20))
                if not more:
                    os._exit(0)
                parts.append(more)
                missing -= len(more)
            data = b"".join(parts)
        return chr(kind), memoryview(data)[HEADER.size :]

    def write(self, message):
        while message:
            message = message[os.write(self.sink, message) :]

    def send(self, kind, payload=b""):
        self.write(memoryview(HEADER.pack(b"EN", ord(kind), len(payload)) + payload))

    def send_json(self, kind, value):
        self.send(kind, json.dumps(value).encode("utf-8"))


# ------------------------------------------------------------------------------------- the spaces


def is_kind(space, kind):
    return any(base.__name__ == kind for base in type(space).__mro__)


def numbers(value):
    """All numbers in nested sequences, innermost last."""
    if np is not None and isinstance(value, (np.ndarray, np.generic)):
        return value.ravel().tolist()
    if isinstance(value, (list, tuple, array.array)):
        return [x for item in value for x in numbers(item)]
    return [float(value)]


def bounds(value, size):
    """A bound of a box as one number for each of its elements."""
    found = [float(x) for x in numbers(value)]
    return found * size if len(found) == 1 else found


def name_of(space):
    return type(space).__name__


class Discrete:
    """One of n whole numbers from start on."""

    def __init__(self, space):
        self.n, self.start = int(space.n), int(getattr(space, "start", 0))

    def index(self, value):
        index = int(value) - self.start
        if not 0 <= index < self.n:
            raise ValueError("%s does not lie in Discrete(%s)" % (value, self.n))
        return index


class Box:
    """Real numbers, whole ones or flags of a shape."""

    def __init__(self, space):
        self.shape = tuple(int(x) for x in space.shape)
        self.size = math.prod(self.shape)
        dtype = getattr(space, "dtype", None)
        self.dtype = str(getattr(dtype, "__name__", dtype) or "float32")
        self.low, self.high = bounds(space.low, self.size), bounds(space.high, self.size)


def read_space(space, what):
    """The parts of a space: pairs of the path to a part and the part."""
    if is_kind(space, "OneOf") or is_kind(space, "Sequence") or is_kind(space, "Graph"):
        pass
    elif is_kind(space, "MultiBinary"):
        shape = getattr(space, "shape", None) or (space.n if hasattr(space.n, "__len__") else (space.n,))
        return [((), Bits(shape))]
    elif hasattr(space, "nvec"):
        starts = numbers(getattr(space, "start", 0))
        counts = [int(x) for x in numbers(space.nvec)]
        starts = starts * len(counts) if len(starts) == 1 else starts
        return [((), OneHots([Discrete(Range(n, s)) for n, s in zip(counts, starts)]))]
    elif hasattr(space, "low") and hasattr(space, "high") and hasattr(space, "shape"):
        return [((), Box(space))]
    elif hasattr(space, "n"):
        return [((), Discrete(space))]
    elif hasattr(space, "spaces"):
        inner = space.spaces
        items = inner.items() if hasattr(inner, "items") else enumerate(inner)
        return [((key,) + path, part) for key, sub in items for path, part in read_space(sub, what)]
    raise Problem(
        "id",
        "its %s are a %s; those that can be read are Discrete, Box, MultiBinary, MultiDiscrete,"
        " and Dict and Tuple of these" % (what, name_of(space)),
    )


class Range:
    def __init__(self, n, start):
        self.n, self.start = n, int(start)


class Bits:
    """Zeros and ones of a shape."""

    dtype = "bool"

    def __init__(self, shape):
        self.shape = tuple(int(x) for x in shape)
        self.size = math.prod(self.shape)


class OneHots:
    """Several whole numbers, each as zeros with a one at its place."""

    def __init__(self, parts):
        self.parts = parts
        self.size = sum(part.n for part in parts)

    def fill(self, segment, value):
        values = [int(x) for x in numbers(value)]
        if len(values) != len(self.parts):
            raise ValueError("%s whole numbers where %s were declared" % (len(values), len(self.parts)))
        at = 0
        for part, x in zip(self.parts, values):
            for i in range(part.n):
                segment[at + i] = 0
            segment[at + part.index(x)] = 1
            at += part.n


def order_of(shape):
    """Extents as Ensayo has them, channels first, and whether they come last here."""
    if len(shape) == 3 and shape[2] <= shape[0]:
        return (shape[2], shape[0], shape[1]), True
    return shape, False


def fill_array(part, last):
    """Writes arrays of a shape, and channels last as channels first."""
    limit = {"uint8": 255, "bool": 1}.get(part.dtype)
    shape = part.shape

    def wrong(found):
        return ValueError("an observation of shape %s where %s was declared" % (tuple(found), shape))

    if np is None:

        def fill(segment, value):
            flat = numbers(value)
            if len(flat) != part.size:
                raise wrong([len(flat)])
            if last:
                depth = shape[2]
                flat = [x for c in range(depth) for x in flat[c::depth]]
            if segment.format == "B":
                flat = bytes(int(x) for x in flat)
                if limit == 1 and max(flat) > 1:
                    raise ValueError("%s where only 0 and 1 were declared" % max(flat))
                segment[:] = flat
            else:
                segment[:] = array.array("f", flat)

        return fill

    dtype, ndarray = np.dtype(part.dtype), np.ndarray
    plain = len(shape) == 1

    def fill(segment, value):
        if type(value) is not ndarray:
            if plain and limit is None:  # numpy takes a list faster than it makes an array of it
                if len(value) != part.size:
                    raise wrong([len(value)])
                segment[:] = value
                return
            value = np.asarray(value)
        if value.shape != shape:
            raise wrong(value.shape)
        if limit is not None and value.dtype != dtype:
            if value.min() < 0 or value.max() > limit or (value != np.floor(value)).any():
                raise ValueError("a number where only 0 to %s were declared" % limit)
        segment[:] = value if plain else value.transpose(2, 0, 1).ravel() if last else value.ravel()

    return fill


class Observations:
    """How observations of a space are written: their kind, their shape, and the writing."""

    def __init__(self, space):
        parts = read_space(space, "observations")
        if len(parts) == 1 and parts[0][0] == ():
            self.kind, self.shape, self.fill = self.single(parts[0][1])
        else:
            self.kind, self.shape, self.fill = self.flattened(parts)
        self.size = math.prod(self.shape)
        self.format = "B" if self.kind in ("bytes", "bits") else "f"
        self.width = self.size * (1 if self.format == "B" else 4)

    def single(self, part):
        if isinstance(part, Discrete):
            self.states = part.n

            def fill(segment, value):
                segment[0] = part.index(value)

            return "discrete", (1,), fill
        if isinstance(part, OneHots):
            return "bits", (part.size,), part.fill
        kind = {"uint8": "bytes", "bool": "bits"}.get(part.dtype, "continuous")
        shape, last = order_of(part.shape or (1,))
        if len(shape) == 2 and kind == "bytes":
            shape = (1,) + shape
        return kind, shape, fill_array(part, last)

    def flattened(self, parts):
        """As gymnasium.spaces.flatten: parts one after the other, whole numbers as zeros and a one."""
        fills, at = [], 0
        for path, part in parts:
            part = OneHots([part]) if isinstance(part, Discrete) else part
            fill = part.fill if isinstance(part, OneHots) else fill_array(part, False)
            fills.append((path, slice(at, at + part.size), fill))
            at += part.size

        def fill_all(segment, value):
            for path, where, fill in fills:
                part = value
                for key in path:
                    part = part[key]
                fill(segment[where], part)

        return "continuous", (at,), fill_all


class Actions:
    """How actions of a space are read."""

    def __init__(self, space):
        parts = read_space(space, "actions")
        self.part = parts[0][1] if parts[0][0] == () else None
        self.discrete = isinstance(self.part, Discrete)
        if not self.discrete and not (isinstance(self.part, Box) and self.part.dtype.startswith("float")):
            raise Problem(
                "id",
                "its actions are a %s%s; those that can be taken are Discrete, and Box of real numbers"
                % (name_of(space), " of " + self.part.dtype if isinstance(self.part, Box) else ""),
            )

    def describe(self):
        if self.discrete:
            return {"n": self.part.n}
        return {"low": self.texts(self.part.low), "high": self.texts(self.part.high)}

    @staticmethod
    def texts(values):
        """Numbers as Java reads them; JSON has no infinity."""
        return [repr(x).replace("inf", "Infinity") for x in values]

    def read(self, payload, at, n):
        if self.discrete:
            indices = struct.unpack_from("<%di" % n, payload, at)
            start = self.part.start
            return [i + start for i in indices] if start else indices
        size = self.part.size
        if np is not None:
            flat = np.frombuffer(payload, "<f4", n * size, at)
            return flat.reshape((n,) + self.part.shape).astype(self.part.dtype)
        flat = struct.unpack_from("<%df" % (n * size), payload, at)
        return [nested(flat[i * size : (i + 1) * size], self.part.shape) for i in range(n)]

    def trial(self, k):
        """The k-th of some actions that are not all alike."""
        if self.discrete:
            return struct.pack("<i", k * 7 // 3 % self.part.n)
        low, high = self.part.low, self.part.high
        share = (k * 5 % 8) / 7
        return struct.pack(
            "<%df" % self.part.size,
            *[max(a, -1.0) + share * (min(b, 1.0) - max(a, -1.0)) for a, b in zip(low, high)]
        )


def nested(flat, shape):
    if not shape:
        return flat[0]
    if len(shape) == 1:
        return list(flat)
    step = len(flat) // shape[0]
    return [nested(flat[i : i + step], shape[1:]) for i in range(0, len(flat), step)]


# ------------------------------------------------------------------------------- the environment


def gymnasium_or_none():
    try:
        return importlib.import_module("gymnasium")
    except ImportError as error:
        if error.name == "gymnasium":
            return None
        raise Problem("python", "gymnasium cannot be imported: " + told(error))


def of_module(name):
    """What module:Class names, or None where it is an id that the module registers."""
    module, _, rest = name.rpartition(":")
    try:
        found = importlib.import_module(module)
    except ImportError as error:
        if error.name and (module + ".").startswith(error.name + "."):
            raise Problem(
                "id",
                "there is no module '%s': give its folder in 'path' or PYTHONPATH, or install it" % error.name,
            )
        raise Problem("id", "module '%s' cannot be imported: %s" % (module, told(error)))
    except Exception as error:
        raise Problem("id", "module '%s' cannot be imported: %s" % (module, told(error)))
    made = getattr(found, rest, None)
    if callable(made):
        return made
    if gymnasium_or_none() is None or not any(c in rest for c in "-/"):
        classes = [n for n, c in vars(found).items() if isinstance(c, type) and hasattr(c, "step")]
        raise Problem("id", "module '%s' has no class '%s'" % (module, rest), classes)
    return None


def make(name, options):
    maker = of_module(name) if ":" in name else None
    gymnasium = None if maker else gymnasium_or_none()
    if maker is None and gymnasium is None:
        program = os.path.basename(sys.executable or "python")
        raise Problem("python", NO_GYMNASIUM % (program, program))
    try:
        return maker(**options) if maker else gymnasium.make(name, **options)
    except Exception as error:
        if gymnasium is not None and isinstance(error, gymnasium.error.UnregisteredEnv):
            raise Problem(
                "id",
                "gymnasium %s knows no environment '%s'" % (gymnasium.__version__, name),
                gymnasium.registry,
            )
        blame = "options" if options and isinstance(error, TypeError) else "id"
        raise Problem(blame, "'%s' cannot be made: %s" % (name, told(error)))


def where_from(env):
    """The distribution that an environment comes from, or its file with its SHA-256."""
    module = type(getattr(env, "unwrapped", env)).__module__
    try:
        from importlib import metadata

        top = module.split(".")[0]
        for distribution in metadata.packages_distributions().get(top, []):
            return "%s %s" % (distribution, metadata.version(distribution))
    except (ImportError, AttributeError):
        pass
    file = getattr(sys.modules.get(module), "__file__", None)
    if not file:
        return module
    with open(file, "rb") as source:
        return "%s, SHA-256 %s" % (os.path.basename(file), hashlib.sha256(source.read()).hexdigest())


def optional_number(value):
    return None if value is None or not math.isfinite(value) else float(value)


class Copies:
    """Copies of one environment, and how their observations and actions are written."""

    def __init__(self, pipes, asked):
        self.pipes, self.name, self.options = pipes, asked["id"], asked["options"]
        self.envs, self.steps, self.layouts = [], [], {}
        self.observations = self.actions = None

    def make(self, seed):
        env = make(self.name, self.options)
        if self.observations is None:
            for part in ("observation_space", "action_space", "reset", "step"):
                if not hasattr(env, part):
                    raise Problem("id", "'%s' has no %s, which Gymnasium's environments have" % (self.name, part))
            self.observations = Observations(env.observation_space)
            self.actions = Actions(env.action_space)
        return env, self.first(env, seed=seed)

    @staticmethod
    def first(env, **how):
        found = env.reset(**how)
        if not (isinstance(found, tuple) and len(found) == 2):
            raise ValueError("reset() returned no pair (observation, info), as Gymnasium's environments do")
        return found[0]

    def create(self, payload):
        (n,) = struct.unpack_from("<I", payload)
        seeds = struct.unpack_from("<%dQ" % n, payload, 4)
        self.close()
        random.seed(seeds[0])
        if np is not None:
            np.random.seed(seeds[0] % (1 << 32))
        made = [self.make(seed) for seed in seeds]
        self.envs = [env for env, _ in made]
        self.steps = [env.step for env in self.envs]
        self.pipes.widen(n * self.observations.width)
        out = memoryview(bytearray(n * self.observations.width))
        for segment, (_, first) in zip(self.rows(out, n), made):
            self.observations.fill(segment, first)
        self.pipes.send("c", bytes(out))

    def rows(self, view, n):
        """One segment for each of n observations."""
        size = self.observations.size
        if np is not None:
            dtype = "u1" if self.observations.format == "B" else "<f4"
            return list(np.frombuffer(view, dtype, n * size).reshape(n, size))
        view = view[: n * self.observations.width].cast(self.observations.format)
        return [view[i * size : (i + 1) * size] for i in range(n)]

    def layout(self, n):
        """A message with the answers of n steps, made once: rewards, flags, observations."""
        if n not in self.layouts:
            start = HEADER.size + 8 * n + (n + 7) // 8 * 8
            message = memoryview(bytearray(start + 2 * n * self.observations.width))
            rewards = message[HEADER.size : HEADER.size + 8 * n].cast("d")
            flags = message[HEADER.size + 8 * n : HEADER.size + 9 * n]
            self.layouts[n] = message, start, rewards, flags, self.rows(message[start:], 2 * n)
        return self.layouts[n]

    def step(self, payload):
        (n,) = struct.unpack_from("<I", payload)
        copies = struct.unpack_from("<%dI" % n, payload, 4)
        actions = self.actions.read(payload, 4 + 4 * n, n)
        message, start, rewards, flags, rows = self.layout(n)
        steps, fill, more = self.steps, self.observations.fill, n
        for k in range(n):
            copy = copies[k]
            try:
                observation, rewards[k], terminated, truncated, _ = steps[copy](actions[k])
            except (TypeError, ValueError) as error:
                if error.__traceback__.tb_next is None:
                    raise ValueError(
                        "step() returned no (observation, reward, terminated, truncated, info), as"
                        " Gymnasium's environments do: %s" % error
                    )
                raise
            fill(rows[k], observation)
            if terminated or truncated:
                flags[k] = (TERMINATED if terminated else 0) | (TRUNCATED if truncated else 0)
                fill(rows[more], self.first(self.envs[copy]))
                more += 1
            else:
                flags[k] = 0
        length = start + more * self.observations.width
        HEADER.pack_into(message, 0, b"EN", ord("s"), length - HEADER.size)
        self.pipes.write(message[:length])

    def reset(self, payload):
        (copy,) = struct.unpack_from("<I", payload)
        out = memoryview(bytearray(self.observations.width))
        self.observations.fill(self.rows(out, 1)[0], self.first(self.envs[copy]))
        self.pipes.send("r", bytes(out))

    def save(self, payload):
        (copy,) = struct.unpack_from("<I", payload)
        self.pipes.send("p", pickle.dumps(self.envs[copy]))

    def load(self, payload):
        (copy,) = struct.unpack_from("<I", payload)
        self.envs[copy] = pickle.loads(payload[4:])
        self.steps[copy] = self.envs[copy].step
        self.pipes.send("l")

    def close(self):
        for env in self.envs:
            if hasattr(env, "close"):
                env.close()
        self.envs = []

    def describe(self):
        try:
            env, _ = self.make(1)
        except Problem:
            raise
        except Exception as error:
            raise Problem("id", "'%s' fails in its first reset: %s" % (self.name, told(error)))
        seen, spec = self.observations, getattr(env, "spec", None)
        described = {
            "observations": {"kind": seen.kind, "shape": list(seen.shape), "states": getattr(seen, "states", 0)},
            "actions": self.actions.describe(),
            "stepLimit": int(getattr(spec, "max_episode_steps", None) or 0),
            "rewardThreshold": optional_number(getattr(spec, "reward_threshold", None)),
            "from": where_from(env),
            "unsaved": Twins(self, env).difference(),
        }
        if hasattr(env, "close"):
            env.close()
        self.pipes.send_json("d", described)


class Twins:
    """An environment and its pickled copy, which must behave alike if it is to be saved that way."""

    BEFORE, AFTER, SECONDS = 6, 24, 1.0

    def __init__(self, copies, env):
        self.copies, self.env, self.until = copies, env, time.monotonic() + self.SECONDS

    def outcome(self, env, k, again):
        """What a step gives, and where the episode ends or one is to begin, the next first observation."""
        seen = self.copies.observations
        observation, reward, terminated, truncated, _ = env.step(
            self.copies.actions.read(self.copies.actions.trial(k), 0, 1)[0]
        )
        ended = bool(terminated or truncated)
        shown = [observation] + ([Copies.first(env)] if ended or again else [])
        out = memoryview(bytearray(len(shown) * seen.width))
        for segment, value in zip(self.copies.rows(out, len(shown)), shown):
            seen.fill(segment, value)
        return bytes(out), float(reward), bool(terminated), bool(truncated)

    def difference(self):
        """Why it cannot be saved; None if it can."""
        try:
            for k in range(self.BEFORE):
                self.outcome(self.env, k, False)
        except Exception as error:
            return "it raised %s when it was tried" % told(error)
        try:
            twin = pickle.loads(pickle.dumps(self.env))
        except Exception as error:
            return "it cannot be pickled: %s" % told(error)
        try:
            for k in range(self.AFTER):
                last = k == self.AFTER - 1 or (k > 2 and time.monotonic() > self.until)
                if self.outcome(self.env, k, last) != self.outcome(twin, k, last):
                    return "it pickles, but its copy behaves otherwise"
                if last:
                    break
        except Exception as error:
            return "it pickles, but its copy fails: %s" % told(error)
        finally:
            if hasattr(twin, "close"):
                twin.close()
        return None


# -------------------------------------------------------------------------------------- the loop


def greet(payload):
    global np
    asked = json.loads(bytes(payload))
    if asked["protocol"] != PROTOCOL:
        raise Problem("python", "it speaks protocol %s, and Ensayo %s" % (PROTOCOL, asked["protocol"]))
    # without the folder in which Ensayo was started ('' here), on which no run may depend
    sys.path[:] = asked["path"] + [each for each in sys.path if each]
    try:
        np = importlib.import_module("numpy")
    except ImportError:
        pass  # what there is in the standard library does
    return asked


def versions():
    gymnasium = sys.modules.get("gymnasium")
    return {
        "protocol": PROTOCOL,
        "python": "%s %s" % (sys.implementation.name, sys.version.split()[0]),
        "numpy": getattr(np, "__version__", None),
        "gymnasium": getattr(gymnasium, "__version__", None),
    }


def serve():
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for Ensayo, which saves first
    pipes, copies = Pipes(), None
    while True:
        kind, payload = pipes.read()
        try:
            if kind == "S":
                copies.step(payload)
            elif kind == "R":
                copies.reset(payload)
            elif kind == "H":
                copies = Copies(pipes, greet(payload))
                gymnasium_or_none()
                pipes.send_json("h", versions())
            elif kind == "D":
                copies.describe()
            elif kind == "C":
                copies.create(payload)
            elif kind == "P":
                copies.save(payload)
            elif kind == "L":
                copies.load(payload)
            elif kind == "Q":
                copies.close()
                os._exit(0)
            else:
                raise Problem("python", "it knows no message '%s'" % kind)
        except Problem as problem:
            pipes.send_json("X", {"key": problem.key, "message": str(problem), "known": problem.known})
        except BaseException as error:
            pipes.send_json("X", {"key": "", "message": told(error), "known": []})


serve()
