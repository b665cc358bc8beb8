package dev.ensayo.core.preprocessing;

import java.util.function.IntToDoubleFunction;

/**
 * Between right numbers in their own unit and what a network learns: (y − origin) / unit.
 *
 * @param origin what the network calls 0
 * @param unit what it calls 1, from the origin; above 0
 */
public record AnswerScale(double origin, double unit) {
  /** The network learns the numbers as they are. */
  public static final AnswerScale NONE = new AnswerScale(0, 1);

  /**
   * The scale on which numbers have mean 0 and standard deviation 1.
   *
   * @param count at least 1
   * @param values finite
   */
  public static AnswerScale standardizing(int count, IntToDoubleFunction values) {
    double mean = 0;
    for (int i = 0; i < count; i++) {
      mean += values.applyAsDouble(i) / count;
    }
    double variance = 0;
    for (int i = 0; i < count; i++) {
      double difference = values.applyAsDouble(i) - mean;
      variance += difference * difference / count;
    }
    double deviation = Math.sqrt(variance);
    // Numbers that are all equal differ by rounding alone.
    return new AnswerScale(mean, deviation > 1e-12 * Math.abs(mean) ? deviation : 1);
  }

  /** What the network learns for a right number. */
  public double toNetwork(double value) {
    return (value - origin) / unit;
  }

  /** The number that an output of the network means. */
  public double fromNetwork(double output) {
    return output * unit + origin;
  }
}
