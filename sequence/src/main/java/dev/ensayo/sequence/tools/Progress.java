package dev.ensayo.sequence.tools;

import java.io.PrintWriter;
import java.util.Locale;

/** Says every few seconds how much of a long scoring is done. */
final class Progress {
  private static final long EVERY_NANOS = 3_000_000_000L;

  private final PrintWriter out;
  private long next = System.nanoTime() + EVERY_NANOS;

  /**
   * @param out takes a line at a time
   */
  Progress(PrintWriter out) {
    this.out = out;
  }

  /**
   * So much is done.
   *
   * @param tokens that are scored
   * @param all how many there are
   */
  void done(long tokens, long all) {
    if (tokens < all && System.nanoTime() - next >= 0) {
      next = System.nanoTime() + EVERY_NANOS;
      out.println(String.format(Locale.ROOT, "scored %,d of %,d tokens", tokens, all));
      out.flush();
    }
  }
}
