package dev.ensayo.benchmarks.suite;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.NearestName;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.experiments.run.MachineFacts;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code benchmarks/run}: measures round by round, each workload once a round in a process of its
 * own, so that what is compared is measured under the same load.
 */
@Command(
    name = "benchmarks/run",
    description = "Measures how fast Ensayo is and prints a table.",
    mixinStandardHelpOptions = true)
public final class BenchmarkCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      description = "a workload, or the beginning of the names of several; all unless given")
  private List<String> names = new ArrayList<>();

  @Option(names = "--csv", paramLabel = "FILE", description = "writes the table there as well")
  private Optional<Path> csv = Optional.empty();

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "5",
      description = "rounds (default: ${DEFAULT-VALUE})")
  private int repeats;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "only workloads that may use as many threads")
  private Optional<Integer> threads = Optional.empty();

  @Option(
      names = "--engines",
      paramLabel = "NAME",
      split = ",",
      description = "only these engines, such as compiled,libtorch")
  private List<String> engines = new ArrayList<>();

  @Option(names = "--list", description = "names the workloads and measures nothing")
  private boolean list;

  @Spec private CommandSpec spec;

  private final List<Double> loads = new ArrayList<>();

  /** Runs the command and exits with its code: 0 done, 1 a measurement failed, 2 wrong input. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine command = new CommandLine(new BenchmarkCommand());
    command.setExecutionExceptionHandler(
        (exception, commands, parsed) -> {
          if (exception instanceof MeasurementException || exception instanceof IOException) {
            commands.getErr().println("benchmarks/run: " + exception.getMessage());
            return 1;
          }
          throw exception;
        });
    return command;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (list) {
      names().forEach(out::println);
      out.flush();
      return 0;
    }
    if (repeats < 1) {
      throw new ParameterException(
          spec.commandLine(), "--repeats must be at least 1, not " + repeats);
    }
    List<Workload> chosen = chosen();
    out.println(machine());
    out.flush();
    Measurements measurements = measure(chosen);
    ResultTable table = new ResultTable(measurements);
    out.println(load());
    out.println();
    table.columns().forEach(out::println);
    List<String> goals = table.goals();
    if (!goals.isEmpty()) {
      out.println();
      goals.forEach(out::println);
    }
    out.flush();
    return 0;
  }

  private Measurements measure(List<Workload> chosen) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Measurements measurements = new Measurements();
    List<Workload> possible = new ArrayList<>();
    for (Workload workload : chosen) {
      Optional<String> missing = workload.missing();
      if (missing.isPresent()) {
        err.printf("skipped: %s, %s: %s%n", workload.name(), workload.engine(), missing.get());
      } else {
        possible.add(workload);
      }
    }
    for (int round = 1; round <= repeats; round++) {
      for (Workload workload : possible) {
        if (workload.measuredOnce() && round > 1) {
          continue;
        }
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        loads.add(load);
        err.printf(
            Locale.ROOT,
            "round %d of %d, load %.1f: %s, %s%n",
            round,
            repeats,
            load,
            workload.name(),
            workload.engine());
        err.flush();
        measurements.add(workload.measure(Effort.FULL));
      }
      // After each round, so that stopping early loses one round only.
      if (csv.isPresent()) {
        AtomicFile.write(csv.get(), String.join("\n", new ResultTable(measurements).csv()) + "\n");
      }
    }
    return measurements;
  }

  /** The peers are there where the launcher has built them. */
  private static ImmutableList<Workload> workloads() {
    return ImmutableList.<Workload>builder()
        .addAll(Catalog.workloads())
        .addAll(Word2VecComparison.all())
        .addAll(BridgeSpeed.all())
        .addAll(LauncherSpeed.all())
        .addAll(ServeSpeed.all())
        .add(new ServeSoak())
        .addAll(PeerComparison.isBuilt() ? PeerComparison.all() : ImmutableList.of())
        .addAll(PeerComparison.isBuilt() ? LoopComparison.all() : ImmutableList.of())
        .build();
  }

  private static List<String> names() {
    return workloads().stream().map(Workload::name).distinct().toList();
  }

  private List<Workload> chosen() {
    for (String name : names) {
      if (names().stream().noneMatch(known -> known.startsWith(name))) {
        throw new ParameterException(
            spec.commandLine(),
            "no workload is called '" + name + "'; " + NearestName.hint(name, names()));
      }
    }
    List<Workload> chosen = workloads().stream().filter(this::isChosen).toList();
    if (chosen.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "no workload has these names, engines and threads");
    }
    return chosen;
  }

  private boolean isChosen(Workload workload) {
    return (names.isEmpty() || names.stream().anyMatch(workload.name()::startsWith))
        && (engines.isEmpty() || engines.contains(workload.engine()))
        && (threads.isEmpty() || threads.get() == workload.threads());
  }

  private String load() {
    Spread spread = Spread.of(loads);
    return String.format(
        Locale.ROOT,
        "load average before each measurement: median %.1f, min %.1f, max %.1f",
        spread.median(),
        spread.min(),
        spread.max());
  }

  /** With the kernels that OpenBLAS was told to use: they alone may double a figure or halve it. */
  private static String machine() {
    String kernels = System.getenv("OPENBLAS_CORETYPE");
    return String.format(
        Locale.ROOT,
        "%s, %d cores; %s; Java %s; Ensayo %s; OpenBLAS kernels: %s",
        MachineFacts.cpu(),
        Runtime.getRuntime().availableProcessors(),
        MachineFacts.os(),
        MachineFacts.java(),
        MachineFacts.code(),
        kernels == null || kernels.isEmpty() ? "its own choice" : kernels);
  }
}
