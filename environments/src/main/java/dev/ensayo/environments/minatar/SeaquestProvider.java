package dev.ensayo.environments.minatar;

import com.google.common.primitives.ImmutableIntArray;

/** Makes {@link Seaquest}. */
public final class SeaquestProvider extends MinAtarProvider {
  public SeaquestProvider() {
    super(
        "minatar-seaquest",
        "MinAtar: dive, shoot, and bring divers up before the oxygen is used up.",
        Seaquest::new,
        ImmutableIntArray.of(Game.NOTHING, Game.LEFT, Game.UP, Game.RIGHT, Game.DOWN, Game.FIRE));
  }
}
