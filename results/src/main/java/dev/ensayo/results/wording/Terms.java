package dev.ensayo.results.wording;

import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.study.ReportSpec.Score;
import dev.ensayo.core.study.ReportStatistics.IntervalMethod;
import dev.ensayo.results.analysis.Comparison;
import dev.ensayo.results.analysis.Comparison.Verdict;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.IntervalCoverage;
import dev.ensayo.results.wording.ReportTable.Cell;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The words and numbers that the sentences and the tables of one study share. */
final class Terms {
  private static final int MOST_NAMES = 6;
  private static final int MOST_SEEDS = 12;

  private final StudyResults results;
  private final Figures scores;

  Terms(StudyResults results) {
    this.results = results;
    this.scores =
        Figures.forAll(
            results.variants().stream().flatMapToDouble(Terms::scoreAndInterval).toArray());
  }

  private static DoubleStream scoreAndInterval(VariantResults variant) {
    return DoubleStream.concat(
        variant.score().stream(),
        variant.interval().stream().flatMapToDouble(i -> DoubleStream.of(i.low(), i.high())));
  }

  StudyResults results() {
    return results;
  }

  /** The report's. */
  String metric() {
    return results.study().report().metric();
  }

  /** What a score is, such as "eval/return". */
  String score() {
    return isMean() ? "mean of " + metric() + " over the run" : metric();
  }

  /** What scores are called, such as "final scores". */
  String scoresName() {
    return isMean() ? "mean levels" : "final scores";
  }

  boolean isMean() {
    return results.study().report().score() == Score.MEAN;
  }

  boolean higherIsBetter() {
    return results.study().report().better() == Better.HIGHER;
  }

  /** One number format for all scores of the study. */
  Figures scores() {
    return scores;
  }

  /** What the clock of the report's metric counts, in plain words. */
  String clock() {
    return results.curves().map(curves -> clock(curves.clock())).orElse("steps");
  }

  static String clock(Clock clock) {
    return clock.label().replace('_', ' ') + "s";
  }

  /** Names, not more than a sentence bears. */
  static String capped(List<String> names) {
    return capped(names, ", ");
  }

  /** Names or clauses, not more than a sentence bears. */
  static String capped(List<String> names, String separator) {
    int more = names.size() - MOST_NAMES;
    return String.join(separator, names.subList(0, Math.min(MOST_NAMES, names.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }

  /** Seeds by their numbers, not more than a sentence bears. */
  static String seeds(List<Long> seeds) {
    String numbers =
        seeds.stream().limit(MOST_SEEDS).map(String::valueOf).collect(Collectors.joining(", "));
    int more = seeds.size() - MOST_SEEDS;
    return (seeds.size() == 1 ? "seed " : "seeds ")
        + numbers
        + (more > 0 ? " and " + more + " more" : "");
  }

  static String capitalized(String text) {
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** The interval of a score. */
  String interval(Optional<Interval> interval) {
    return interval
        .map(i -> "[" + scores.format(i.low()) + ", " + scores.format(i.high()) + "]")
        .orElse("no interval");
  }

  /** The interval of a difference of scores, if there is one. */
  Optional<String> signedInterval(Optional<Interval> interval) {
    return interval.map(i -> "[" + scores.signed(i.low()) + ", " + scores.signed(i.high()) + "]");
  }

  /** What stands between a variant's numbers and a claim about it. */
  Reservations reservations(VariantResults variant) {
    return new Reservations(variant, results.baseline().name());
  }

  /** Why no test could have decided about a variant. */
  String tooFew(VariantResults variant) {
    Comparison comparison = variant.comparison().orElseThrow();
    return variant.scores().length
        + " against "
        + results.baseline().scores().length
        + ": no exact test can be below p = "
        + Figures.probability(comparison.correctedP().orElse(comparison.smallestP()));
  }

  /** The score of a variant with its interval. */
  Cell score(VariantResults variant) {
    return variant.score().isPresent()
        ? new Cell(scores.format(variant.score().getAsDouble()), interval(variant.interval()))
        : Cell.NONE;
  }

  /** How many of a variant's runs finished, and what became of the others. */
  Cell finished(VariantResults variant) {
    List<String> others = new ArrayList<>();
    for (RunRecord.State state : RunRecord.State.values()) {
      if (state != RunRecord.State.FINISHED && variant.count(state) > 0) {
        others.add(variant.count(state) + " " + of(state));
      }
    }
    return new Cell(
        variant.count(RunRecord.State.FINISHED) + " of " + variant.runs().size(),
        String.join(", ", others));
  }

  /** What the intervals of scores are worth with so many seeds; empty where there are none. */
  Optional<String> coverage() {
    return fewestAndMost()
        .map(
            counts ->
                "Simulated with "
                    + span(counts[0], counts[1])
                    + " seeds, a 95\u00a0% bootstrap interval holds the value it stands for in "
                    + covered(counts, IntervalCoverage::percent)
                    + " of studies, and in "
                    + covered(counts, IntervalCoverage::percentWithFailures)
                    + " where one seed in three fails.");
  }

  /** The same for a caption. */
  Optional<String> coverageInShort() {
    return fewestAndMost()
        .map(
            counts ->
                "With "
                    + span(counts[0], counts[1])
                    + " seeds it covers "
                    + covered(counts, IntervalCoverage::percent)
                    + ".");
  }

  /** How many scores a variant has, where it has an interval. */
  private Optional<int[]> fewestAndMost() {
    IntSummaryStatistics counts =
        results.variants().stream()
            .mapToInt(variant -> variant.scores().length)
            .filter(count -> count >= 2)
            .summaryStatistics();
    return counts.getCount() == 0
        ? Optional.empty()
        : Optional.of(new int[] {counts.getMin(), counts.getMax()});
  }

  private IntervalMethod method() {
    return results.study().report().statistics().interval();
  }

  private String covered(int[] counts, ToIntFunction<IntervalCoverage> percent) {
    return span(
            percent.applyAsInt(IntervalCoverage.of(counts[0], method()).orElseThrow()),
            percent.applyAsInt(IntervalCoverage.of(counts[1], method()).orElseThrow()))
        + "\u00a0%";
  }

  private static String span(int from, int to) {
    return from == to ? Integer.toString(from) : from + " to " + to;
  }

  /** Runs that have not ended, as "5 of 20 runs have". */
  String open() {
    return results.openCount()
        + " of "
        + counted(results.runCount(), "run")
        + (results.openCount() == 1 ? " has" : " have");
  }

  static String of(Verdict verdict) {
    return switch (verdict) {
      case BETTER -> "better";
      case WORSE -> "worse";
      case NO_CLEAR_DIFFERENCE -> "no clear difference";
      case TOO_FEW_SEEDS -> "too few seeds";
    };
  }

  static String of(RunRecord.State state) {
    return switch (state) {
      case FINISHED -> "finished";
      case DAMAGED -> "damaged";
      case FAILED -> "failed";
      case UNFINISHED -> "unfinished";
      case NOT_STARTED -> "not started";
    };
  }
}
