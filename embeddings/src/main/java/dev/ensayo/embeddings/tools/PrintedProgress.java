package dev.ensayo.embeddings.tools;

import dev.ensayo.core.training.TestProgress;
import dev.ensayo.core.vectors.ReadingProgress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/** Says every few seconds how far something is that takes long. */
final class PrintedProgress implements TestProgress {
  private static final long NANOS_BETWEEN = 3_000_000_000L;

  private final PrintWriter err;
  private long last = System.nanoTime();

  PrintedProgress(PrintWriter err) {
    this.err = err;
  }

  /** Of a file that is read. */
  static ReadingProgress reading(Path file, PrintWriter err) {
    PrintedProgress printed = new PrintedProgress(err);
    return (words, of) -> printed.say(file + ": ", "words read", words, of);
  }

  /** Of analogies, which are compared with one word after the other. */
  @Override
  public void at(long done, long all) {
    say("analogies: ", "words compared", done, OptionalLong.of(all));
  }

  private void say(String what, String units, long done, OptionalLong of) {
    long now = System.nanoTime();
    if (now - last >= NANOS_BETWEEN) {
      last = now;
      String whole = of.isPresent() ? String.format(Locale.ROOT, " of %,d", of.getAsLong()) : "";
      err.println(what + String.format(Locale.ROOT, "%,d%s %s", done, whole, units));
      err.flush();
    }
  }
}
