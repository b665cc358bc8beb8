package dev.ensayo.environments.minatar;

import com.google.common.primitives.ImmutableIntArray;

/** Makes {@link Asterix}. */
public final class AsterixProvider extends MinAtarProvider {
  public AsterixProvider() {
    super(
        "minatar-asterix",
        "MinAtar: collect gold and keep out of the way of enemies.",
        Asterix::new,
        ImmutableIntArray.of(Game.NOTHING, Game.LEFT, Game.UP, Game.RIGHT, Game.DOWN));
  }
}
