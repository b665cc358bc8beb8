package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableSortedMap;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.study.ReportStatistics.Failed;
import dev.ensayo.core.study.Study;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.reading.StudyRuns;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The scores that count: those of finished runs that are finite and, where the study says {@code
 * failed: worst}, of runs that failed or diverged the worst score.
 */
public final class ScoredRuns {
  private final StudyRuns found;
  private final Study study;
  private final boolean areComparable;

  /**
   * @param areComparable whether all variants learn the same task, so that the worst score of one
   *     means something for another; else each has a worst of its own
   */
  ScoredRuns(StudyRuns found, boolean areComparable) {
    this.found = found;
    this.study = found.study();
    this.areComparable = areComparable;
  }

  /** By seed. */
  ImmutableSortedMap<Long, Double> of(Variant variant) {
    ImmutableSortedMap.Builder<Long, Double> scores = ImmutableSortedMap.naturalOrder();
    OptionalDouble worst = worst(variant);
    for (RunRecord run : found.of(variant.name())) {
      OptionalDouble own = own(study, run);
      if (own.isPresent()) {
        scores.put(run.seed(), own.getAsDouble());
      } else if (countsAsWorst(study, run) && worst.isPresent()) {
        scores.put(run.seed(), worst.getAsDouble());
      }
    }
    return scores.buildOrThrow();
  }

  /** By seed, without what stands for runs that failed. */
  ImmutableSortedMap<Long, Double> ownOf(Variant variant) {
    ImmutableSortedMap.Builder<Long, Double> scores = ImmutableSortedMap.naturalOrder();
    for (RunRecord run : found.of(variant.name())) {
      own(study, run).ifPresent(score -> scores.put(run.seed(), score));
    }
    return scores.buildOrThrow();
  }

  /** The finite score of a finished run. */
  private static OptionalDouble own(Study study, RunRecord run) {
    OptionalDouble score = run.isFinished() ? RunScore.of(study, run) : OptionalDouble.empty();
    return score.isPresent() && Double.isFinite(score.getAsDouble())
        ? score
        : OptionalDouble.empty();
  }

  /** Whether the worst score stands for a run's own. */
  public static boolean countsAsWorst(Study study, RunRecord run) {
    boolean lost =
        run.state() == RunRecord.State.FAILED || (run.isFinished() && own(study, run).isEmpty());
    return lost && study.report().statistics().failed() == Failed.WORST;
  }

  /** What the runs of a variant without a score count as; empty if there is no score at all. */
  private OptionalDouble worst(Variant variant) {
    return worst(study, areComparable ? study.compared() : List.of(variant), found);
  }

  /** The worst score of those variants, or the one that the study states. */
  private static OptionalDouble worst(Study study, List<Variant> variants, StudyRuns found) {
    if (study.report().statistics().worst().isPresent()) {
      return study.report().statistics().worst();
    }
    DoubleStream all =
        variants.stream()
            .flatMap(each -> found.of(each.name()).stream())
            .flatMapToDouble(run -> own(study, run).stream());
    return study.report().better() == Better.HIGHER ? all.min() : all.max();
  }

  /** How many runs of a variant count with the worst score. */
  public static long countedAsWorst(Study study, VariantResults variant) {
    return variant.runs().stream()
        .filter(run -> countsAsWorst(study, run))
        .filter(run -> variant.finalScores().bySeed().containsKey(run.seed()))
        .count();
  }

  /** The worst score that any run of a variant counts with, if any does. */
  public static OptionalDouble countedAs(Study study, VariantResults variant) {
    return variant.runs().stream()
        .filter(run -> countsAsWorst(study, run))
        .flatMap(run -> Stream.ofNullable(variant.finalScores().bySeed().get(run.seed())))
        .min(Comparator.naturalOrder())
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }
}
