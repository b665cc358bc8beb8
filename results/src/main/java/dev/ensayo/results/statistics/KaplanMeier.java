package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How long until a run gets somewhere, where some runs end before they do. Such a run is censored:
 * all that is known is that it needs more than it was given. At each time at which runs arrive, the
 * share still on their way is multiplied by {@code 1 − d/n}, of the {@code n} that were still on
 * their way then the {@code d} that arrived.
 *
 * <p>Kaplan and Meier, "Nonparametric Estimation from Incomplete Observations", 1958; variance by
 * Greenwood, 1926; the interval of a share on the scale of {@code log(−log S)}, and that of the
 * median by Brookmeyer and Crowley, "A Confidence Interval for the Median Survival Time", 1982: all
 * times whose share's interval holds one half.
 */
public final class KaplanMeier {
  /**
   * The share still on their way from a time on.
   *
   * @param time at which runs arrived
   * @param share S, in [0, 1]
   * @param low end of its 95 % interval
   * @param high end of its 95 % interval; where none is left Wilson's, and NaN if runs were
   *     censored
   */
  public record Step(double time, double share, double low, double high) {}

  private static final double LEVEL = 0.95;

  private static final double Z =
      NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - LEVEL) / 2);
  private static final double HALF = 0.5;

  /** Products of shares such as 1/2 come out a rounding off. */
  private static final double NOISE = 1e-12;

  private final int runs;
  private final ImmutableList<Step> steps;

  /**
   * @param arrived times of runs that arrived; above 0
   * @param censored times at which other runs ended without; above 0
   */
  public KaplanMeier(double[] arrived, double[] censored) {
    this.runs = arrived.length + censored.length;
    checkArgument(runs >= 1, "needs at least one run");
    TreeMap<Double, int[]> at = new TreeMap<>();
    for (double time : arrived) {
      at.computeIfAbsent(time, t -> new int[2])[0]++;
    }
    for (double time : censored) {
      at.computeIfAbsent(time, t -> new int[2])[1]++;
    }
    int left = runs;
    double share = 1;
    double greenwood = 0;
    ImmutableList.Builder<Step> made = ImmutableList.builder();
    for (var entry : at.entrySet()) {
      int came = entry.getValue()[0];
      if (came > 0) {
        share *= (double) (left - came) / left;
        greenwood += left == came ? 0 : came / ((double) left * (left - came));
        made.add(
            share == 0
                ? last(entry.getKey(), censored.length == 0)
                : step(entry.getKey(), share, greenwood));
      }
      // A run that ends when another arrives was still on its way then.
      left -= came + entry.getValue()[1];
    }
    this.steps = made.build();
  }

  /**
   * None is left, which the scale of the logarithms has no place for: a plain share where all came.
   */
  private Step last(double time, boolean allCame) {
    return new Step(
        time, 0, 0, allCame ? ProportionInterval.of(0, runs, LEVEL).high() : Double.NaN);
  }

  private static Step step(double time, double share, double greenwood) {
    double scale = Math.log(-Math.log(share));
    double error = Z * Math.sqrt(greenwood) / Math.abs(Math.log(share));
    return new Step(
        time, share, Math.exp(-Math.exp(scale + error)), Math.exp(-Math.exp(scale - error)));
  }

  /** The times at which runs arrived, ascending. */
  public ImmutableList<Step> steps() {
    return steps;
  }

  /**
   * The time by which half have arrived; where the share is one half for a while, the middle of
   * that while, as in the median of an even number.
   *
   * @return empty if fewer than half are known to arrive
   */
  public OptionalDouble median() {
    for (int i = 0; i < steps.size(); i++) {
      double share = steps.get(i).share();
      if (share < HALF - NOISE) {
        return OptionalDouble.of(steps.get(i).time());
      }
      if (share <= HALF + NOISE) {
        return i + 1 < steps.size()
            ? OptionalDouble.of((steps.get(i).time() + steps.get(i + 1).time()) / 2)
            : OptionalDouble.empty();
      }
    }
    return OptionalDouble.empty();
  }

  /**
   * The 95 % interval of the median.
   *
   * @return empty for fewer than two runs, and if it has no lower end; its upper end is infinite
   *     where the runs do not say how late half may arrive
   */
  public Optional<Interval> medianInterval() {
    if (runs < 2) {
      return Optional.empty();
    }
    OptionalDouble low = firstBelowHalf(Step::low);
    return low.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Interval(
                low.getAsDouble(), firstBelowHalf(Step::high).orElse(Double.POSITIVE_INFINITY)));
  }

  private OptionalDouble firstBelowHalf(ToDoubleFunction<Step> end) {
    return steps.stream()
        .filter(step -> end.applyAsDouble(step) <= HALF)
        .mapToDouble(Step::time)
        .findFirst();
  }

  /**
   * Of the steps to a threshold.
   *
   * @param reached by seed
   * @param lasted of each seed that did not reach it, its last step
   */
  public static KaplanMeier of(
      ImmutableSortedMap<Long, Long> reached, ImmutableSortedMap<Long, Long> lasted) {
    return new KaplanMeier(
        reached.values().stream().mapToDouble(Long::doubleValue).toArray(),
        lasted.values().stream().mapToDouble(Long::doubleValue).toArray());
  }
}
