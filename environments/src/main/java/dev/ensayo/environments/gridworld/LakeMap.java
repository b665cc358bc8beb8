package dev.ensayo.environments.gridworld;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The map of a frozen lake, row by row from the top: {@code S} start, {@code F} frozen, {@code H}
 * hole, {@code G} goal.
 */
public sealed interface LakeMap {
  /** The rows from the top, all of the same length. */
  List<String> rows();

  /** The small map of Gymnasium. */
  @Choice(value = "4x4", summary = "4 rows of 4 cells with 4 holes")
  record FourByFour() implements LakeMap {
    private static final ImmutableList<String> ROWS =
        ImmutableList.of("SFFF", "FHFH", "FFFH", "HFFG");

    @Override
    public List<String> rows() {
      return ROWS;
    }
  }

  /** The large map of Gymnasium. */
  @Choice(value = "8x8", summary = "8 rows of 8 cells with 10 holes")
  record EightByEight() implements LakeMap {
    private static final ImmutableList<String> ROWS =
        ImmutableList.of(
            "SFFFFFFF",
            "FFFFFFFF",
            "FFFHFFFF",
            "FFFFFHFF",
            "FFFHFFFF",
            "FHHFFFHF",
            "FHFFHFHF",
            "FFFHFFFG");

    @Override
    public List<String> rows() {
      return ROWS;
    }
  }

  /** A map of one's own; with several starts, each is equally likely. */
  @Choice(value = "custom", summary = "a map of your own")
  record Custom(
      @Setting(
              "the map row by row from the top, such as [SFF, FHF, FFG]: S start, F frozen, H hole,"
                  + " G goal")
          List<String> rows)
      implements LakeMap {
    public Custom {
      Settings.check(Custom.class, rows);
      rows = ImmutableList.copyOf(rows);
      checkCells(rows);
      checkGoalCanBeReached(rows);
    }

    private static void checkCells(List<String> rows) {
      if (rows.isEmpty() || rows.get(0).isEmpty()) {
        throw invalid("must hold at least one row with at least one cell");
      }
      int width = rows.get(0).length();
      boolean start = false;
      boolean goal = false;
      for (int r = 0; r < rows.size(); r++) {
        String row = rows.get(r);
        for (int c = 0; c < row.length(); c++) {
          if ("SFHG".indexOf(row.charAt(c)) < 0) {
            throw invalid(
                at(rows, r) + " has '" + row.charAt(c) + "'; a map is made of S, F, H and G");
          }
        }
        if (row.length() != width) {
          throw invalid(
              at(rows, r)
                  + " has "
                  + row.length()
                  + " cells, row 1 '"
                  + rows.get(0)
                  + "' has "
                  + width);
        }
        start |= row.indexOf('S') >= 0;
        goal |= row.indexOf('G') >= 0;
      }
      if (!start) {
        throw invalid("has no start: no S in " + rows);
      }
      if (!goal) {
        throw invalid("has no goal: no G in " + rows);
      }
    }

    /** Walks from all starts over everything but holes. */
    private static void checkGoalCanBeReached(List<String> rows) {
      int width = rows.get(0).length();
      int goalRow = -1;
      boolean[] seen = new boolean[rows.size() * width];
      Deque<Integer> open = new ArrayDeque<>();
      for (int cell = 0; cell < seen.length; cell++) {
        char letter = rows.get(cell / width).charAt(cell % width);
        if (letter == 'S') {
          seen[cell] = true;
          open.add(cell);
        } else if (letter == 'G') {
          goalRow = cell / width;
        }
      }
      while (!open.isEmpty()) {
        int cell = open.remove();
        for (GridMove move : GridMove.values()) {
          int next = move.from(cell, rows.size(), width);
          char letter = rows.get(next / width).charAt(next % width);
          if (letter == 'G') {
            return;
          }
          if (letter != 'H' && !seen[next]) {
            seen[next] = true;
            open.add(next);
          }
        }
      }
      throw invalid("has no way from S to G: the goal in " + at(rows, goalRow) + " is cut off");
    }

    private static String at(List<String> rows, int row) {
      return "row " + (row + 1) + " '" + rows.get(row) + "'";
    }

    private static InvalidSettingException invalid(String message) {
      return new InvalidSettingException("rows", message);
    }
  }
}
