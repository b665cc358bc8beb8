package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.TaskScores.Aggregate;
import java.util.Optional;

/**
 * What each method comes to over all tasks of a study, by normalized scores: 0 is the score of a
 * random policy, 1 the reference score of the task ({@code report.reference}).
 *
 * <p>Agarwal et al., "Deep Reinforcement Learning at the Edge of the Statistical Precipice", 2021,
 * section 4.
 *
 * @param setting what tasks differ in, as a dotted path
 * @param tasks in the order of the study, at least one
 * @param methods those that have a score in every task, in the order of the study
 * @param incomplete names of those that have not
 * @param baseline name of the one that the others are set against, if it is complete
 * @param levels τ of the profiles, ascending, {@code [N]}
 */
public record AcrossTasks(
    String setting,
    ImmutableList<String> tasks,
    ImmutableList<Method> methods,
    ImmutableList<String> incomplete,
    Optional<String> baseline,
    double[] levels) {

  /** A number with its 95 % interval, which is empty where a task has fewer than two scores. */
  public record Estimate(double value, Optional<Interval> interval) {}

  /**
   * The variants that are alike but for the task.
   *
   * @param name what they have in common
   * @param place in the study, from 0
   * @param normalized scores by task, one per run; at least one in each
   * @param aggregates of them
   * @param improvement probability that a run is better than one of the baseline in the same task,
   *     averaged over tasks; empty for the baseline and where that is not complete
   * @param profile share of runs with a score above each τ, averaged over tasks, {@code [N]}
   * @param low lower ends of its pointwise 95 % intervals, {@code [N]}; the share itself where
   *     there is none
   * @param high upper ends, {@code [N]}
   */
  public record Method(
      String name,
      int place,
      ImmutableSortedMap<String, double[]> normalized,
      ImmutableMap<Aggregate, Estimate> aggregates,
      Optional<Estimate> improvement,
      double[] profile,
      double[] low,
      double[] high) {

    public Estimate of(Aggregate aggregate) {
      return aggregates.get(aggregate);
    }

    /** All runs of all tasks. */
    public int runs() {
      return normalized.values().stream().mapToInt(scores -> scores.length).sum();
    }
  }

  public boolean isBaseline(Method method) {
    return baseline.filter(method.name()::equals).isPresent();
  }
}
