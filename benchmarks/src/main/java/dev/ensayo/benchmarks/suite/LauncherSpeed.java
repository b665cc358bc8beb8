package dev.ensayo.benchmarks.suite;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.ensayo.experiments.cli.Ensayo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/**
 * What runs cost where a launcher makes them, two at a time on this machine: {@code ./ensayo run},
 * with all that it starts, of a study of one variant.
 *
 * <p>Two studies are made: one of the first few runs, {@code NAME-first}, in which what makes runs
 * is started and Java compiles what they need, and one of these and more; the difference is shared
 * out among the more. {@code NAME-processor} is the same in processor time of all processes, {@code
 * NAME-driver} in that of the command's own process alone, which is what a cluster does not divide.
 * {@code NAME-whole} is the second study from its start to its report, {@code NAME-whole-driver}
 * the processor time that the command's own process takes for it, and {@code NAME-resident-set} the
 * most memory.
 *
 * @param name of the workload
 * @param engine the launcher
 * @param first how many runs the first study has
 * @param more how many the second has beyond those
 * @param work what each of them does
 */
record LauncherSpeed(String name, String engine, int first, int more, Work work)
    implements Workload {
  /** Runs of about ten seconds on one core of an AMD EPYC. */
  static final String TEN_SECONDS = "launcher-run";

  /** Runs whose learner stands for one: it has a single state to learn of. */
  static final String TINY = "launcher-10000";

  static final String LOCAL = "local";
  static final String SHARE = "share";
  static final String SPARK = "spark";

  /** One executor of two cores: as many runs at a time, in as many processes as the others have. */
  private static final String MASTER = "local-cluster[1,2,2048]";

  private static final int AT_A_TIME = 2;
  private static final int TRIAL_RUNS = 3;
  private static final int LOGGED = 20;
  private static final Work TEN_SECONDS_OF_WORK = new Work("cartpole-v1", "dqn", 80_000);
  private static final Work NO_WORK = new Work("bandit", "sarsa", 20);
  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * What a run does.
   *
   * @param environment what is learned in
   * @param agent who learns
   * @param steps environment steps
   */
  record Work(String environment, String agent, long steps) {
    Path study(Path folder, String name, int runs) throws IOException {
      String yaml =
          """
          study: %s
          environment: %s
          agent: %s
          budget: {environmentSteps: %d}
          evaluation: {every: %d, episodes: 1}
          log: {every: %d}
          seeds: {from: 1, count: %d}
          """;
      return Files.writeString(
          folder.resolve(name + ".yaml"),
          yaml.formatted(
              name, environment, agent, steps, steps, Math.max(1, steps / LOGGED), runs));
    }
  }

  static ImmutableList<LauncherSpeed> all() {
    ImmutableList.Builder<LauncherSpeed> all = ImmutableList.builder();
    for (String launcher : List.of(LOCAL, SHARE, SPARK)) {
      all.add(new LauncherSpeed(TEN_SECONDS, launcher, 4, 16, TEN_SECONDS_OF_WORK));
    }
    for (String launcher : List.of(LOCAL, SHARE, SPARK)) {
      all.add(new LauncherSpeed(TINY, launcher, 1, 9_999, NO_WORK));
    }
    return all.build();
  }

  @Override
  public int threads() {
    return AT_A_TIME;
  }

  @Override
  public Optional<String> missing() {
    Path built = MeasuredProcess.home().resolve("cluster").resolve(".launcher").resolve("stamp");
    return engine.equals(SPARK) && !Files.exists(built)
        ? Optional.of("Apache Spark, which './ensayo run xor --launcher spark' fetches")
        : Optional.empty();
  }

  @Override
  public ImmutableListMultimap<Figure, Double> measure(Effort effort) {
    try {
      Path folder = Files.createTempDirectory("ensayo-launched");
      try {
        return effort == Effort.FULL ? measured(folder) : tried(folder);
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

  private ImmutableListMultimap<Figure, Double> measured(Path folder)
      throws IOException, InterruptedException {
    command(folder, NO_WORK.study(folder, "built", 1), "built"); // builds, where that is needed
    return figures(
        command(folder, work.study(folder, "few", first), "few"),
        command(folder, work.study(folder, "many", first + more), "many"),
        more);
  }

  private ImmutableListMultimap<Figure, Double> tried(Path folder) throws IOException {
    return figures(
        here(folder, NO_WORK.study(folder, "few", 1)),
        here(folder, NO_WORK.study(folder, "many", 1 + TRIAL_RUNS)),
        TRIAL_RUNS);
  }

  /** The figures of two commands, of which the second made so many more runs. */
  ImmutableListMultimap<Figure, Double> figures(ProcessUse few, ProcessUse many, int beyond) {
    return ImmutableListMultimap.<Figure, Double>builder()
        .put(figure("", "s/run"), (many.seconds() - few.seconds()) / beyond)
        .put(figure("-processor", "s/run"), (many.processor() - few.processor()) / beyond)
        .put(figure("-driver", "s/run"), (many.ownProcessor() - few.ownProcessor()) / beyond)
        .put(figure("-first", "s"), few.seconds())
        .put(figure("-whole", "s"), many.seconds())
        .put(figure("-whole-driver", "s"), many.ownProcessor())
        .put(figure("-resident-set", "MiB"), many.peakMib())
        .build();
  }

  private Figure figure(String suffix, String unit) {
    return new Figure(name + suffix, engine, AT_A_TIME, unit);
  }

  private List<String> arguments(Path study, Path out) {
    List<String> arguments = new ArrayList<>(List.of("run", study.toString()));
    arguments.addAll(List.of("--yes", "--out", out.toString(), "--launcher", engine));
    arguments.addAll(
        engine.equals(SPARK)
            ? List.of("--master", MASTER)
            : List.of("--jobs", Integer.toString(AT_A_TIME)));
    return arguments;
  }

  private ProcessUse command(Path folder, Path study, String out)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(MeasuredProcess.home().resolve("ensayo").toString());
    command.addAll(arguments(study, folder.resolve(out)));
    return ProcessUse.of(name, command);
  }

  private ProcessUse here(Path folder, Path study) {
    CommandLine commands = Ensayo.commandLine();
    StringWriter said = new StringWriter();
    commands.setOut(new PrintWriter(said, true));
    commands.setErr(new PrintWriter(said, true));
    long start = System.nanoTime();
    long before = ProcessorTime.nanos();
    String[] arguments = arguments(study, folder.resolve("here")).toArray(String[]::new);
    int code = commands.execute(arguments);
    double processor = (ProcessorTime.nanos() - before) / NANOS_PER_SECOND;
    if (code != 0) {
      throw new MeasurementException(name + " was not measured: " + said);
    }
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    return new ProcessUse(seconds, processor, processor, 0);
  }
}
