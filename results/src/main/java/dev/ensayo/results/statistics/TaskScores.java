package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.Doubles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * One method's scores in several tasks, on one scale (see {@link ReferencePoints}), and what they
 * come to together. Higher is better.
 *
 * <p>Agarwal et al., "Deep Reinforcement Learning at the Edge of the Statistical Precipice", 2021,
 * sections 4.1 to 4.3. Intervals are of a bootstrap stratified by task: the runs of a task are
 * resampled among themselves, so that each task keeps its number of runs.
 */
public final class TaskScores {
  /** One number for all tasks. */
  public enum Aggregate {
    /** Of the means of the tasks, the mean. */
    MEAN {
      @Override
      double of(List<double[]> tasks) {
        return tasks.stream().mapToDouble(StatUtils::mean).average().orElseThrow();
      }
    },
    /** Of the means of the tasks, the median: how the task in the middle goes. */
    MEDIAN {
      @Override
      double of(List<double[]> tasks) {
        return Statistic.MEDIAN.applyAsDouble(
            tasks.stream().mapToDouble(StatUtils::mean).toArray());
      }
    },
    /** The mean of the middle half of all runs of all tasks. */
    INTERQUARTILE_MEAN {
      @Override
      double of(List<double[]> tasks) {
        return InterquartileMean.of(pooled(tasks));
      }
    },
    /** By how much runs miss a score of 1, on average over all runs of all tasks. */
    OPTIMALITY_GAP {
      @Override
      double of(List<double[]> tasks) {
        return OptimalityGap.of(pooled(tasks), 1, true);
      }
    };

    /**
     * @param tasks the scores of each task
     */
    abstract double of(List<double[]> tasks);

    private static double[] pooled(List<double[]> tasks) {
      return Doubles.concat(tasks.toArray(double[][]::new));
    }
  }

  private final ImmutableSortedMap<String, double[]> tasks;

  /**
   * @param tasks normalized scores by task, one per run; at least one task, and one score in each
   */
  public TaskScores(Map<String, double[]> tasks) {
    checkArgument(!tasks.isEmpty(), "needs the scores of at least one task");
    tasks.forEach(
        (task, scores) -> checkArgument(scores.length >= 1, "task %s has no score", task));
    this.tasks = ImmutableSortedMap.copyOf(tasks);
  }

  private List<double[]> scores() {
    return List.copyOf(tasks.values());
  }

  /** One number for all tasks, on the common scale. */
  public double aggregate(Aggregate aggregate) {
    return aggregate.of(scores());
  }

  /**
   * Its interval.
   *
   * @param random the same state gives the same interval
   * @return empty if a task has fewer than two scores
   */
  public Optional<Interval> interval(
      Aggregate aggregate, StratifiedBootstrap bootstrap, RandomGenerator random) {
    return bootstrap.of(aggregate::of, scores(), random);
  }

  /**
   * The chance that a run of this method is better than one of the other in the same task, averaged
   * over tasks.
   *
   * @param other scores in the same tasks
   * @return in [0, 1]
   */
  public double improvementOver(TaskScores other) {
    checkSameTasks(other);
    return improvement(scores(), other.scores());
  }

  /**
   * Its interval: the runs of each task and method are resampled among themselves.
   *
   * @param other scores in the same tasks
   * @param random the same state gives the same interval
   * @return empty if a method has fewer than two scores in a task
   */
  public Optional<Interval> improvementInterval(
      TaskScores other, StratifiedBootstrap bootstrap, RandomGenerator random) {
    checkSameTasks(other);
    int count = tasks.size();
    List<double[]> both =
        List.of(Stream.concat(scores().stream(), other.scores().stream()).toArray(double[][]::new));
    return bootstrap.of(
        drawn -> improvement(drawn.subList(0, count), drawn.subList(count, 2 * count)),
        both,
        random);
  }

  private void checkSameTasks(TaskScores other) {
    checkArgument(
        tasks.keySet().equals(other.tasks.keySet()),
        "methods are compared in the same tasks, not %s and %s",
        tasks.keySet(),
        other.tasks.keySet());
  }

  private static double improvement(List<double[]> scores, List<double[]> others) {
    double sum = 0;
    for (int task = 0; task < scores.size(); task++) {
      sum += ProbabilityOfImprovement.of(scores.get(task), others.get(task));
    }
    return sum / scores.size();
  }

  /**
   * The performance profile over tasks: of each task the share of runs with a score above {@code
   * tau}, averaged over tasks.
   *
   * @return in [0, 1]
   */
  public double profile(double tau) {
    return profile(scores(), tau);
  }

  /**
   * The interval of the profile at one {@code tau}.
   *
   * @param random the same state gives the same interval
   * @return empty if a task has fewer than two scores
   */
  public Optional<Interval> profileInterval(
      double tau, StratifiedBootstrap bootstrap, RandomGenerator random) {
    return bootstrap.of(drawn -> profile(drawn, tau), scores(), random);
  }

  private static double profile(List<double[]> tasks, double tau) {
    double sum = 0;
    for (double[] scores : tasks) {
      int above = 0;
      for (double score : scores) {
        above += score > tau ? 1 : 0;
      }
      sum += (double) above / scores.length;
    }
    return sum / tasks.size();
  }
}
