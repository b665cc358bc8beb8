package dev.ensayo.results.statistics;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.LongStream;

/**
 * The points of a clock at which curves are averaged over seeds.
 *
 * <p>Curves that were recorded at the same steps, as tests are, are averaged step by step. Curves
 * recorded at steps of their own, as the returns of training episodes are, are first averaged
 * within {@value #BINS} bins of equal width, each run by itself, so that a run with more episodes
 * in a bin weighs no more than another.
 */
public final class CurveGrid {
  /** The most steps that are kept as they are. */
  static final int MOST_POINTS = 256;

  /** The number of bins for everything else: enough for a shape, few enough to average noise. */
  public static final int BINS = 32;

  private final long[] steps;
  private final long end;

  private CurveGrid(long[] steps, long end) {
    this.steps = steps;
    this.end = end;
  }

  /** The grid for curves that are to be compared with each other. */
  public static CurveGrid over(Collection<Curve> curves) {
    long[] distinct =
        curves.stream().flatMapToLong(c -> LongStream.of(c.steps())).sorted().distinct().toArray();
    long total = curves.stream().mapToLong(c -> LongStream.of(c.steps()).distinct().count()).sum();
    boolean shared = 2 * total > (long) curves.size() * distinct.length;
    if (shared && distinct.length <= MOST_POINTS) {
      return new CurveGrid(distinct, 0);
    }
    return new CurveGrid(new long[0], Arrays.stream(distinct).max().orElse(0));
  }

  /** Whether values are averaged within bins. */
  public boolean isBinned() {
    return end > 0;
  }

  public int size() {
    return isBinned() ? BINS : steps.length;
  }

  /** The places of the points on the clock: steps, or the middles of the bins. */
  public double[] positions() {
    if (!isBinned()) {
      return Arrays.stream(steps).asDoubleStream().toArray();
    }
    double[] middles = new double[BINS];
    Arrays.setAll(middles, i -> (i + 0.5) * end / BINS);
    return middles;
  }

  /**
   * A curve's values at the points, {@code [size]}; NaN where it has none.
   *
   * @param curve one of those the grid was made for
   */
  public double[] align(Curve curve) {
    double[] sums = new double[size()];
    int[] counts = new int[size()];
    for (int i = 0; i < curve.size(); i++) {
      int at = indexOf(curve.steps()[i]);
      sums[at] += curve.values()[i];
      counts[at]++;
    }
    double[] aligned = new double[size()];
    Arrays.setAll(aligned, i -> counts[i] == 0 ? Double.NaN : sums[i] / counts[i]);
    return aligned;
  }

  private int indexOf(long step) {
    if (isBinned()) {
      return (int) Math.min(BINS - 1, Math.max(0, (step - 1) * BINS / end));
    }
    int at = Arrays.binarySearch(steps, step);
    checkArgument(at >= 0, "step %s does not belong to this grid", step);
    return at;
  }
}
