package dev.ensayo.core.study;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Seeds until it is decided, {@code seeds.adaptive}: they are run in groups, and after each group
 * every comparison that is undecided is looked at; what is decided needs no more seeds.
 *
 * <p>Mathieu et al., "AdaStop: adaptive statistical testing for sound comparisons of Deep RL
 * agents", TMLR 2024 (arXiv 2306.10882).
 *
 * @param groups K, how many there are at most, at least 1
 * @param of n, seeds of each, at least 1
 * @param level chance of even one false decision, over all comparisons and looks
 */
public record AdaptiveSeeds(
    @Setting(
            value = "groups of seeds at most: after each the comparisons are looked at",
            defaultValue = "5",
            min = 1,
            max = 100)
        int groups,
    @Setting(value = "seeds in a group", defaultValue = "5", min = 1, max = 1000) int of,
    @Setting(
            value = "chance of even one false decision over all comparisons and looks",
            defaultValue = "0.05",
            min = 0.001,
            max = 0.5)
        double level) {
  public AdaptiveSeeds {
    Settings.check(AdaptiveSeeds.class, groups, of, level);
    if ((long) groups * of > Study.MOST_SEEDS) {
      throw new InvalidSettingException(
          "groups",
          "are " + (long) groups * of + " seeds; a study has at most " + Study.MOST_SEEDS);
    }
    if (earliestLook(groups, of, level).isEmpty()) {
      throw new InvalidSettingException(
          "of", neverDecides(groups, of, level) + "; " + wouldDecide(groups, of, level));
    }
  }

  /** Seeds of a variant at most. */
  public int seeds() {
    return groups * of;
  }

  /**
   * The first look at which a comparison can be decided: with all scores of one side above all of
   * the other, group by group, two of {@code C(2n, n)^k} ways of dealing them out are as far apart,
   * and {@code level · k / K} may be spent by then.
   *
   * @return from 1 to {@code groups}
   */
  public int earliestLook() {
    return earliestLook(groups, of, level).orElseThrow();
  }

  private static OptionalInt earliestLook(int groups, int of, double level) {
    return IntStream.rangeClosed(1, groups)
        .filter(look -> smallestP(of, look) <= level * look / groups)
        .findFirst();
  }

  /** The smallest p there is after so many groups. */
  private static double smallestP(int of, int looks) {
    double ways = 1;
    for (int i = 1; i <= of; i++) {
      ways *= (double) (of + i) / i;
    }
    return Math.min(1, 2 / Math.pow(ways, looks));
  }

  private static String neverDecides(int groups, int of, double level) {
    return String.format(
        Locale.ROOT,
        "%d %s of %d %s can never decide at level %s: the smallest p there is is %.2g",
        groups,
        groups == 1 ? "group" : "groups",
        of,
        of == 1 ? "seed" : "seeds",
        level,
        smallestP(of, groups));
  }

  private static String wouldDecide(int groups, int of, double level) {
    int enough =
        IntStream.iterate(of, size -> size + 1)
            .filter(size -> earliestLook(groups, size, level).isPresent())
            .findFirst()
            .orElseThrow();
    return "give a group at least " + enough + " seeds, or have more groups";
  }

  /** Such as {@code {groups: 5, of: 5, level: 0.05}}. */
  @Override
  public String toString() {
    return "{groups: " + groups + ", of: " + of + ", level: " + level + "}";
  }
}
