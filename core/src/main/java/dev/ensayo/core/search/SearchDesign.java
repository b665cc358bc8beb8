package dev.ensayo.core.search;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.Optional;

/** How a search goes about its space. */
public record SearchDesign(
    @Setting(
            value =
                "what is tried: grid, every combination; random, points drawn at random;"
                    + " successive-halving, points drawn at random, of which the best go on with"
                    + " more of the budget",
            defaultValue = "random")
        SearchType type,
    @Setting("how much is tried") SearchBudget budget,
    @Setting(
            "what of a point's scores, one for each seed, decides which is the best; their"
                + " interquartile mean where it is left out")
        Optional<Pick> pick) {
  public SearchDesign {
    Settings.check(SearchDesign.class, type, budget, pick);
    try {
      budget.check(type);
    } catch (InvalidSettingException e) {
      throw new InvalidSettingException("budget." + e.key(), e.getMessage());
    }
  }

  /** What decides which point is the best. */
  public Pick picked() {
    return pick.orElse(Pick.INTERQUARTILE_MEAN);
  }

  /**
   * The stages of the search.
   *
   * @param points of the space that are tried
   * @param full the budget of a run of the study
   * @throws InvalidSettingException if the budget cannot hold them
   */
  public ImmutableList<Rung> rungs(int points, long full) {
    if (type != SearchType.SUCCESSIVE_HALVING) {
      return ImmutableList.of(new Rung(points, full));
    }
    int count = budget.rungCount();
    long smallest = full;
    for (int rung = 1; rung < count; rung++) {
      smallest /= budget.factor();
    }
    if (smallest < 1) {
      long least = 1;
      for (int rung = 1; rung < count; rung++) {
        least *= budget.factor();
      }
      throw new InvalidSettingException(
          "budget",
          "the study's budget of "
              + full
              + " cannot hold "
              + count
              + " rungs, each "
              + budget.factor()
              + " times as long as the one before; give a run at least "
              + least
              + ", or write fewer draws, fewer rungs or a smaller eta");
    }
    ImmutableList.Builder<Rung> rungs = ImmutableList.builder();
    int left = points;
    for (int rung = 0; rung < count; rung++) {
      long amount = full;
      for (int later = rung + 1; later < count; later++) {
        amount /= budget.factor();
      }
      rungs.add(new Rung(left, amount));
      left /= budget.factor();
    }
    return rungs.build();
  }
}
