package dev.ensayo.core.metrics;

import com.fasterxml.jackson.core.io.NumberInput;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code clock,step,metric,value} lines from bytes into arrays of numbers, without an object
 * for a line: a report reads tens of millions of them.
 */
final class MetricsParser {
  private static final int SAFE_DIGITS = 18;

  private final Path file;
  private final byte[] bytes;

  /** Names of the metrics that are wanted; empty for all. */
  private final ImmutableList<byte[]> only;

  private final Map<String, ColumnBuilder> columns = new LinkedHashMap<>();
  private char[] number = new char[32];
  private ColumnBuilder last;
  private long line;

  MetricsParser(Path file, byte[] bytes) {
    this(file, bytes, ImmutableSet.of());
  }

  /**
   * @param only the metrics that are wanted; numbers of others are not looked at; empty for all
   */
  MetricsParser(Path file, byte[] bytes, Set<String> only) {
    this.file = file;
    this.bytes = bytes;
    this.only =
        only.stream()
            .map(name -> name.getBytes(StandardCharsets.UTF_8))
            .collect(ImmutableList.toImmutableList());
  }

  MetricSeries parse() throws IOException {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--; // a last line that was cut off
    }
    for (int start = 0; start < end; ) {
      int feed = start;
      while (bytes[feed] != '\n') {
        feed++;
      }
      line++;
      int stop = feed > start && bytes[feed - 1] == '\r' ? feed - 1 : feed;
      if (line == 1) {
        checkHeader(start, stop);
      } else {
        readLine(start, stop);
      }
      start = feed + 1;
    }
    ImmutableMap.Builder<String, MetricSeries.Column> series = ImmutableMap.builder();
    columns.forEach((metric, column) -> series.put(metric, column.build()));
    return new MetricSeries(series.buildOrThrow());
  }

  private void checkHeader(int start, int stop) throws IOException {
    if (!text(start, stop).equals(MetricsFile.HEADER)) {
      throw damaged(start, stop);
    }
  }

  private void readLine(int start, int stop) throws IOException {
    int first = comma(start, stop);
    int second = comma(first + 1, stop);
    int third = comma(second + 1, stop);
    if (third >= stop || comma(third + 1, stop) < stop) {
      throw damaged(start, stop);
    }
    if (!isWanted(second + 1, third)) {
      return;
    }
    try {
      long step = step(first + 1, second);
      double value = value(third + 1, stop);
      column(start, first, second + 1, third, stop).add(step, value);
    } catch (NumberFormatException e) {
      throw damaged(start, stop);
    }
  }

  private boolean isWanted(int start, int stop) {
    for (byte[] name : only) {
      if (Arrays.equals(name, 0, name.length, bytes, start, stop)) {
        return true;
      }
    }
    return only.isEmpty();
  }

  /** Where the next comma is; {@code stop} or beyond if there is none. */
  private int comma(int from, int stop) {
    int at = from;
    while (at < stop && bytes[at] != ',') {
      at++;
    }
    return at;
  }

  private long step(int start, int stop) {
    int at = start;
    boolean negative = at < stop && bytes[at] == '-';
    if (negative) {
      at++;
    }
    if (at == stop || stop - at > SAFE_DIGITS) {
      return Long.parseLong(text(start, stop));
    }
    long magnitude = 0;
    for (; at < stop; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        throw new NumberFormatException();
      }
      magnitude = 10 * magnitude + digit;
    }
    return negative ? -magnitude : magnitude;
  }

  private double value(int start, int stop) {
    int length = stop - start;
    if (length > number.length) {
      number = new char[length];
    }
    for (int i = 0; i < length; i++) {
      number[i] = (char) (bytes[start + i] & 0xff);
    }
    return NumberInput.parseDouble(number, 0, length, true);
  }

  private ColumnBuilder column(int clockStart, int clockStop, int start, int stop, int lineStop)
      throws IOException {
    // Metrics mostly follow each other in the same order at each log point.
    if (last != null && last.next != null && last.next.isNamed(bytes, start, stop)) {
      last = last.next;
    } else {
      ColumnBuilder found = named(text(start, stop), clockStart, clockStop, lineStop);
      if (last != null) {
        last.next = found;
      }
      last = found;
    }
    if (!last.isOnClock(bytes, clockStart, clockStop)) {
      throw new IOException(
          file
              + ":"
              + line
              + ": "
              + last.metric
              + " is recorded on two clocks, "
              + last.clock()
              + " and "
              + text(clockStart, clockStop));
    }
    return last;
  }

  private ColumnBuilder named(String metric, int clockStart, int clockStop, int lineStop)
      throws IOException {
    ColumnBuilder found = columns.get(metric);
    if (found == null) {
      String clock = text(clockStart, clockStop);
      if (!MetricsFile.PLAIN.matchesAllOf(metric) || !MetricsFile.PLAIN.matchesAllOf(clock)) {
        throw damaged(clockStart, lineStop);
      }
      found = new ColumnBuilder(metric, clock);
      columns.put(metric, found);
    }
    return found;
  }

  private String text(int start, int stop) {
    return new String(bytes, start, stop - start, StandardCharsets.UTF_8);
  }

  private IOException damaged(int start, int stop) {
    return new IOException(
        file + ":" + line + ": expected " + MetricsFile.HEADER + "; found " + text(start, stop));
  }

  /** The values of one metric while they are read. */
  private static final class ColumnBuilder {
    private final String metric;
    private final byte[] metricBytes;
    private final byte[] clockBytes;
    private long[] steps = new long[16];
    private double[] values = new double[16];
    private int size;
    private ColumnBuilder next;

    ColumnBuilder(String metric, String clock) {
      this.metric = metric;
      this.metricBytes = metric.getBytes(StandardCharsets.US_ASCII);
      this.clockBytes = clock.getBytes(StandardCharsets.US_ASCII);
    }

    boolean isNamed(byte[] bytes, int start, int stop) {
      return Arrays.equals(metricBytes, 0, metricBytes.length, bytes, start, stop);
    }

    boolean isOnClock(byte[] bytes, int start, int stop) {
      return Arrays.equals(clockBytes, 0, clockBytes.length, bytes, start, stop);
    }

    String clock() {
      return new String(clockBytes, StandardCharsets.US_ASCII);
    }

    void add(long step, double value) {
      if (size == values.length) {
        steps = Arrays.copyOf(steps, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
      }
      steps[size] = step;
      values[size] = value;
      size++;
    }

    MetricSeries.Column build() {
      return new MetricSeries.Column(
          clock(), Arrays.copyOf(steps, size), Arrays.copyOf(values, size));
    }
  }
}
