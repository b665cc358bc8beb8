package dev.ensayo.results.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The mean of a metric over seeds at each point of the clock, with a pointwise 95 % interval of the
 * mean: {@code x̄ ± t₀.₉₇₅(n − 1) · s / √n} (Student, 1908).
 *
 * <p>Where some runs have no value or one that is not finite, the others are averaged; where only
 * one has, there is no interval ({@code low} and {@code high} are NaN); where none has, the mean is
 * NaN too.
 *
 * @param positions of the points on the clock, {@code [T]}
 * @param mean {@code [T]}
 * @param low lower end of the interval, {@code [T]}
 * @param high upper end of the interval, {@code [T]}
 * @param counts runs averaged at each point, {@code [T]}
 */
public record MeanCurve(
    double[] positions, double[] mean, double[] low, double[] high, int[] counts) {
  private static final double UPPER_TAIL = 0.975;

  /** Averages runs of one variant. */
  public static MeanCurve of(CurveGrid grid, List<Curve> curves) {
    return of(grid, curves, quantiles(curves.size()));
  }

  /**
   * The same with a band that holds the whole curve at once; see {@link SimultaneousBand}.
   *
   * @param random the same state gives the same band
   */
  public static MeanCurve simultaneous(CurveGrid grid, List<Curve> curves, RandomGenerator random) {
    if (curves.size() < 2) {
      return of(grid, curves);
    }
    double factor =
        SimultaneousBand.factor(
            curves.stream().map(grid::align).toList(), SimultaneousBand.DRAWS, random);
    double[] factors = new double[curves.size() + 1];
    Arrays.setAll(factors, n -> n < 2 ? Double.NaN : Double.isNaN(factor) ? 0 : factor);
    return of(grid, curves, factors);
  }

  /**
   * The interquartile mean at each point in place of the mean, with its percentile bootstrap
   * interval: the sample-efficiency curve of Agarwal et al., "Deep Reinforcement Learning at the
   * Edge of the Statistical Precipice", 2021, section 4.3, of one task.
   *
   * @param random gives a stream that begins at the same state each time, so that a resample holds
   *     the same runs at all points
   */
  public static MeanCurve interquartile(
      CurveGrid grid,
      List<Curve> curves,
      StratifiedBootstrap bootstrap,
      Supplier<? extends RandomGenerator> random) {
    return of(
        grid,
        curves,
        values ->
            new Level(
                values.length == 0 ? Double.NaN : InterquartileMean.of(values),
                bootstrap.ofInterquartileMean(values, random.get())));
  }

  /** The same with each point at another place. */
  public MeanCurve at(DoubleUnaryOperator place) {
    return new MeanCurve(Arrays.stream(positions).map(place).toArray(), mean, low, high, counts);
  }

  /** The same with values at some positions alone; NaN at the others. */
  public MeanCurve where(DoublePredicate holds) {
    return new MeanCurve(
        positions, where(holds, mean), where(holds, low), where(holds, high), counts);
  }

  private double[] where(DoublePredicate holds, double[] values) {
    double[] left = values.clone();
    Arrays.setAll(left, i -> holds.test(positions[i]) ? values[i] : Double.NaN);
    return left;
  }

  private static double[] finite(List<double[]> aligned, int at) {
    return aligned.stream().mapToDouble(v -> v[at]).filter(Double::isFinite).toArray();
  }

  private static MeanCurve of(CurveGrid grid, List<Curve> curves, double[] quantiles) {
    return of(
        grid,
        curves,
        values -> {
          double mean = values.length == 0 ? Double.NaN : StatUtils.mean(values);
          double half = halfWidth(values, quantiles);
          return new Level(
              mean,
              mean - half <= mean + half // not where one of them is NaN
                  ? Optional.of(new Interval(mean - half, mean + half))
                  : Optional.empty());
        });
  }

  /** What the finite values of a point come to. */
  private record Level(double middle, Optional<Interval> interval) {}

  private static MeanCurve of(
      CurveGrid grid, List<Curve> curves, Function<double[], Level> levelOf) {
    List<double[]> aligned = curves.stream().map(grid::align).toList();
    int points = grid.size();
    double[] middle = new double[points];
    double[] low = new double[points];
    double[] high = new double[points];
    int[] counts = new int[points];
    for (int i = 0; i < points; i++) {
      double[] values = finite(aligned, i);
      Level level = levelOf.apply(values);
      counts[i] = values.length;
      middle[i] = level.middle();
      low[i] = level.interval().map(Interval::low).orElse(Double.NaN);
      high[i] = level.interval().map(Interval::high).orElse(Double.NaN);
    }
    return new MeanCurve(grid.positions(), middle, low, high, counts);
  }

  /** t₀.₉₇₅(n − 1) for each number of values n up to {@code most}; NaN below two. */
  private static double[] quantiles(int most) {
    double[] quantiles = new double[most + 1];
    Arrays.setAll(
        quantiles,
        n ->
            n < 2
                ? Double.NaN
                : new TDistribution(null, n - 1).inverseCumulativeProbability(UPPER_TAIL));
    return quantiles;
  }

  private static double halfWidth(double[] values, double[] quantiles) {
    return values.length < 2
        ? Double.NaN
        : quantiles[values.length] * Math.sqrt(StatUtils.variance(values) / values.length);
  }

  /** How many points have a mean. */
  public int points() {
    return (int) Arrays.stream(mean).filter(Double::isFinite).count();
  }

  /** Whether any point has an interval. */
  public boolean hasBand() {
    return Arrays.stream(counts).anyMatch(count -> count >= 2);
  }
}
