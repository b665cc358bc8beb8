package dev.ensayo.results.live;

import dev.ensayo.core.metrics.Clock;
import dev.ensayo.results.statistics.Curve;
import java.util.Arrays;

/**
 * A curve that grows for as long as a run lasts and takes no more than so much memory: once it has
 * {@value #MOST} points, each two of them become one, their mean, and so does what follows.
 */
final class ThinnedCurve {
  /** The most points that are kept. */
  static final int MOST = 128;

  private static final int FIRST = 16;

  private final Clock clock;
  private long[] steps = new long[FIRST];
  private double[] values = new double[FIRST];
  private int size;

  /** How many recorded values become one point. */
  private int stride = 1;

  private final Mean pending = new Mean();
  private long lastStep = Long.MIN_VALUE;
  private double last = Double.NaN;

  ThinnedCurve(Clock clock) {
    this.clock = clock;
  }

  /** The mean of the finite ones of some values; NaN where there are none. */
  private static final class Mean {
    private double sum;
    private int finite;
    private int all;

    void add(double value) {
      all++;
      if (Double.isFinite(value)) {
        sum += value;
        finite++;
      }
    }

    double take() {
      double mean = finite == 0 ? Double.NaN : sum / finite;
      sum = 0;
      finite = 0;
      all = 0;
      return mean;
    }

    double look() {
      return finite == 0 ? Double.NaN : sum / finite;
    }
  }

  Clock clock() {
    return clock;
  }

  /** A value that goes back on its clock belongs to no curve and is left out. */
  void add(long step, double value) {
    if (step < lastStep) {
      return;
    }
    lastStep = step;
    last = value;
    if (stride == 1) {
      append(step, value);
      return;
    }
    pending.add(value);
    if (pending.all == stride) {
      append(step, pending.take());
    }
  }

  private void append(long step, double value) {
    if (size == values.length) {
      steps = Arrays.copyOf(steps, Math.min(MOST, 2 * size));
      values = Arrays.copyOf(values, Math.min(MOST, 2 * size));
    }
    steps[size] = step;
    values[size++] = value;
    if (size == MOST) {
      halve();
    }
  }

  private void halve() {
    Mean pair = new Mean();
    for (int i = 0; i < size / 2; i++) {
      pair.add(values[2 * i]);
      pair.add(values[2 * i + 1]);
      steps[i] = steps[2 * i + 1];
      values[i] = pair.take();
    }
    size /= 2;
    stride *= 2;
  }

  long lastStep() {
    return lastStep;
  }

  /** The value recorded last, as it is. */
  double last() {
    return last;
  }

  /** As far as it has come. */
  Curve curve() {
    boolean more = pending.all > 0;
    long[] allSteps = Arrays.copyOf(steps, size + (more ? 1 : 0));
    double[] allValues = Arrays.copyOf(values, allSteps.length);
    if (more) {
      allSteps[size] = lastStep;
      allValues[size] = pending.look();
    }
    return new Curve(clock, allSteps, allValues);
  }
}
