package dev.ensayo.core.metrics;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The content of a {@code metrics.csv} or {@code timing.csv}, by metric, in the order recorded. */
public final class MetricSeries {
  /**
   * One recorded value.
   *
   * @param clock label of the clock, such as {@code environment_step}
   * @param step when, on that clock
   * @param value what
   */
  public record Point(String clock, long step, double value) {}

  private final ImmutableListMultimap<String, Point> points;

  private MetricSeries(ImmutableListMultimap<String, Point> points) {
    this.points = points;
  }

  /**
   * Reads a file; a last line that was cut off is left out.
   *
   * @throws IOException if the file cannot be read, or a line before the last is damaged; the
   *     message names the line
   */
  public static MetricSeries read(Path file) throws IOException {
    ImmutableListMultimap.Builder<String, Point> points = ImmutableListMultimap.builder();
    // Read at once: a run that goes on writing meanwhile cannot make a cut line look whole.
    String text = Files.readString(file);
    String wholeLines = text.substring(0, text.lastIndexOf('\n') + 1);
    try (CSVParser parser =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(new StringReader(wholeLines))) {
      try {
        for (CSVRecord row : parser) {
          add(points, file, row);
        }
      } catch (UncheckedIOException | IllegalStateException e) {
        throw damaged(file, parser.getRecordNumber() + 1, e.getMessage(), e);
      }
    } catch (IllegalArgumentException e) {
      throw damaged(file, 0, e.getMessage(), e);
    }
    return new MetricSeries(points.build());
  }

  /** The same, or nothing where there is no file. */
  public static MetricSeries readIfPresent(Path file) throws IOException {
    return Files.exists(file) ? read(file) : new MetricSeries(ImmutableListMultimap.of());
  }

  private static void add(
      ImmutableListMultimap.Builder<String, Point> points, Path file, CSVRecord row)
      throws IOException {
    try {
      points.put(
          row.get("metric"),
          new Point(
              row.get("clock"),
              Long.parseLong(row.get("step")),
              Double.parseDouble(row.get("value"))));
    } catch (IllegalArgumentException e) {
      throw damaged(file, row.getRecordNumber(), String.join(",", row), e);
    }
  }

  /** The error of the record of that number after the header. */
  private static IOException damaged(Path file, long record, String found, Exception cause) {
    return new IOException(
        file + ":" + (record + 1) + ": expected clock,step,metric,value; found " + found, cause);
  }

  public ImmutableSet<String> metrics() {
    return points.keySet();
  }

  /** The values of one metric in the order recorded; empty if it was never recorded. */
  public ImmutableList<Point> values(String metric) {
    return points.get(metric);
  }
}
