package dev.ensayo.benchmarks.suite;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network on one of the engines of {@code benchmarks/peers}, in a process whose class path has
 * libtorch; this one's has not. Beside the figure, the same in processor time ({@code
 * NAME-processor}) and the share of the {@code sgemm} peak, measured in the same process right
 * after it ({@code NAME-peak-share}).
 *
 * @param task what {@code benchmarks/peers} calls it
 * @param engine what does it
 * @param threads how many it may use
 */
record PeerComparison(String task, String engine, int threads) implements Workload {
  static final String PREFIX = "peers-";
  static final String LIBTORCH = "libtorch";
  static final String PYTHON = "pytorch-python";

  /** What an engine is given to do, and the unit of its figure. */
  private static final ImmutableList<String> TIMES =
      ImmutableList.of("dqn-step-64-64", "dqn-step-120-84", "greedy-64-64", "minatar-step");

  private static final ImmutableList<String> CHARACTERS =
      ImmutableList.of("rnn-256", "rnn-512", "lstm-256", "lstm-512", "gru-256", "gru-512");

  /** Written in Python alone: networks that users write by themselves, or DJL has no masks for. */
  static final ImmutableList<String> IN_PYTHON =
      ImmutableList.of(
          "transformer", "bidirectional-tagger", "encoder-decoder", "segmenter", "autoencoder");

  /** Those that neither DJL nor Deeplearning4j has a layer for. */
  static final ImmutableList<String> MINIMAL =
      ImmutableList.of("min-gru-256", "min-lstm-256", "min-gru-512", "min-lstm-512");

  private static final ImmutableList<String> IMAGES = ImmutableList.of("lenet");

  /** Tasks whose figure is pictures a second. */
  private static final ImmutableSet<String> OF_PICTURES =
      ImmutableSet.of("lenet", "segmenter", "autoencoder");

  private static final String CLASS_PATH = "ensayo.peers.classpath";
  private static final String CACHE = "ensayo.peers.cache";
  private static final String SCRIPT = "ensayo.peers.script";
  private static final String MAIN = "dev.ensayo.benchmarks.peers.PeerProcess";

  /** Whether the launcher has told where {@code benchmarks/peers} is. */
  static boolean isBuilt() {
    return System.getProperty(CLASS_PATH) != null;
  }

  /** Every network on every engine that has it, on one thread and on two, engines in turn. */
  static ImmutableList<Workload> all() {
    ImmutableList.Builder<Workload> all = ImmutableList.builder();
    for (String task : tasks()) {
      for (int threads : new int[] {1, 2}) {
        all.add(new PeerComparison(task, Catalog.COMPILED, threads));
        boolean isInLibtorch = !MINIMAL.contains(task) && !IN_PYTHON.contains(task);
        if (isInLibtorch) {
          all.add(new PeerComparison(task, LIBTORCH, threads));
        }
        if (isInLibtorch && !task.startsWith("gru")) {
          all.add(new PeerComparison(task, Catalog.DEEPLEARNING4J, threads));
        }
        if (python().isPresent()) {
          all.add(new PeerComparison(task, PYTHON, threads));
        }
      }
    }
    return all.build();
  }

  static ImmutableList<String> tasks() {
    return ImmutableList.<String>builder()
        .addAll(TIMES)
        .addAll(CHARACTERS)
        .addAll(MINIMAL)
        .addAll(IN_PYTHON)
        .addAll(IMAGES)
        .build();
  }

  /** Whether a larger figure is better. */
  static boolean isRate(String task) {
    return !TIMES.contains(task);
  }

  /** A Python that has PyTorch, where the launcher found one. */
  static Optional<String> python() {
    return Optional.ofNullable(System.getProperty("ensayo.peers.python"))
        .filter(path -> !path.isEmpty());
  }

  /** What it is given to run. */
  static Path script() {
    return Path.of(System.getProperty(SCRIPT));
  }

  @Override
  public String name() {
    return PREFIX + task;
  }

  private String unit() {
    if (TIMES.contains(task)) {
      return "us";
    }
    if (task.endsWith("-tagger")) {
      return "words/s";
    }
    return OF_PICTURES.contains(task) ? "img/s" : "char/s";
  }

  @Override
  public ImmutableListMultimap<Figure, Double> measure(Effort effort) {
    return figures(FigureProcess.line(name() + " with " + engine, threads, this::command));
  }

  /** Figure, figure by processor time, GFLOP/s of the peak, GFLOP/s of the workload. */
  ImmutableListMultimap<Figure, Double> figures(String line) {
    List<Double> numbers =
        Splitter.on(' ').splitToList(line).stream().map(Double::parseDouble).toList();
    return ImmutableListMultimap.of(
        new Figure(name(), engine, threads, unit()),
        numbers.get(0),
        new Figure(name() + "-processor", engine, threads, unit()),
        numbers.get(1),
        new Figure(name() + "-peak-share", engine, threads, "%"),
        100 * numbers.get(3) / numbers.get(2));
  }

  private List<String> command(Path result) {
    List<String> command = new ArrayList<>();
    if (engine.equals(PYTHON)) {
      command.add(python().orElseThrow());
      command.add(script().toString());
    } else {
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(MeasuredProcess.options());
      command.add("-DDJL_CACHE_DIR=" + System.getProperty(CACHE));
      command.add("-DENGINE_CACHE_DIR=" + System.getProperty(CACHE));
      command.add("-Dai.djl.offline=true");
      command.add("-DOPT_OUT_TRACKING=true");
      command.add("-Dai.djl.pytorch.num_threads=" + threads);
      command.add("-Dai.djl.pytorch.num_interop_threads=1");
      command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
      command.addAll(List.of("-cp", System.getProperty(CLASS_PATH), MAIN));
    }
    command.addAll(List.of(task, engine, Integer.toString(threads), result.toString()));
    return command;
  }
}
