package dev.ensayo.experiments.plan;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.study.AdaptiveSeeds;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.statistics.AdaptivePower;
import dev.ensayo.results.statistics.AdaptiveTest;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a study can show whose seeds are given out until it is decided, in sentences. */
public final class AdaptiveText {
  /** Differences, in standard deviations, that are told where none is asked about. */
  private static final double[] EFFECTS = {0.5, 1, 2};

  /** A share of one half is then told within 7 percentage points. */
  private static final int TRIALS = 200;

  /** Enough to tell a boundary of one percent. */
  private static final int DEALS = 1_000;

  private final AdaptiveSeeds design;
  private final int comparisons;

  /**
   * @param comparisons how many variants are compared with the baseline, at least 1
   */
  public AdaptiveText(AdaptiveSeeds design, int comparisons) {
    this.design = design;
    this.comparisons = comparisons;
  }

  /**
   * All sentences.
   *
   * @param spread of the scores, if it is known
   * @param effect a difference that one wants to see, in the unit of the score
   */
  public ImmutableList<String> sentences(Optional<Spread> spread, OptionalDouble effect) {
    ImmutableList.Builder<String> sentences = ImmutableList.builder();
    sentences.add(
        "Each comparison stops as soon as it is decided, at look "
            + design.earliestLook()
            + " of "
            + design.groups()
            + " at the earliest.");
    double unit = spread.map(Spread::deviation).filter(known -> known > 0).orElse(1.0);
    double[] effects = effect.isPresent() ? new double[] {effect.getAsDouble() / unit} : EFFECTS;
    for (double each : effects) {
      AdaptivePower power =
          AdaptivePower.of(
              new AdaptiveTest(design.groups(), design.level(), DEALS),
              design.of(),
              comparisons,
              each,
              TRIALS,
              new SeedSequence(0).child("plan"));
      sentences.add(
          String.format(
              Locale.ROOT,
              "A difference of %s%s is decided %.0f times in 100, with %.0f of %d seeds on average.",
              Figures.of(effect.isPresent() ? effect.getAsDouble() : each),
              effect.isPresent() ? "" : " standard deviations of the scores",
              100 * power.found(),
              power.seeds(),
              design.seeds()));
    }
    sentences.add(
        "Simulated: "
            + TRIALS
            + " studies with AdaStop at level "
            + Figures.of(design.level())
            + " over all comparisons and looks; scores taken as normally distributed, all variants"
            + " as far from the baseline.");
    return sentences.build();
  }
}
