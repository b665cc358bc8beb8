package dev.ensayo.experiments.cli;

import dev.ensayo.experiments.progress.Durations;
import dev.ensayo.results.markup.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Runs as a table for people: aligned columns, the notes last because they are long. */
final class RunsTable {
  private static final int COLUMNS = 6;
  private static final int SCORE = 2;
  private static final int TIME = 3;
  private static final int NOTE = 5;

  private final List<String[]> rows = new ArrayList<>();
  private final int[] widths = new int[COLUMNS];

  RunsTable(List<ListedRun> runs) {
    Figures scores =
        Figures.forAll(runs.stream().flatMapToDouble(run -> run.score().stream()).toArray());
    add("run", "state", "score", "time", "host", "");
    for (ListedRun run : runs) {
      OptionalDouble score = run.score();
      add(
          run.name(),
          run.stateLabel(),
          score.isPresent() ? scores.format(score.getAsDouble()) : "",
          run.seconds().isPresent() ? Durations.words(run.seconds().getAsDouble()) : "",
          run.host(),
          run.note());
    }
  }

  private void add(String... row) {
    rows.add(row);
    for (int i = 0; i < COLUMNS; i++) {
      widths[i] = Math.max(widths[i], row[i].length());
    }
  }

  void print(StringBuilder out) {
    for (String[] row : rows) {
      int start = out.length();
      for (int i = 0; i < COLUMNS; i++) {
        String gap = i == NOTE ? "" : " ".repeat(widths[i] - row[i].length());
        boolean right = i == SCORE || i == TIME;
        out.append(right ? gap : "").append(row[i]).append(right ? "" : gap).append("  ");
      }
      int end = out.length();
      while (end > start && out.charAt(end - 1) == ' ') {
        end--;
      }
      out.setLength(end);
      out.append('\n');
    }
  }
}
