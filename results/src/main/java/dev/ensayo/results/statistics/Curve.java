package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.core.metrics.Clock;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.DoublePredicate;

/**
 * One metric of one run, in the order recorded.
 *
 * @param clock what {@code steps} count
 * @param steps not decreasing, {@code [T]}
 * @param values any doubles, {@code [T]}
 */
public record Curve(Clock clock, long[] steps, double[] values) {
  public Curve {
    checkArgument(
        steps.length == values.length,
        "%s steps do not fit %s values",
        steps.length,
        values.length);
    for (int i = 1; i < steps.length; i++) {
      checkArgument(
          steps[i - 1] <= steps[i], "step %s comes after step %s", steps[i], steps[i - 1]);
    }
  }

  public int size() {
    return steps.length;
  }

  /** The last step; 0 for an empty curve. */
  public long lastStep() {
    return steps.length == 0 ? 0 : steps[steps.length - 1];
  }

  /** The part of it up to a step. */
  public Curve until(long step) {
    int end = size();
    while (end > 0 && steps[end - 1] > step) {
      end--;
    }
    return new Curve(clock, Arrays.copyOf(steps, end), Arrays.copyOf(values, end));
  }

  /**
   * The score of a run: the mean of the last values.
   *
   * @param window how many; all of them if there are fewer
   * @return empty for an empty curve; NaN or infinite if one of the values is
   */
  public OptionalDouble lastMean(int window) {
    return Arrays.stream(values, Math.max(0, values.length - window), values.length).average();
  }

  /**
   * Area under the curve by the trapezoidal rule, divided by its length: the mean level of the
   * metric over the run, which is high for a run that learns early.
   *
   * @return empty for fewer than two distinct steps
   */
  public OptionalDouble meanLevel() {
    if (steps.length < 2 || lastStep() == steps[0]) {
      return OptionalDouble.empty();
    }
    double area = 0;
    for (int i = 1; i < steps.length; i++) {
      area += (steps[i] - steps[i - 1]) * (values[i - 1] + values[i]) / 2;
    }
    return OptionalDouble.of(area / (lastStep() - steps[0]));
  }

  /** The first step whose value passes. */
  public OptionalLong firstStep(DoublePredicate passes) {
    for (int i = 0; i < steps.length; i++) {
      if (passes.test(values[i])) {
        return OptionalLong.of(steps[i]);
      }
    }
    return OptionalLong.empty();
  }
}
