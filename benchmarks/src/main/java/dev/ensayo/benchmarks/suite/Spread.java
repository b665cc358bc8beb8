package dev.ensayo.benchmarks.suite;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.math.Quantiles;
import java.util.Collection;
import java.util.Collections;

/**
 * Where measured values lie.
 *
 * @param repeats how many there are
 */
record Spread(double median, double min, double max, int repeats) {
  static Spread of(Collection<Double> values) {
    checkArgument(!values.isEmpty(), "nothing was measured");
    return new Spread(
        Quantiles.median().compute(values),
        Collections.min(values),
        Collections.max(values),
        values.size());
  }
}
