package dev.ensayo.results.analysis;

import dev.ensayo.core.study.AdaptiveSeeds;
import dev.ensayo.core.study.LookLog;
import dev.ensayo.core.study.LookLog.Pair;
import dev.ensayo.results.analysis.Comparison.Verdict;
import dev.ensayo.results.analysis.SequentialOutcome.State;
import dev.ensayo.results.reading.StudyRuns;
import java.util.Optional;

/** What the looks that were taken say of each comparison. */
final class SequentialVerdicts {
  private final LookLog looks;
  private final AdaptiveSeeds design;
  private final ComparisonGroups groups;
  private final boolean higherIsBetter;

  private SequentialVerdicts(
      LookLog looks, AdaptiveSeeds design, ComparisonGroups groups, boolean higherIsBetter) {
    this.looks = looks;
    this.design = design;
    this.groups = groups;
    this.higherIsBetter = higherIsBetter;
  }

  /** Empty for a study whose seeds are all run. */
  static Optional<SequentialVerdicts> of(
      StudyRuns found, ComparisonGroups groups, boolean higherIsBetter) {
    return found
        .study()
        .adaptive()
        .map(design -> new SequentialVerdicts(found.looks(), design, groups, higherIsBetter));
  }

  private Pair pair(String variant) {
    return new Pair(variant, groups.baselineOf(variant).orElseThrow().name());
  }

  /** How the comparison of a variant with its baseline stands. */
  SequentialOutcome outcome(String variant) {
    Pair pair = pair(variant);
    Optional<Integer> decided = looks.lookOf(pair);
    if (decided.isPresent()) {
      return outcome(State.DECIDED, decided.get(), pair);
    }
    Optional<Integer> lost = looks.lostAt(pair);
    if (lost.isPresent()) {
      return outcome(State.LOST, lost.get(), pair);
    }
    return outcome(looks.isOver() ? State.UNDECIDED : State.OPEN, looks.taken(), pair);
  }

  private SequentialOutcome outcome(State state, int look, Pair pair) {
    return new SequentialOutcome(
        state, look, design.groups(), seen(pair.variant(), look), seen(pair.baseline(), look));
  }

  private int seen(String variant, int look) {
    return looks.looks().subList(0, look).stream()
        .mapToInt(each -> each.scoresOf(variant).length)
        .sum();
  }

  Verdict verdict(String variant) {
    return looks
        .decisionOn(pair(variant))
        .map(decision -> decision.higher() == higherIsBetter ? Verdict.BETTER : Verdict.WORSE)
        .orElse(Verdict.UNDECIDED);
  }
}
