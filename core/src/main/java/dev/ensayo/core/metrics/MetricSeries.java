package dev.ensayo.core.metrics;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser parser =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader)) {
      boolean wholeLastLine = endsWithNewline(file);
      CSVRecord held = null;
      for (CSVRecord row : parser) {
        if (held != null) {
          add(points, file, held);
        }
        held = row;
      }
      if (held != null && wholeLastLine) {
        add(points, file, held);
      }
    }
    return new MetricSeries(points.build());
  }

  /** The same, or nothing where there is no file. */
  public static MetricSeries readIfPresent(Path file) throws IOException {
    return Files.exists(file) ? read(file) : new MetricSeries(ImmutableListMultimap.of());
  }

  private static boolean endsWithNewline(Path file) throws IOException {
    try (var channel = Files.newByteChannel(file)) {
      if (channel.size() == 0) {
        return false;
      }
      channel.position(channel.size() - 1);
      ByteBuffer last = ByteBuffer.allocate(1);
      return channel.read(last) == 1 && last.get(0) == '\n';
    }
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
      throw new IOException(
          file + ":" + (row.getRecordNumber() + 1) + ": expected clock,step,metric,value; " + row,
          e);
    }
  }

  public ImmutableSet<String> metrics() {
    return points.keySet();
  }

  /** The values of one metric in the order recorded; empty if it was never recorded. */
  public ImmutableList<Point> values(String metric) {
    return points.get(metric);
  }
}
