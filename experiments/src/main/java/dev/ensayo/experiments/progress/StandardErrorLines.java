package dev.ensayo.experiments.progress;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * While it is open, what libraries print on standard error, such as their warnings, is said line by
 * line, above what is drawn there.
 */
final class StandardErrorLines implements AutoCloseable {
  private final PrintStream lines;

  StandardErrorLines(Consumer<String> say) {
    lines = new PrintStream(new LineStream(say), true, StandardCharsets.UTF_8);
    System.setErr(lines);
  }

  @Override
  public void close() {
    System.setErr(
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, Charset.defaultCharset()));
    lines.close();
  }
}
