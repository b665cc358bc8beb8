package dev.ensayo.embeddings.evaluation;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/** Spearman's rank correlation of two rows of numbers; equal ones share their mean rank. */
public final class RankCorrelation {
  private static final int SAMPLES = 2000;
  private static final long SEED = 353;

  private final double[] xs;
  private final double[] ys;

  /**
   * @param xs of the same length as {@code ys}
   */
  RankCorrelation(double[] xs, double[] ys) {
    checkArgument(xs.length == ys.length, "%s and %s numbers", xs.length, ys.length);
    this.xs = xs.clone();
    this.ys = ys.clone();
  }

  /** How many pairs of numbers. */
  public int size() {
    return xs.length;
  }

  /** In [−1, 1]; NaN of fewer than two pairs, or where all numbers of a row are equal. */
  public double value() {
    return xs.length < 2 ? Double.NaN : new SpearmansCorrelation().correlation(xs, ys);
  }

  /**
   * The percentile bootstrap (Efron 1979) over the pairs, from {@value #SAMPLES} samples that are
   * the same each time.
   *
   * @return NaNs of fewer than three pairs, or where all numbers of a row are equal
   */
  public Range interval() {
    int n = xs.length;
    if (n < 3 || Double.isNaN(value())) {
      return Range.NONE;
    }
    Ranked x = new Ranked(xs);
    Ranked y = new Ranked(ys);
    RandomStream random = new SeedSequence(SEED).stream("rank-correlation");
    int[] counts = new int[n];
    double[] found = new double[SAMPLES];
    for (int sample = 0; sample < SAMPLES; sample++) {
      Arrays.fill(counts, 0);
      for (int i = 0; i < n; i++) {
        counts[random.nextInt(n)]++;
      }
      found[sample] = correlation(x.ranks(counts), y.ranks(counts), counts);
    }
    double[] sorted = Arrays.stream(found).filter(Double::isFinite).sorted().toArray();
    double tail = (1 - Range.LEVEL) / 2;
    return new Range(quantile(sorted, tail), quantile(sorted, 1 - tail));
  }

  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /** Pearson's correlation of ranks that occur so many times. */
  private static double correlation(double[] x, double[] y, int[] counts) {
    int n = counts.length;
    double mean = (n + 1) / 2.0;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < n; i++) {
      double dx = x[i] - mean;
      double dy = y[i] - mean;
      xy += counts[i] * dx * dy;
      xx += counts[i] * dx * dx;
      yy += counts[i] * dy * dy;
    }
    return xy / Math.sqrt(xx * yy);
  }

  /** Sorted once, so that ranks of a sample are found in one pass. */
  private static final class Ranked {
    private final double[] values;
    private final int[] order;
    private final double[] ranks;

    Ranked(double[] values) {
      this.values = values;
      this.order =
          IntStream.range(0, values.length)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> values[i]))
              .mapToInt(i -> i)
              .toArray();
      this.ranks = new double[values.length];
    }

    /** The ranks of the values when each occurs so many times; overwritten by the next call. */
    double[] ranks(int[] counts) {
      int before = 0;
      int from = 0;
      while (from < order.length) {
        int to = from;
        int equal = 0;
        while (to < order.length && values[order[to]] == values[order[from]]) {
          equal += counts[order[to]];
          to++;
        }
        for (int i = from; i < to; i++) {
          ranks[order[i]] = before + (equal + 1) / 2.0;
        }
        before += equal;
        from = to;
      }
      return ranks;
    }
  }
}
