"""A module that registers its environment with gymnasium when it is imported."""

import gymnasium
from trials import Walk

gymnasium.register("Walk-v0", Walk, max_episode_steps=10)
