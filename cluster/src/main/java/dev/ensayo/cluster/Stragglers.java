package dev.ensayo.cluster;

import dev.ensayo.core.study.RunPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Finds runs that take much longer than others of their variant. Used by several threads. */
final class Stragglers {
  /** So many times as long as the others, by their median. */
  private static final double MUCH = 1.5;

  /** Fewer others say nothing. */
  private static final int OTHERS = 3;

  /** Shorter runs are not worth a word. */
  private static final double SECONDS = 10;

  private final Map<String, List<Double>> ended = new HashMap<>();
  private final Set<RunPlan> told = new HashSet<>();

  /** A run has ended, that was made from its start in one go. */
  synchronized void ended(RunPlan run, double seconds) {
    ended.computeIfAbsent(run.variant(), variant -> new ArrayList<>()).add(seconds);
  }

  /**
   * A run has been under way for so long.
   *
   * @return how long the others took, in seconds by their median, if it is worth a word; once for
   *     each run
   */
  synchronized OptionalDouble look(RunPlan run, double seconds) {
    List<Double> others = ended.getOrDefault(run.variant(), List.of());
    if (others.size() < OTHERS || seconds < SECONDS || told.contains(run)) {
      return OptionalDouble.empty();
    }
    double median = median(others);
    if (seconds <= MUCH * median) {
      return OptionalDouble.empty();
    }
    told.add(run);
    return OptionalDouble.of(median);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
