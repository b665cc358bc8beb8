package dev.ensayo.agents.diagnosis;

import dev.ensayo.core.training.TrainingFailedException;
import java.util.Locale;

/** Says with which numbers learning broke down, and which settings to look at. */
public final class Breakdown {
  private final StringBuilder message = new StringBuilder();
  private String separator = "";

  /**
   * @param what such as "loss"
   * @param value NaN or infinite
   * @param environmentStep environment steps taken so far
   * @param update the update it was in, counted from 1
   */
  public Breakdown(String what, double value, long environmentStep, long update) {
    message
        .append("the ")
        .append(what)
        .append(" became ")
        .append(value)
        .append(" at environment step ")
        .append(environmentStep)
        .append(", update ")
        .append(update)
        .append("; in its batch: ");
  }

  /** Adds what numbers of the batch were like. */
  public Breakdown with(String name, float[] values) {
    return with(name, values, values.length);
  }

  /**
   * Adds what the first {@code count} numbers of the batch were like.
   *
   * @param values {@code [count]} or longer
   */
  public Breakdown with(String name, float[] values, int count) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (int i = 0; i < count; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
      sum += values[i];
    }
    message
        .append(separator)
        .append(
            String.format(
                Locale.ROOT, "%s min %.4g, mean %.4g, max %.4g", name, min, sum / count, max));
    separator = ", ";
    return this;
  }

  /**
   * What ends the run.
   *
   * @param settings to look at, with what may help
   */
  public TrainingFailedException lookAt(String settings) {
    return new TrainingFailedException(message + "; look at " + settings);
  }
}
