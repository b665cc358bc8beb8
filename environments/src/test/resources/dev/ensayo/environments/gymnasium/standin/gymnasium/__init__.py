"""Stands in for gymnasium where a test is about how it is asked: a registry, make() and errors."""

import importlib
import types

__version__ = "1.3.0"


class Error(Exception):
    pass


class UnregisteredEnv(Error):
    pass


class NameNotFound(UnregisteredEnv):
    pass


class DependencyNotInstalled(Error):
    pass


error = types.SimpleNamespace(UnregisteredEnv=UnregisteredEnv, DependencyNotInstalled=DependencyNotInstalled)


class Spec:
    def __init__(self, id, entry, max_episode_steps=None, reward_threshold=None):
        self.id, self.entry = id, entry
        self.max_episode_steps, self.reward_threshold = max_episode_steps, reward_threshold


registry = {}


def register(id, entry, **how):
    registry[id] = Spec(id, entry, **how)


def make(id, max_episode_steps=None, **options):
    module, _, name = id.rpartition(":")
    if module:
        importlib.import_module(module)
    if name not in registry:
        raise NameNotFound("Environment `%s` doesn't exist." % name)
    spec = registry[name]
    env = spec.entry(**options)
    env.spec = Spec(name, spec.entry, max_episode_steps or spec.max_episode_steps, spec.reward_threshold)
    return env


def cart_pole(**options):
    return importlib.import_module("trials").CartPole(**options)


def boxed(**options):
    raise DependencyNotInstalled('Box2D is not installed, you can install it by run `pip install "gymnasium[box2d]"`')


register("CartPole-v1", cart_pole, max_episode_steps=500, reward_threshold=475.0)
register("MountainCar-v0", cart_pole, max_episode_steps=200, reward_threshold=-110.0)
register("LunarLander-v3", boxed)
