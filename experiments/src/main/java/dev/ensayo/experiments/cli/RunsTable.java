package dev.ensayo.experiments.cli;

import dev.ensayo.results.markup.Figures;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** Runs as a table for people; the notes last because they are long. */
final class RunsTable {
  private static final int SCORE = 2;
  private static final int TIME = 3;

  private final TextTable table =
      new TextTable(Set.of(SCORE, TIME), "run", "state", "score", "time", "host", "");

  RunsTable(List<ListedRun> runs) {
    Figures scores =
        Figures.forAll(runs.stream().flatMapToDouble(run -> run.score().stream()).toArray());
    for (ListedRun run : runs) {
      OptionalDouble score = run.score();
      table.add(
          run.name(),
          run.stateLabel(),
          score.isPresent() ? scores.format(score.getAsDouble()) : "",
          run.seconds().isPresent() ? Figures.duration(run.seconds().getAsDouble()) : "",
          run.host(),
          run.note());
    }
  }

  void print(StringBuilder out) {
    table.print(out);
  }
}
