package dev.ensayo.benchmarks.suite;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import com.google.common.io.Resources;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Steps per second of 16 copies of a CartPole written in Python: in a plain loop of Python's own,
 * and through the environment {@code gymnasium}, autoreset and all.
 *
 * @param task a class of {@code gymnasium_cartpole.py}
 * @param engine {@link #LOOP} or {@link #BRIDGE}
 * @param processes that share the copies; 1 for the loop
 */
record BridgeSpeed(String task, String engine, int processes) implements Workload {
  static final String PREFIX = "gymnasium-";

  /** Python by itself. */
  static final String LOOP = "python";

  /** Python, stepped by Ensayo. */
  static final String BRIDGE = "bridge";

  /** Observations are tuples of Python's. */
  static final String PLAIN = "CartPole";

  /** Observations are arrays of numpy's, as those of Gymnasium's own CartPole. */
  static final String ARRAYS = "ArrayCartPole";

  static final int COPIES = 16;

  private static final String MODULE = "gymnasium_cartpole";
  private static final String UNIT = "steps/s";
  private static final double SECONDS = 3;
  private static final double TRIAL_SECONDS = 0.05;

  static ImmutableList<BridgeSpeed> all() {
    ImmutableList.Builder<BridgeSpeed> all = ImmutableList.builder();
    for (String task : List.of(PLAIN, ARRAYS)) {
      all.add(
          new BridgeSpeed(task, LOOP, 1),
          new BridgeSpeed(task, BRIDGE, 1),
          new BridgeSpeed(task, BRIDGE, 2));
    }
    return all.build();
  }

  @Override
  public String name() {
    return PREFIX + task;
  }

  @Override
  public int threads() {
    return processes;
  }

  @Override
  public Optional<String> missing() {
    return Python.missing(task.equals(ARRAYS) ? "numpy" : "math");
  }

  @Override
  public ImmutableListMultimap<Figure, Double> measure(Effort effort) {
    try {
      Path folder = Files.createTempDirectory("ensayo-bridge");
      try {
        return figures(output(command(folder, effort == Effort.FULL ? SECONDS : TRIAL_SECONDS)));
      } finally {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (IOException e) {
      throw new MeasurementException(this + " was not measured: " + e.getMessage(), e);
    }
  }

  private List<String> command(Path folder, double seconds) throws IOException {
    Path module = folder.resolve(MODULE + ".py");
    Files.writeString(
        module,
        Resources.toString(
            Resources.getResource(BridgeSpeed.class, MODULE + ".py"), StandardCharsets.UTF_8));
    if (engine.equals(LOOP)) {
      return List.of(Python.command(), module.toString(), task, Double.toString(seconds));
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(MeasuredProcess.options());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(BridgeProcess.class.getName());
    command.addAll(List.of(MODULE + ":" + task, folder.toString()));
    command.addAll(List.of(Integer.toString(processes), Double.toString(seconds)));
    return command;
  }

  private String output(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    try {
      String line =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new MeasurementException(this + " ended with exit code " + process.exitValue());
      }
      return line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MeasurementException(this + " was interrupted", e);
    } finally {
      process.destroy();
    }
  }

  /**
   * The figures of a line of numbers.
   *
   * @param line steps per second by the wall clock, of Python's processor time and, through the
   *     bridge, of Ensayo's
   */
  ImmutableListMultimap<Figure, Double> figures(String line) {
    List<String> numbers = Splitter.on(' ').splitToList(line);
    ImmutableListMultimap.Builder<Figure, Double> figures = ImmutableListMultimap.builder();
    List<String> suffixes = List.of("", "-processor", "-java-processor");
    for (int i = 0; i < numbers.size(); i++) {
      figures.put(
          new Figure(name() + suffixes.get(i), engine, processes, UNIT),
          Double.parseDouble(numbers.get(i)));
    }
    return figures.build();
  }
}
