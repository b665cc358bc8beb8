package dev.ensayo.environments.minatar;

import com.google.common.primitives.ImmutableIntArray;

/** Makes {@link SpaceInvaders}. */
public final class SpaceInvadersProvider extends MinAtarProvider {
  public SpaceInvadersProvider() {
    super(
        "minatar-space-invaders",
        "MinAtar: shoot aliens that come nearer row by row.",
        SpaceInvaders::new,
        ImmutableIntArray.of(Game.NOTHING, Game.LEFT, Game.RIGHT, Game.FIRE));
  }
}
