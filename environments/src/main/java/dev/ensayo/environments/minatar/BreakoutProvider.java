package dev.ensayo.environments.minatar;

import com.google.common.primitives.ImmutableIntArray;

/** Makes {@link Breakout}. */
public final class BreakoutProvider extends MinAtarProvider {
  public BreakoutProvider() {
    super(
        "minatar-breakout",
        "MinAtar: keep a ball in play with a paddle and break bricks.",
        ramping -> new Breakout(),
        ImmutableIntArray.of(Game.NOTHING, Game.LEFT, Game.RIGHT));
  }
}
