package dev.ensayo.benchmarks.suite;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What word2vec.c writes while it learns: the number of words, then again and again, with a
 * carriage return, how much of them is done.
 */
final class OriginalProgress implements AutoCloseable {
  private static final Pattern WORDS = Pattern.compile("Words in train file: (\\d+)");
  private static final Pattern DONE = Pattern.compile("Progress: ([0-9.]+)%");
  private static final double NANOS_PER_SECOND = 1e9;

  private final Reader reader;
  private final LongSupplier clock;
  private double words;
  private double firstDone = -1;
  private double lastDone;
  private long firstNanos;
  private long lastNanos;

  OriginalProgress(InputStream output) {
    this(new InputStreamReader(output, StandardCharsets.UTF_8), System::nanoTime);
  }

  OriginalProgress(Reader reader, LongSupplier clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * Reads to the end.
   *
   * @throws MeasurementException if there is no progress in it
   */
  double wordsPerSecond() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = reader.read(); next >= 0; next = reader.read()) {
      if (next == '\n' || next == '\r') {
        take(line.toString());
        line.setLength(0);
      } else {
        line.append((char) next);
      }
    }
    take(line.toString());
    if (words == 0 || lastDone <= firstDone || lastNanos == firstNanos) {
      throw new MeasurementException("word2vec.c did not report its progress");
    }
    return words * (lastDone - firstDone) / 100 / ((lastNanos - firstNanos) / NANOS_PER_SECOND);
  }

  private void take(String line) {
    Matcher all = WORDS.matcher(line);
    if (all.find()) {
      words = Double.parseDouble(all.group(1));
    }
    Matcher done = DONE.matcher(line);
    if (done.find()) {
      lastDone = Double.parseDouble(done.group(1));
      lastNanos = clock.getAsLong();
      if (firstDone < 0) {
        firstDone = lastDone;
        firstNanos = lastNanos;
      }
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
