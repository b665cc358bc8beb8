package dev.ensayo.benchmarks.suite;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Optional;

/** The Python that others are measured in: {@code python3}, or what ENSAYO_PYTHON names. */
final class Python {
  private Python() {}

  static String command() {
    String named = System.getenv().getOrDefault("ENSAYO_PYTHON", "");
    return named.isEmpty() ? "python3" : named;
  }

  /** Why a module cannot be used; empty if it can. */
  static Optional<String> missing(String module) {
    try {
      Process process =
          new ProcessBuilder(command(), "-c", "import " + module)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      return process.waitFor() == 0 ? Optional.empty() : Optional.of("no Python with " + module);
    } catch (IOException e) {
      return Optional.of("no python3; name one with ENSAYO_PYTHON");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }
}
