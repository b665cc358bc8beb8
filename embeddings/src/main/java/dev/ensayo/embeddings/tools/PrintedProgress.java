package dev.ensayo.embeddings.tools;

import dev.ensayo.core.vectors.ReadingProgress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/** Says every few seconds how far the reading of a long file has come. */
final class PrintedProgress implements ReadingProgress {
  private static final long NANOS_BETWEEN = 3_000_000_000L;

  private final Path file;
  private final PrintWriter err;
  private long last = System.nanoTime();

  PrintedProgress(Path file, PrintWriter err) {
    this.file = file;
    this.err = err;
  }

  @Override
  public void at(long words, OptionalLong of) {
    long now = System.nanoTime();
    if (now - last >= NANOS_BETWEEN) {
      last = now;
      String whole = of.isPresent() ? String.format(Locale.ROOT, " of %,d", of.getAsLong()) : "";
      err.printf(Locale.ROOT, "%s: %,d%s words read%n", file, words, whole);
      err.flush();
    }
  }
}
