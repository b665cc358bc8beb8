package dev.ensayo.environments.gymnasium;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Reads what a process writes to its standard error, among it all that an environment prints, so
 * that the process never waits for a reader, and keeps the last line.
 */
final class ErrorOutput implements Runnable {
  private static final int LONGEST = 300;

  private final InputStream in;
  private volatile String lastLine = "";

  ErrorOutput(InputStream in) {
    this.in = in;
  }

  /** The last line that is not blank; empty if there was none. */
  String lastLine() {
    return lastLine;
  }

  @Override
  public void run() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          String text = line.strip();
          lastLine = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        }
      }
    } catch (IOException e) {
      lastLine = ""; // the process was ended, and nobody asks any more
    }
  }
}
