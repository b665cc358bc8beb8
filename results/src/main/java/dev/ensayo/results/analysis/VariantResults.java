package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.statistics.InterquartileMean;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.StepsToThreshold;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One variant's part of the results.
 *
 * @param name as in the study
 * @param label what readers call it: its name, or in a grid where it lies
 * @param tag what charts call it: its name, or in a grid its values alone
 * @param place in the study, from 0; charts give each place its own colour
 * @param isBaseline whether the others are compared with it
 * @param changes against the baseline
 * @param runs all its runs, by seed
 * @param finalScores of its finished runs
 * @param breaches conditions of a claim about it and the baseline that do not hold
 * @param comparison with the baseline; empty for the baseline itself, where a side has no score,
 *     and where a breach forbids it
 * @param stepsToThreshold over finished runs; empty if there is no threshold or no finished run
 * @param meanLevel mean over seeds of the mean level of the curve; empty if no run has one
 * @param seconds median wall-clock time of a finished run
 * @param throughput median over finished runs of their mean throughput; empty if none has one
 * @param config resolved configuration of one of its runs; empty if there is none
 */
public record VariantResults(
    String name,
    String label,
    String tag,
    int place,
    boolean isBaseline,
    ImmutableList<VariantChanges.Change> changes,
    ImmutableList<RunRecord> runs,
    FinalScores finalScores,
    ImmutableList<Breach> breaches,
    Optional<Comparison> comparison,
    Optional<StepsToThreshold> stepsToThreshold,
    OptionalDouble meanLevel,
    OptionalDouble seconds,
    Optional<Throughput> throughput,
    String config) {

  /** Those of its finished runs that are finite, by seed. */
  public double[] scores() {
    return finalScores.each();
  }

  /** Interquartile mean of the scores; empty if there are none. */
  public OptionalDouble score() {
    return finalScores.mean();
  }

  /** Interval of the score; empty for fewer than two scores. */
  public Optional<Interval> interval() {
    return finalScores.interval();
  }

  /** Whether its scores are of something else than the baseline's. */
  public boolean isIncomparable() {
    return breaches.stream().anyMatch(Breach::forbidsComparison);
  }

  public long count(RunRecord.State state) {
    return runs.stream().filter(run -> run.state() == state).count();
  }

  /**
   * Interquartile mean of the last values of a metric; empty if no finished run has a finite one.
   */
  public OptionalDouble lastValue(String metric) {
    double[] values =
        runs.stream()
            .filter(RunRecord::isFinished)
            .map(run -> run.curves().outcome(metric))
            .flatMap(Optional::stream)
            .flatMapToDouble(curve -> curve.lastMean(1).stream())
            .filter(Double::isFinite)
            .toArray();
    return values.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(InterquartileMean.of(values));
  }
}
