package dev.ensayo.environments.diagnostic;

import dev.ensayo.core.drawing.Drawing;
import dev.ensayo.core.drawing.Ink;
import dev.ensayo.core.drawing.Stage;
import dev.ensayo.core.drawing.StateMap;
import dev.ensayo.core.drawing.TextPicture;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A board of cells with pieces on some of them. */
final class Board {
  /**
   * What lies on a cell; it covers what lies there before it.
   *
   * @param cell row by row from the top
   * @param glyph in ASCII
   */
  record Piece(int cell, char glyph, Ink ink) {}

  private static final int STEPS_PER_SECOND = 4;
  private static final char EMPTY = '.';

  private final int rows;
  private final int columns;
  private final Stage stage;
  private final Optional<StateMap> map;

  /**
   * @param actions a word for each
   * @param legend what the pieces are
   */
  Board(int rows, int columns, List<String> actions, List<Stage.LegendItem> legend) {
    this(rows, columns, actions, legend, Optional.empty());
  }

  Board(
      int rows,
      int columns,
      List<String> actions,
      List<Stage.LegendItem> legend,
      Optional<StateMap> map) {
    this.rows = rows;
    this.columns = columns;
    this.map = map;
    this.stage =
        new Stage(
            columns,
            rows,
            STEPS_PER_SECOND,
            "",
            "<rect class=\"board\" width=\"" + columns + "\" height=\"" + rows + "\"/>",
            lines(),
            actions,
            legend);
  }

  private String lines() {
    StringBuilder lines = new StringBuilder("M0 0h").append(columns).append('v').append(rows);
    lines.append("h-").append(columns).append('z');
    for (int row = 1; row < rows; row++) {
      lines.append("M0 ").append(row).append('h').append(columns);
    }
    for (int column = 1; column < columns; column++) {
      lines.append('M').append(column).append(" 0v").append(rows);
    }
    return "<path class=\"rule\" fill=\"none\" stroke-width=\".04\" d=\"" + lines + "\"/>";
  }

  /**
   * The drawing of a copy.
   *
   * @param pieces asked for when drawn
   */
  Drawing drawing(Supplier<List<Piece>> pieces) {
    return new Drawing() {
      @Override
      public Stage stage() {
        return stage;
      }

      @Override
      public List<String> elements() {
        return pieces.get().stream().map(Board.this::element).toList();
      }

      @Override
      public TextPicture text() {
        return Board.this.text(pieces.get());
      }

      @Override
      public Optional<StateMap> map() {
        return map;
      }
    };
  }

  /** A line as wide as 1, half a cell below the upper edge. */
  private String element(Piece piece) {
    return "<path class=\"p "
        + piece.ink().cssClass()
        + "\" d=\"M"
        + piece.cell() % columns
        + " "
        + piece.cell() / columns
        + ".5h1\"/>";
  }

  private TextPicture text(List<Piece> pieces) {
    char[][] glyphs = blank(EMPTY);
    char[][] inks = blank(' ');
    for (Piece piece : pieces) {
      int row = piece.cell() / columns;
      int column = 2 * (piece.cell() % columns);
      glyphs[row][column] = piece.glyph();
      inks[row][column] = piece.ink().digit();
    }
    return new TextPicture(
        Arrays.stream(glyphs).map(String::new).toList(),
        Arrays.stream(inks).map(String::new).toList());
  }

  /** Cells with a blank between two. */
  private char[][] blank(char cell) {
    char[][] blank = new char[rows][2 * columns - 1];
    for (char[] line : blank) {
      for (int i = 0; i < line.length; i++) {
        line[i] = i % 2 == 0 ? cell : ' ';
      }
    }
    return blank;
  }
}
