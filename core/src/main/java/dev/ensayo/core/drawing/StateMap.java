package dev.ensayo.core.drawing;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.List;

/**
 * Where the states of a gridworld lie: one board or, where a state is more than a place, several.
 *
 * @param rows of a board
 * @param columns of a board
 * @param boards at least one
 * @param marks a character for each action: an arrow (← ↑ → ↓) for a move
 */
public record StateMap(int rows, int columns, List<Board> boards, List<String> marks) {
  /** What stands in {@link Board#states} for a place where nothing is decided. */
  public static final int NO_STATE = -1;

  /**
   * One board.
   *
   * @param title empty where there is only one
   * @param states the state at each place, row by row from the top, or {@link #NO_STATE}
   * @param letters what is at each place, a blank for nothing, as many characters
   */
  public record Board(String title, ImmutableIntArray states, String letters) {}

  public StateMap {
    boards = ImmutableList.copyOf(boards);
    marks = ImmutableList.copyOf(marks);
    checkArgument(!boards.isEmpty(), "a map needs a board");
    for (Board board : boards) {
      checkArgument(
          board.states().length() == rows * columns && board.letters().length() == rows * columns,
          "%s states and %s letters for %s by %s places",
          board.states().length(),
          board.letters().length(),
          rows,
          columns);
    }
  }
}
