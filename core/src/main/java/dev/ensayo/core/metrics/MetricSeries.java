package dev.ensayo.core.metrics;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The content of a {@code metrics.csv} or {@code timing.csv}, by metric, in the order recorded. */
public final class MetricSeries {
  /** Nothing was recorded. */
  public static final MetricSeries EMPTY = new MetricSeries(ImmutableMap.of());

  /**
   * One recorded value.
   *
   * @param clock label of the clock, such as {@code environment_step}
   * @param step when, on that clock
   * @param value what
   */
  public record Point(String clock, long step, double value) {}

  /**
   * All values of one metric, in the order recorded.
   *
   * @param clock label of the clock, such as {@code environment_step}
   * @param steps when, on that clock, {@code [T]}
   * @param values what, {@code [T]}
   */
  public record Column(String clock, long[] steps, double[] values) {}

  private final ImmutableMap<String, Column> columns;

  MetricSeries(ImmutableMap<String, Column> columns) {
    this.columns = columns;
  }

  /**
   * Reads a file; a last line that was cut off is left out.
   *
   * @throws IOException if the file cannot be read, or a line before the last is damaged; the
   *     message names the line
   */
  public static MetricSeries read(Path file) throws IOException {
    // Read at once: a run that goes on writing meanwhile cannot make a cut line look whole.
    return parse(file, Files.readAllBytes(file));
  }

  /**
   * Reads the bytes of a file; a last line that was cut off is left out.
   *
   * @param file named in messages
   * @throws IOException if a line before the last is damaged; the message names the line
   */
  public static MetricSeries parse(Path file, byte[] content) throws IOException {
    return new MetricsParser(file, content).parse();
  }

  /**
   * Reads some metrics alone, of a file that is known to be what was written.
   *
   * @param file named in messages
   * @param metrics those that are wanted, where they are there
   * @throws IOException if a line before the last is damaged; the message names the line
   */
  public static MetricSeries parse(Path file, byte[] content, Set<String> metrics)
      throws IOException {
    return new MetricsParser(file, content, metrics).parse();
  }

  /** The file's metrics, or nothing where there is no file. */
  public static MetricSeries readIfPresent(Path file) throws IOException {
    return Files.exists(file) ? read(file) : EMPTY;
  }

  public ImmutableSet<String> metrics() {
    return columns.keySet();
  }

  /** The values of one metric; empty if it was never recorded. */
  public Optional<Column> column(String metric) {
    return Optional.ofNullable(columns.get(metric));
  }

  /** The values of one metric in the order recorded; empty if it was never recorded. */
  public ImmutableList<Point> values(String metric) {
    Column column = columns.get(metric);
    if (column == null) {
      return ImmutableList.of();
    }
    ImmutableList.Builder<Point> points = ImmutableList.builder();
    for (int i = 0; i < column.values().length; i++) {
      points.add(new Point(column.clock(), column.steps()[i], column.values()[i]));
    }
    return points.build();
  }
}
