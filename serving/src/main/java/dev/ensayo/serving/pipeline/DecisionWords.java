package dev.ensayo.serving.pipeline;

import com.google.common.collect.ImmutableList;
import dev.ensayo.serving.pipeline.Compared.Verdict;
import dev.ensayo.serving.pipeline.PipelineConfig.Undecided;

/** A comparison in sentences. */
final class DecisionWords {
  private static final double HUNDRED = 100;

  private final boolean classes;
  private final double confidence;

  /**
   * @param classes whether the score is accuracy; else it is mean absolute error
   */
  DecisionWords(boolean classes, double confidence) {
    this.classes = classes;
    this.confidence = confidence;
  }

  private String score(double score) {
    return classes ? Numerals.percent(score) : Numerals.of(score);
  }

  private String metric() {
    return classes ? "accuracy" : "mean absolute error";
  }

  private String difference(double difference) {
    String sign = difference < 0 ? "" : "+";
    return classes
        ? sign + Numerals.of(HUNDRED * difference) + " points"
        : sign + Numerals.of(difference);
  }

  private String margin(double margin) {
    if (!classes) {
      return Numerals.of(margin);
    }
    String points = Numerals.of(HUNDRED * margin);
    return points + (points.equals("1") ? " point" : " points");
  }

  /** The first version, which nothing is compared with. */
  ImmutableList<String> first(double score, int rows) {
    return ImmutableList.of(
        "there was no champion to compare with: it is the first version (%s %s on %s held-out rows)"
            .formatted(metric(), score(score), rows));
  }

  /** What was found, a sentence for each group. */
  ImmutableList<String> reasons(Comparison comparison, Undecided rule) {
    ImmutableList.Builder<String> reasons = ImmutableList.builder();
    for (Compared group : comparison.compared()) {
      reasons.add(reason(group, rule));
    }
    if (comparison.unreadable() > 0) {
      reasons.add(
          "%s held-out rows were left out, because one of the two versions cannot read them"
              .formatted(comparison.unreadable()));
    }
    return reasons.build();
  }

  private String reason(Compared group, Undecided rule) {
    boolean all = group.group().equals(Comparison.ALL);
    String where = all ? "on all held-out rows" : "in the subpopulation '" + group.group() + "'";
    if (group.verdict() == Verdict.TOO_FEW) {
      return "%s the versions were not compared: %s %s are too few"
          .formatted(where, group.rows(), group.rows() == 1 ? "row" : "rows");
    }
    String facts =
        "%s the candidate has %s %s and the champion %s (%s rows, gain %s, %s bound %s, %s %s)"
            .formatted(
                where,
                metric(),
                score(group.candidate()),
                score(group.champion()),
                group.rows(),
                difference(group.difference()),
                Numerals.percent(confidence),
                difference(group.low()),
                classes ? "McNemar's" : "paired t-test's",
                Numerals.ofP(group.p()));
    return facts + ": " + verdict(group, all, rule);
  }

  private String verdict(Compared group, boolean all, Undecided rule) {
    String margin = margin(group.margin());
    return switch (group.verdict()) {
      case NOT_WORSE -> "not worse by the margin of " + margin;
      case WORSE ->
          "worse by more than the margin of %s (%s%s)"
              .formatted(
                  margin, Numerals.ofP(group.pWorse()), all ? "" : ", corrected for the groups");
      default ->
          "it is not decided whether it is worse by more than the margin of %s%s"
              .formatted(
                  margin,
                  all
                      ? ", so it is refused"
                      : rule == Undecided.REFUSE
                          ? ", so it is refused (undecided: refuse)"
                          : ", which does not stand in the way (undecided: promote)");
    };
  }
}
