package dev.ensayo.benchmarks.suite;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Steps per second of a whole program that learns. Here it is a run of a study, files and
 * checkpoints included; in PyTorch a process of a script.
 *
 * @param loop the program
 * @param engine {@link Catalog#COMPILED} or {@link PeerComparison#PYTHON}
 */
record LoopComparison(LearningLoop loop, String engine) implements Workload {
  /** Every loop on both sides, in turn. */
  static ImmutableList<Workload> all() {
    ImmutableList.Builder<Workload> all = ImmutableList.builder();
    for (LearningLoop loop : LearningLoop.values()) {
      all.add(new LoopComparison(loop, Catalog.COMPILED));
      all.add(new LoopComparison(loop, PeerComparison.PYTHON));
    }
    return all.build();
  }

  @Override
  public String name() {
    return loop.workload();
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
      LearningLoop.Span span = loop.here();
      return new RunSpeed(
              name(), engine, loop.unit(), loop.study(), span.from(), span.from(), span.to())
          .measure(effort);
    }
    return figures(FigureProcess.line(name() + " with " + engine, threads(), this::command));
  }

  private List<String> command(Path result) {
    return List.of(
        PeerComparison.python().orElseThrow(),
        PeerComparison.script().resolveSibling(loop.script()).toString(),
        Integer.toString(threads()),
        Long.toString(loop.python().from()),
        Long.toString(loop.python().to()),
        result.toString());
  }

  /** Steps per second by the wall clock and of processor time. */
  ImmutableListMultimap<Figure, Double> figures(String line) {
    List<String> numbers = Splitter.on(' ').splitToList(line);
    return ImmutableListMultimap.of(
        Figure.of(name(), engine, loop.unit()),
        Double.parseDouble(numbers.get(0)),
        Figure.of(name() + "-processor", engine, loop.unit()),
        Double.parseDouble(numbers.get(1)));
  }
}
