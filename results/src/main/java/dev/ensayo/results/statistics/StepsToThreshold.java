package dev.ensayo.results.statistics;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.DoublePredicate;

/**
 * Sample efficiency: the first step at which each seed's curve reaches a threshold.
 *
 * <p>A seed that never does is censored: all that is known is that it needs more than its budget.
 * It stays in the median as larger than every number.
 *
 * @param reached seed to step
 * @param censored seeds that did not reach the threshold, ascending
 */
public record StepsToThreshold(
    ImmutableSortedMap<Long, Long> reached, ImmutableList<Long> censored) {
  /**
   * @param curves seed to curve
   * @param reaches whether a value is at the threshold or beyond
   */
  public static StepsToThreshold of(Map<Long, Curve> curves, DoublePredicate reaches) {
    ImmutableSortedMap.Builder<Long, Long> reached = ImmutableSortedMap.naturalOrder();
    ImmutableList.Builder<Long> censored = ImmutableList.builder();
    new TreeMap<>(curves)
        .forEach(
            (seed, curve) -> {
              OptionalLong step = curve.firstStep(reaches);
              if (step.isPresent()) {
                reached.put(seed, step.getAsLong());
              } else {
                censored.add(seed);
              }
            });
    return new StepsToThreshold(reached.buildOrThrow(), censored.build());
  }

  public int seeds() {
    return reached.size() + censored.size();
  }

  /** The median step; empty if so many seeds are censored that it is not known. */
  public OptionalDouble median() {
    double[] steps = new double[seeds()];
    Arrays.fill(steps, Double.POSITIVE_INFINITY);
    int i = 0;
    for (long step : reached.values()) {
      steps[i++] = step;
    }
    Arrays.sort(steps);
    if (steps.length == 0) {
      return OptionalDouble.empty();
    }
    double median = (steps[(steps.length - 1) / 2] + steps[steps.length / 2]) / 2;
    return Double.isInfinite(median) ? OptionalDouble.empty() : OptionalDouble.of(median);
  }
}
