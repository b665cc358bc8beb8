package dev.ensayo.agents.tabular;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Q(s, a) as a table, {@code [S, A]}. */
public final class ActionValues implements Stateful {
  private static final String FILE = "q-table.csv";

  private final int states;
  private final int actions;
  private final double[] values;

  /**
   * @param states number of states {@code S}
   * @param actions number of actions {@code A}
   * @param initialValue of every entry
   */
  public ActionValues(int states, int actions, double initialValue) {
    this.states = states;
    this.actions = actions;
    this.values = new double[Math.multiplyExact(states, actions)];
    Arrays.fill(values, initialValue);
  }

  public int states() {
    return states;
  }

  public int actions() {
    return actions;
  }

  public double get(int state, int action) {
    return values[state * actions + action];
  }

  public void set(int state, int action, double value) {
    values[state * actions + action] = value;
  }

  public void add(int state, int action, double change) {
    values[state * actions + action] += change;
  }

  /** max_a Q(s, a). */
  public double max(int state) {
    double max = get(state, 0);
    for (int a = 1; a < actions; a++) {
      max = Math.max(max, get(state, a));
    }
    return max;
  }

  /** The lowest action a with Q(s, a) = max. */
  public int greedyAction(int state) {
    int best = 0;
    for (int a = 1; a < actions; a++) {
      if (get(state, a) > get(state, best)) {
        best = a;
      }
    }
    return best;
  }

  /**
   * Writes {@code q-table.csv}: a header {@code state,action,value} and a row for each entry, with
   * values that print and parse back to the same double.
   */
  void write(Path directory) throws IOException {
    try (Writer out = Files.newBufferedWriter(directory.resolve(FILE), StandardCharsets.UTF_8)) {
      out.write("state,action,value\r\n");
      for (int s = 0; s < states; s++) {
        for (int a = 0; a < actions; a++) {
          out.write(s + "," + a + "," + get(s, a) + "\r\n");
        }
      }
    }
  }

  /**
   * Reads what {@link #write} wrote, value for value.
   *
   * @throws IOException if that is not a table of so many states and actions, with the line
   */
  static ActionValues read(Path directory, int states, int actions) throws IOException {
    Path file = directory.resolve(FILE);
    ActionValues table = new ActionValues(states, actions, 0);
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    int entries = table.values.length;
    if (lines.size() != entries + 1) {
      throw new IOException(
          file
              + " has "
              + (lines.size() - 1)
              + " entries; "
              + states
              + " states with "
              + actions
              + " actions have "
              + entries);
    }
    for (int i = 0; i < entries; i++) {
      String where = i / actions + "," + i % actions + ",";
      String line = lines.get(i + 1);
      Double value = line.startsWith(where) ? number(line.substring(where.length())) : null;
      if (value == null) {
        throw new IOException(
            file + ":" + (i + 2) + ": expected " + where + " and a number; found '" + line + "'");
      }
      table.values[i] = value;
    }
    return table;
  }

  /** Null if it is none. */
  private static Double number(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("action-values");
    out.writeDoubles(values);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("action-values");
    in.readDoubles(values);
  }
}
