package dev.ensayo.benchmarks.suite;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a command took, from its start to its end.
 *
 * @param seconds by the clock
 * @param processor seconds of processor time, with all processes that it started and that lived for
 *     a quarter of a second
 * @param ownProcessor seconds of processor time of its own process
 * @param peakMib the most memory of its own process; 0 where the system does not tell
 */
record ProcessUse(double seconds, double processor, double ownProcessor, double peakMib) {
  private static final int POLL_MILLIS = 250;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double KIB_PER_MIB = 1024;
  private static final String PEAK = "VmHWM:";

  /**
   * Runs a command to its end.
   *
   * @param what is measured, for messages
   * @throws MeasurementException if it fails
   */
  static ProcessUse of(String what, List<String> command) throws IOException, InterruptedException {
    Path said = Files.createTempFile("ensayo-said", ".txt");
    try {
      return of(what, command, said);
    } finally {
      Files.delete(said);
    }
  }

  private static ProcessUse of(String what, List<String> command, Path said)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(said.toFile())
            .start();
    Map<Long, Duration> processor = new HashMap<>();
    double peakMib = 0;
    try {
      do {
        note(process.toHandle(), processor);
        process.descendants().forEach(each -> note(each, processor));
        peakMib = Math.max(peakMib, peakMib(process.pid()));
      } while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS));
    } finally {
      process.destroy();
    }
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    if (process.exitValue() != 0) {
      throw new MeasurementException(
          "%s was not measured: its process ended with %s%s"
              .formatted(what, process.exitValue(), last(said)));
    }
    Duration all = processor.values().stream().reduce(Duration.ZERO, Duration::plus);
    Duration own = processor.getOrDefault(process.pid(), Duration.ZERO);
    return new ProcessUse(seconds, toSeconds(all), toSeconds(own), peakMib);
  }

  /** The last line that a process has said of its errors, after a colon. */
  private static String last(Path said) throws IOException {
    List<String> lines = Files.readAllLines(said);
    return lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1);
  }

  private static void note(ProcessHandle process, Map<Long, Duration> processor) {
    process.info().totalCpuDuration().ifPresent(used -> processor.put(process.pid(), used));
  }

  private static double toSeconds(Duration duration) {
    return duration.toNanos() / NANOS_PER_SECOND;
  }

  private static double peakMib(long process) throws IOException {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + process + "/status"))) {
        if (line.startsWith(PEAK)) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) / KIB_PER_MIB;
        }
      }
    } catch (NoSuchFileException e) {
      return 0; // it has ended, or the system is not Linux
    }
    return 0;
  }
}
