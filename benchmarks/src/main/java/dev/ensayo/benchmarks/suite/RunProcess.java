package dev.ensayo.benchmarks.suite;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link RunSampler} in a process of its own, which hands its samples back in a file. */
public final class RunProcess {
  private static final String SEPARATOR = ",";

  private RunProcess() {}

  /** Samples a run in another process. */
  static List<Sample> sample(MeasuredStudy study, long from, long to, int intervals) {
    try {
      Path samples = Files.createTempFile("ensayo-samples", ".csv");
      try {
        return sample(study, from, to, intervals, samples);
      } finally {
        Files.deleteIfExists(samples);
      }
    } catch (IOException e) {
      throw new MeasurementException(study + " was not measured: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MeasurementException(study + " was interrupted", e);
    }
  }

  private static List<Sample> sample(
      MeasuredStudy study, long from, long to, int intervals, Path samples)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(MeasuredProcess.options());
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            RunProcess.class.getName(),
            study.name(),
            Long.toString(from),
            Long.toString(to),
            Integer.toString(intervals),
            samples.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.INHERIT)
            .start();
    int code;
    try {
      code = process.waitFor();
    } finally {
      process.destroy();
    }
    if (code != 0) {
      throw new MeasurementException(study + " was not measured: its process ended with " + code);
    }
    return Files.readAllLines(samples).stream().map(RunProcess::parse).toList();
  }

  private static Sample parse(String line) {
    List<String> fields = Splitter.on(SEPARATOR).splitToList(line);
    return new Sample(
        Long.parseLong(fields.get(0)),
        Long.parseLong(fields.get(1)),
        Long.parseLong(fields.get(2)),
        Long.parseLong(fields.get(3)));
  }

  /**
   * The other process.
   *
   * @param arguments study, first step, last step, intervals, file that receives the samples
   */
  public static void main(String[] arguments) throws IOException {
    List<Sample> samples =
        RunSampler.sample(
            MeasuredStudy.valueOf(arguments[0]),
            Long.parseLong(arguments[1]),
            Long.parseLong(arguments[2]),
            Integer.parseInt(arguments[3]));
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    for (Sample sample : samples) {
      lines.add(
          sample.position()
              + SEPARATOR
              + sample.nanos()
              + SEPARATOR
              + sample.processorNanos()
              + SEPARATOR
              + sample.residentKib());
    }
    Files.write(Path.of(arguments[4]), lines.build());
  }
}
