package dev.ensayo.core.search;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.OptionalInt;

/** How much a search may try. */
public record SearchBudget(
    @Setting(value = "how many points are drawn; a grid has all", min = 2, max = 10_000)
        OptionalInt draws,
    @Setting(
            value =
                "of successive halving: one in so many goes on, with so many times the budget; 3"
                    + " where it is left out",
            min = 2,
            max = 100)
        OptionalInt eta,
    @Setting(
            value =
                "of successive halving: how many times the budget grows, plus one; as many as leave"
                    + " a point at the end where it is left out",
            min = 2,
            max = 20)
        OptionalInt rungs) {
  private static final int ETA = 3;

  public SearchBudget {
    Settings.check(SearchBudget.class, draws, eta, rungs);
  }

  /**
   * @throws InvalidSettingException if it does not suit the type of search
   */
  void check(SearchType type) {
    if (type == SearchType.GRID) {
      refuse(
          "draws",
          draws,
          "a grid tries every point of its space; leave it out, or write type: random");
    } else if (draws.isEmpty()) {
      throw new InvalidSettingException("draws", "is missing; say how many points are tried");
    }
    if (type != SearchType.SUCCESSIVE_HALVING) {
      refuse("eta", eta, "is for type: successive-halving");
      refuse("rungs", rungs, "is for type: successive-halving");
      return;
    }
    int most = mostRungs();
    if (most < 2) {
      throw new InvalidSettingException(
          "draws",
          "of "
              + draws.getAsInt()
              + " draws one in "
              + factor()
              + " leaves none to go on; draw at least "
              + factor()
              + ", or write a smaller eta");
    }
    if (rungs.isPresent() && rungs.getAsInt() > most) {
      throw new InvalidSettingException(
          "rungs",
          draws.getAsInt()
              + " draws last for "
              + most
              + " rungs if one in "
              + factor()
              + " goes on, not for "
              + rungs.getAsInt());
    }
  }

  private static void refuse(String key, OptionalInt value, String message) {
    if (value.isPresent()) {
      throw new InvalidSettingException(key, message);
    }
  }

  /** By what the number of points is divided and their budget multiplied, from rung to rung. */
  int factor() {
    return eta.orElse(ETA);
  }

  private int mostRungs() {
    int rungs = 1;
    for (int left = draws.orElseThrow() / factor(); left >= 1; left /= factor()) {
      rungs++;
    }
    return rungs;
  }

  /** Of successive halving. */
  int rungCount() {
    return rungs.orElse(mostRungs());
  }
}
