package dev.ensayo.core.metrics;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects training metrics between two log points and records the mean of each at the next.
 *
 * <p>A metric with no value since the last log point is not recorded.
 */
public final class MetricMeans implements Stateful {
  /** The running mean of one metric. */
  public static final class Mean {
    private double sum;
    private long count;

    public void add(double value) {
      sum += value;
      count++;
    }

    /**
     * Adds a mean over several, which counts as often.
     *
     * @param mean of them
     * @param weight how many they are
     */
    public void add(double mean, long weight) {
      addSum(mean * weight, weight);
    }

    /**
     * Adds several at once.
     *
     * @param total their sum
     * @param number how many they are
     */
    public void addSum(double total, long number) {
      sum += total;
      count += number;
    }

    private void reset() {
      sum = 0;
      count = 0;
    }
  }

  private final Map<String, Mean> means = new TreeMap<>();

  /**
   * The mean of that name; asked for once, then used at every step.
   *
   * @param metric {@code group/name}
   */
  public Mean mean(String metric) {
    return means.computeIfAbsent(metric, name -> new Mean());
  }

  /** Records every mean that has values, in the order of the names, and starts anew. */
  public void recordAndReset(Clock clock, long step, MetricSink sink) {
    means.forEach(
        (name, mean) -> {
          if (mean.count > 0) {
            sink.record(clock, step, name, mean.sum / mean.count);
            mean.reset();
          }
        });
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("means");
    out.writeInt(means.size());
    for (Map.Entry<String, Mean> entry : means.entrySet()) {
      out.writeString(entry.getKey());
      out.writeDouble(entry.getValue().sum);
      out.writeLong(entry.getValue().count);
    }
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("means");
    means.values().forEach(Mean::reset);
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      Mean mean = mean(in.readString());
      mean.sum = in.readDouble();
      mean.count = in.readLong();
    }
  }
}
