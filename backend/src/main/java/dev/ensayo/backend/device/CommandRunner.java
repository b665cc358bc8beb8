package dev.ensayo.backend.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program that prints a few lines to its end. */
@FunctionalInterface
interface CommandRunner {
  /**
   * @param exitCode 0 for success
   * @param output what was printed, errors included
   */
  record Result(int exitCode, String output) {}

  /**
   * @throws IOException if there is no such program, or it does not end
   */
  Result run(List<String> command) throws IOException;

  /** Runs it on this machine, for ten seconds at most. */
  static CommandRunner onThisMachine() {
    return command -> {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      try {
        // Waiting comes first, so that a hanging driver cannot hold us: a few lines fit the pipe.
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new IOException(command.get(0) + " does not end");
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.exitValue(), output.strip());
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    };
  }
}
