package dev.ensayo.environments.minatar;

import com.google.common.primitives.ImmutableIntArray;

/** Makes {@link Freeway}. */
public final class FreewayProvider extends MinAtarProvider {
  public FreewayProvider() {
    super(
        "minatar-freeway",
        "MinAtar: bring a chicken over a road as often as the time allows.",
        ramping -> new Freeway(),
        ImmutableIntArray.of(Game.NOTHING, Game.UP, Game.DOWN));
  }
}
