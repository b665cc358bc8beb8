package dev.ensayo.benchmarks.suite;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.ensayo.experiments.cli.Ensayo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine;

/**
 * Seconds that a command over a folder of many runs takes, and the memory it takes at most: {@code
 * NAME-resident-set}. The launcher is part of it.
 *
 * @param name of the workload
 * @param command such as {@code runs}
 * @param runs how many are in the folder, a multiple of ten
 * @param points recorded values of each
 */
record FolderSpeed(String name, String command, int runs, int points) implements Workload {
  private static final int TRIAL_RUNS = 10;
  private static final int TRIAL_POINTS = 20;
  private static final int POLL_MILLIS = 10;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double KIB_PER_MIB = 1024;
  private static final String PEAK = "VmHWM:";

  @Override
  public String engine() {
    return Catalog.NONE;
  }

  @Override
  public ImmutableListMultimap<Figure, Double> measure(Effort effort) {
    try {
      Path folder = Files.createTempDirectory("ensayo-many");
      try {
        boolean full = effort == Effort.FULL;
        MadeUpRuns.write(folder, full ? runs : TRIAL_RUNS, full ? points : TRIAL_POINTS);
        return full ? inProcess(folder) : here(folder);
      } finally {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (IOException e) {
      throw new MeasurementException(name + " was not measured: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MeasurementException(name + " was interrupted", e);
    }
  }

  private Figure seconds() {
    return Figure.of(name, engine(), "s");
  }

  private ImmutableListMultimap<Figure, Double> here(Path folder) {
    CommandLine commands = Ensayo.commandLine();
    StringWriter said = new StringWriter();
    commands.setOut(new PrintWriter(said, true));
    long start = System.nanoTime();
    int code = commands.execute(command, folder.toString());
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    if (code != 0) {
      throw new MeasurementException(name + " was not measured: " + said);
    }
    return ImmutableListMultimap.of(seconds(), seconds);
  }

  private ImmutableListMultimap<Figure, Double> inProcess(Path folder)
      throws IOException, InterruptedException {
    String launcher = MeasuredProcess.home().resolve("ensayo").toString();
    run(launcher, "list"); // builds, where that is needed
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(launcher, command, folder.toString())
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.INHERIT)
            .start();
    double peakMib = 0;
    while (process.isAlive()) {
      peakMib = Math.max(peakMib, peakMib(process));
      Thread.sleep(POLL_MILLIS);
    }
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    if (process.exitValue() != 0) {
      throw new MeasurementException(
          name + " was not measured: its process ended with " + process.exitValue());
    }
    return ImmutableListMultimap.of(
        seconds(), seconds, Figure.of(name + "-resident-set", engine(), "MiB"), peakMib);
  }

  /** The launcher becomes the Java process, so its number is that of both. */
  private static double peakMib(Process process) throws IOException {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
        if (line.startsWith(PEAK)) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) / KIB_PER_MIB;
        }
      }
    } catch (NoSuchFileException e) {
      return 0; // it has just ended
    }
    return 0;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    new ProcessBuilder(command)
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.INHERIT)
        .start()
        .waitFor();
  }
}
