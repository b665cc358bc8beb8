package dev.ensayo.results.statistics;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
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
 * @param lasted of each seed that did not reach the threshold, its last step
 */
public record StepsToThreshold(
    ImmutableSortedMap<Long, Long> reached, ImmutableSortedMap<Long, Long> lasted) {
  /**
   * @param curves seed to curve
   * @param reaches whether a value is at the threshold or beyond
   */
  public static StepsToThreshold of(Map<Long, Curve> curves, DoublePredicate reaches) {
    ImmutableSortedMap.Builder<Long, Long> reached = ImmutableSortedMap.naturalOrder();
    ImmutableSortedMap.Builder<Long, Long> lasted = ImmutableSortedMap.naturalOrder();
    new TreeMap<>(curves)
        .forEach(
            (seed, curve) -> {
              OptionalLong step = curve.firstStep(reaches);
              if (step.isPresent()) {
                reached.put(seed, step.getAsLong());
              } else {
                lasted.put(seed, curve.lastStep());
              }
            });
    return new StepsToThreshold(reached.buildOrThrow(), lasted.buildOrThrow());
  }

  public int seeds() {
    return reached.size() + lasted.size();
  }

  /** Seeds that did not reach the threshold, ascending. */
  public ImmutableList<Long> censored() {
    return lasted.keySet().asList();
  }

  /**
   * The share of seeds still on their way at each step, which takes runs out when they end; empty
   * if there is no seed.
   */
  public Optional<KaplanMeier> survival() {
    return seeds() == 0 ? Optional.empty() : Optional.of(KaplanMeier.of(reached, lasted));
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
