package dev.ensayo.benchmarks.suite;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Frames per second of the whole loop of DQN on MinAtar's Breakout: game, memory, one update of 32
 * transitions a frame, target network. Here it is a run of {@code dqn-minatar.yaml}, files and
 * checkpoints included; in PyTorch a process of {@code minatar_dqn.py}, which is written from the
 * same published settings.
 *
 * @param engine {@link Catalog#COMPILED} or {@link PeerComparison#PYTHON}
 */
record MinatarLoop(String engine) implements Workload {
  static final String NAME = PeerComparison.PREFIX + "minatar-loop";

  private static final String UNIT = "frames/s";
  private static final String SCRIPT = "minatar_dqn.py";

  /** Learning starts at frame 5,000, and both sides are warm after some more. */
  private static final long FROM = 7_000;

  private static final long TO = 27_000;
  private static final long PYTHON_TO = 12_000;

  /** Both of them, in turn. */
  static ImmutableList<Workload> all() {
    return ImmutableList.of(
        new MinatarLoop(Catalog.COMPILED), new MinatarLoop(PeerComparison.PYTHON));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> missing() {
    return engine.equals(PeerComparison.PYTHON) && PeerComparison.python().isEmpty()
        ? Optional.of("no Python with PyTorch; name one with ENSAYO_PYTHON")
        : Optional.empty();
  }

  @Override
  public ImmutableListMultimap<Figure, Double> measure(Effort effort) {
    if (engine.equals(Catalog.COMPILED)) {
      return new RunSpeed(NAME, engine, UNIT, MeasuredStudy.DQN_MINATAR, FROM, FROM, TO)
          .measure(effort);
    }
    return python();
  }

  private ImmutableListMultimap<Figure, Double> python() {
    try {
      Path result = Files.createTempFile("ensayo-loop", ".txt");
      try {
        return python(result);
      } finally {
        Files.deleteIfExists(result);
      }
    } catch (IOException e) {
      throw new MeasurementException(NAME + " was not measured: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MeasurementException(NAME + " was interrupted", e);
    }
  }

  private ImmutableListMultimap<Figure, Double> python(Path result)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                PeerComparison.python().orElseThrow(),
                PeerComparison.script().resolveSibling(SCRIPT).toString(),
                Integer.toString(threads()),
                Long.toString(FROM),
                Long.toString(PYTHON_TO),
                result.toString())
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.INHERIT);
    builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads()));
    Process process = builder.start();
    int code;
    try {
      code = process.waitFor();
    } finally {
      process.destroy();
    }
    if (code != 0) {
      throw new MeasurementException(
          NAME + " with " + engine + " was not measured: its process ended with " + code);
    }
    return figures(Files.readString(result).strip());
  }

  /** Frames per second by the wall clock and of processor time. */
  ImmutableListMultimap<Figure, Double> figures(String line) {
    List<String> numbers = Splitter.on(' ').splitToList(line);
    return ImmutableListMultimap.of(
        Figure.of(NAME, engine, UNIT),
        Double.parseDouble(numbers.get(0)),
        Figure.of(NAME + "-processor", engine, UNIT),
        Double.parseDouble(numbers.get(1)));
  }
}
