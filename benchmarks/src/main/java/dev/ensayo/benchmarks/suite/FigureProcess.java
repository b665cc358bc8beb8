package dev.ensayo.benchmarks.suite;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** A process of its own that writes the figures of one measurement into a file. */
final class FigureProcess {
  private FigureProcess() {}

  /**
   * Runs it to its end.
   *
   * @param what is measured, for messages
   * @param threads how many it may use for its products
   * @param command of the file
   * @return the line it wrote
   * @throws MeasurementException if it fails
   */
  static String line(String what, int threads, Function<Path, List<String>> command) {
    try {
      Path result = Files.createTempFile("ensayo-figures", ".txt");
      try {
        run(what, threads, command.apply(result));
        return Files.readString(result).strip();
      } finally {
        Files.deleteIfExists(result);
      }
    } catch (IOException e) {
      throw new MeasurementException(what + " was not measured: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MeasurementException(what + " was interrupted", e);
    }
  }

  private static void run(String what, int threads, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.INHERIT);
    builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
    Process process = builder.start();
    int code;
    try {
      code = process.waitFor();
    } finally {
      process.destroy();
    }
    if (code != 0) {
      throw new MeasurementException(what + " was not measured: its process ended with " + code);
    }
  }
}
