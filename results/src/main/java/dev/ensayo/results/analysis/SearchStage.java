package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Multimaps;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.search.Pick;
import dev.ensayo.core.search.Rung;
import dev.ensayo.core.study.Search;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.reading.StudyRuns;
import dev.ensayo.results.statistics.InterquartileMean;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A stage of a search as it stands: what each of its candidates scored, and which of them go on.
 * Whoever looks, and whenever, finds the same.
 *
 * @param rung how many candidates it has, and for how long
 * @param found its runs
 * @param candidates in the order in which they are tried
 * @param better which scores are
 */
public record SearchStage(
    Rung rung, StudyRuns found, ImmutableList<Candidate> candidates, Better better) {
  /**
   * A point that was tried.
   *
   * @param variant what it sets
   * @param bySeed the finite scores of its finished runs
   * @param score what of them decides; empty unless every seed has one
   */
  public record Candidate(
      Variant variant, ImmutableSortedMap<Long, Double> bySeed, OptionalDouble score) {}

  /**
   * What was found of a stage.
   *
   * @param rung one of the search's
   */
  public static SearchStage of(Search search, Rung rung, StudyRuns found) {
    ImmutableSet<String> names =
        found.study().variants().stream().map(Variant::name).collect(ImmutableSet.toImmutableSet());
    Better better = found.study().report().better();
    ScoredRuns scored = new ScoredRuns(found, false);
    return new SearchStage(
        rung,
        found,
        search.candidates().stream()
            .filter(candidate -> names.contains(candidate.name()))
            .map(candidate -> candidate(candidate, scored.ownOf(candidate), found, search, better))
            .collect(ImmutableList.toImmutableList()),
        better);
  }

  private static Candidate candidate(
      Variant variant,
      ImmutableSortedMap<Long, Double> bySeed,
      StudyRuns found,
      Search search,
      Better better) {
    double[] scores = bySeed.values().stream().mapToDouble(Double::doubleValue).toArray();
    return new Candidate(
        variant,
        bySeed,
        scores.length == found.study().seeds().size()
            ? OptionalDouble.of(picked(search.pick(), scores, better))
            : OptionalDouble.empty());
  }

  /**
   * What of scores decides.
   *
   * @param scores at least one
   */
  static double picked(Pick pick, double[] scores, Better better) {
    return switch (pick) {
      case INTERQUARTILE_MEAN -> InterquartileMean.of(scores);
      case MEAN -> Arrays.stream(scores).average().orElseThrow();
      case MEDIAN -> median(scores);
      case WORST ->
          (better == Better.HIGHER ? Arrays.stream(scores).min() : Arrays.stream(scores).max())
              .orElseThrow();
    };
  }

  private static double median(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  /** Whether every run has ended, so that nothing changes any more. */
  public boolean hasEnded() {
    return found.runs().stream()
        .allMatch(run -> run.isFinished() || run.state() == RunRecord.State.FAILED);
  }

  /** Those of a variant that have a score, the best first; of equals, the one tried first. */
  public ImmutableList<Candidate> ranked(String arm) {
    Comparator<Candidate> ascending =
        Comparator.comparingDouble(candidate -> candidate.score().orElseThrow());
    return of(arm).stream()
        .filter(candidate -> candidate.score().isPresent())
        .sorted(better == Better.HIGHER ? ascending.reversed() : ascending)
        .collect(ImmutableList.toImmutableList());
  }

  /** Those of a variant, in the order in which they are tried. */
  public List<Candidate> of(String arm) {
    ImmutableListMultimap<String, Candidate> byArm =
        Multimaps.index(candidates, candidate -> candidate.variant().arm());
    return byArm.get(arm);
  }

  /** The so many best of a variant, fewer where fewer have a score. */
  public ImmutableList<Candidate> best(String arm, int count) {
    ImmutableList<Candidate> ranked = ranked(arm);
    return ranked.subList(0, Math.min(count, ranked.size()));
  }
}
