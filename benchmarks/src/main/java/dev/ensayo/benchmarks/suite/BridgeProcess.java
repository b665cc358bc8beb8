package dev.ensayo.benchmarks.suite;

import dev.ensayo.core.agent.VectorEnvironment;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.core.plugin.PluginRegistry;
import dev.ensayo.core.random.SeedSequence;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Steps an environment of Python's in a process of its own; writes steps per second by the wall
 * clock, of the processor time of Python and of that of this program.
 */
public final class BridgeProcess {
  private static final int ROUNDS = 100;
  private static final double NANOS_PER_SECOND = 1e9;

  private BridgeProcess() {}

  /**
   * The other process.
   *
   * @param arguments id, folder of its module, number of processes, seconds
   */
  public static void main(String[] arguments) {
    int processes = Integer.parseInt(arguments[2]);
    String settings =
        String.format(
            Locale.ROOT,
            "{id: '%s', python: '%s', path: ['%s'], copies: %d}",
            arguments[0],
            Python.command(),
            arguments[1],
            BridgeSpeed.COPIES / processes);
    DecisionProcess task = open(PluginRegistry.load().environment("gymnasium"), settings);
    List<SeedSequence> seeds =
        IntStream.range(0, BridgeSpeed.COPIES).mapToObj(i -> new SeedSequence(i)).toList();
    try (VectorEnvironment copies = new VectorEnvironment(task.create(seeds));
        PrintStream out =
            new PrintStream(
                new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
      double seconds = Double.parseDouble(arguments[3]);
      copies.reset();
      run(copies, seconds);
      out.println(run(copies, seconds));
    }
  }

  private static <C extends Record> DecisionProcess open(
      EnvironmentProvider<C> provider, String settings) {
    return (DecisionProcess) provider.open(Settings.of(provider.configType(), settings));
  }

  private static String run(VectorEnvironment copies, double seconds) {
    int[] actions = IntStream.range(0, copies.count()).map(i -> i % 2).toArray();
    long start = System.nanoTime();
    double python = pythonSeconds();
    double java = javaSeconds();
    long steps = 0;
    while ((System.nanoTime() - start) / NANOS_PER_SECOND < seconds) {
      for (int round = 0; round < ROUNDS; round++) {
        copies.step(actions);
      }
      steps += (long) ROUNDS * copies.count();
    }
    return String.format(
        Locale.ROOT,
        "%.1f %.1f %.1f",
        steps / ((System.nanoTime() - start) / NANOS_PER_SECOND),
        steps / (pythonSeconds() - python),
        steps / (javaSeconds() - java));
  }

  private static double pythonSeconds() {
    return ProcessHandle.current()
        .children()
        .mapToDouble(
            child ->
                child.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / NANOS_PER_SECOND)
        .sum();
  }

  private static double javaSeconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / NANOS_PER_SECOND;
  }
}
