package dev.ensayo.experiments.plan;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.Comparison;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.statistics.WelchPower;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What a study can show with its seeds, in sentences. */
public final class PowerText {
  /** The usual probability to find a difference that is there (Cohen, 1988). */
  private static final double POWER = 0.8;

  /** More seeds than anybody has. */
  private static final int MOST_SEEDS = 10_000;

  /** Differences, in standard deviations, that are told where no spread is known. */
  private static final double[] EFFECTS = {0.5, 1, 2};

  private final int seeds;
  private final int comparisons;
  private final WelchPower test;

  /**
   * @param seeds of each variant
   * @param comparisons how many variants are compared with the baseline, at least 1
   */
  public PowerText(int seeds, int comparisons) {
    this.seeds = seeds;
    this.comparisons = comparisons;
    this.test = new WelchPower(Comparison.LEVEL / comparisons);
  }

  /**
   * All sentences.
   *
   * @param spread of the scores, if it is known
   * @param effect a difference that one wants to see, in the unit of the score
   */
  public ImmutableList<String> sentences(Optional<Spread> spread, OptionalDouble effect) {
    ImmutableList.Builder<String> sentences = ImmutableList.builder();
    if (spread.isPresent() && spread.get().deviation() > 0) {
      double unit = spread.get().deviation();
      sentences.add(
          "Scores spread by "
              + Figures.of(unit)
              + " between seeds (standard deviation within a variant"
              + source(spread.get())
              + ").");
      sentences.add(smallest(unit, ""));
      effect.ifPresent(wanted -> sentences.add(needed(wanted, wanted / unit)));
    } else {
      spread.ifPresent(
          none ->
              sentences.add(
                  "All finished seeds of a variant score the same, so how much scores spread is not"
                      + " known."));
      sentences.add(smallest(1, " standard deviations of the scores"));
      sentences.add(
          "To see a difference of "
              + listed(Arrays.stream(EFFECTS).mapToObj(Figures::of))
              + " standard deviations as often takes "
              + listed(Arrays.stream(EFFECTS).mapToObj(this::seeds))
              + " seeds.");
    }
    sentences.add(
        "Of Welch's two-sided test at level "
            + Figures.of(Comparison.LEVEL)
            + (comparisons > 1
                ? " over " + comparisons + " comparisons, the strictest step of Holm's correction"
                : "")
            + "; scores taken as normally distributed.");
    return sentences.build();
  }

  private static String source(Spread spread) {
    return spread.runs() == 0
        ? ", as given"
        : ", from "
            + spread.runs()
            + " finished runs of "
            + spread.variants()
            + (spread.variants() == 1 ? " variant" : " variants");
  }

  private String smallest(double unit, String unitName) {
    if (seeds < 2) {
      return "With one seed no difference can be tested.";
    }
    return "With "
        + seeds
        + " seeds the smallest difference that is seen 4 times in 5 is "
        + Figures.of(unit * test.smallestEffect(seeds, POWER))
        + unitName
        + ".";
  }

  private String needed(double wanted, double effect) {
    return "To see a difference of "
        + Figures.of(wanted)
        + " as often takes "
        + seeds(effect)
        + " seeds.";
  }

  private String seeds(double effect) {
    OptionalInt needed = test.seeds(effect, POWER, MOST_SEEDS);
    return needed.isPresent()
        ? Integer.toString(needed.getAsInt())
        : "more than " + Figures.count(MOST_SEEDS);
  }

  /** "a, b or c". */
  private static String listed(Stream<String> words) {
    List<String> all = words.toList();
    return String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.get(all.size() - 1);
  }
}
