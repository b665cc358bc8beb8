package dev.ensayo.experiments.progress;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.WCWidth;

/**
 * A terminal as emulators are: letters of two columns and of none, a line that wraps when a letter
 * follows that has no room, rows that leave at the top and are kept. It knows the sequences that
 * {@link Screen} uses, and fails on others.
 *
 * <p>When it is resized, it breaks long lines anew and takes the cursor along, as VTE, tmux, kitty
 * and others do, or cuts them as xterm does.
 */
final class EmulatedTerminal {
  private static final String NEXT_LINE = "\u001bE";
  private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[(\\??)(\\d*)([A-Za-z])");
  private static final String BLANK = " ";

  /** The right half of a letter of two columns. */
  private static final String HALF = "";

  private static final class Row {
    final String[] cells;

    /** Whether what stands in the next row continues this one. */
    boolean wrapped;

    Row(int columns) {
      cells = new String[columns];
      Arrays.fill(cells, BLANK);
    }

    /** Columns up to the last letter. */
    int length() {
      int length = cells.length;
      while (length > 0 && cells[length - 1].equals(BLANK)) {
        length--;
      }
      return length;
    }

    String text() {
      return String.join("", cells).stripTrailing();
    }
  }

  private final boolean breaksAnew;
  private final List<Row> history = new ArrayList<>();
  private final List<Row> screen = new ArrayList<>();
  private int columns;
  private int rows;
  private int x;
  private int y;
  private boolean atEdge;
  private boolean wraps = true;
  private int wrappedLetters;

  EmulatedTerminal(int columns, int rows, boolean breaksAnew) {
    this.columns = columns;
    this.rows = rows;
    this.breaksAnew = breaksAnew;
    for (int i = 0; i < rows; i++) {
      screen.add(new Row(columns));
    }
  }

  TerminalSize size() {
    return new TerminalSize(columns, rows);
  }

  /** Writes to it. */
  PrintWriter writer() {
    return new PrintWriter(
        new Writer() {
          @Override
          public void write(char[] letters, int offset, int length) {
            EmulatedTerminal.this.write(new String(letters, offset, length));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
  }

  /** Every row there has been, the last ones those on the screen, without blank ones at the end. */
  List<String> everything() {
    List<String> texts = new ArrayList<>();
    history.forEach(row -> texts.add(row.text()));
    screen.forEach(row -> texts.add(row.text()));
    while (!texts.isEmpty() && texts.get(texts.size() - 1).isEmpty()) {
      texts.remove(texts.size() - 1);
    }
    return texts;
  }

  /** The rows on the screen. */
  List<String> visible() {
    return screen.stream().map(Row::text).toList();
  }

  /** How many rows have left at the top. */
  int scrolled() {
    return history.size();
  }

  /** How often a letter went to the next row because its own was full. */
  int wrappedLetters() {
    return wrappedLetters;
  }

  /** Whether the cursor stands at the beginning of a row. */
  boolean isAtBeginningOfRow() {
    return x == 0;
  }

  void write(String text) {
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      if (point == '\u001b') {
        at += steer(text.substring(at - 1)) - 1;
      } else if (point == '\r') {
        x = 0;
        atEdge = false;
      } else if (point == '\n') {
        nextRow();
      } else {
        letter(point);
      }
    }
  }

  private int steer(String text) {
    if (text.startsWith(NEXT_LINE)) {
      x = 0;
      nextRow();
      return NEXT_LINE.length();
    }
    Matcher sequence = SEQUENCE.matcher(text);
    if (!sequence.lookingAt()) {
      throw new AssertionError("no sequence that is known: " + text.substring(1));
    }
    int number = sequence.group(2).isEmpty() ? 0 : Integer.parseInt(sequence.group(2));
    String what = sequence.group(1) + sequence.group(3);
    switch (what) {
      case "A" -> y = Math.max(0, y - Math.max(1, number));
      case "K" -> eraseFrom(screen.get(y), x);
      case "J" -> eraseScreen();
      case "?l", "?h" -> {
        if (number != 7) {
          throw new AssertionError("no mode that is known: " + number);
        }
        wraps = what.equals("?h");
      }
      default -> throw new AssertionError("no sequence that is known: " + what);
    }
    atEdge = false;
    return sequence.end();
  }

  /** From the cursor on; of the whole screen tmux keeps what is thrown away. */
  private void eraseScreen() {
    if (x == 0 && y == 0) {
      int used = rows;
      while (used > 0 && screen.get(used - 1).length() == 0) {
        used--;
      }
      history.addAll(screen.subList(0, used));
      screen.replaceAll(row -> new Row(columns));
      return;
    }
    eraseFrom(screen.get(y), x);
    for (int i = y + 1; i < rows; i++) {
      screen.set(i, new Row(columns));
    }
  }

  private static void eraseFrom(Row row, int column) {
    Arrays.fill(row.cells, column, row.cells.length, BLANK);
    if (column == 0) {
      row.wrapped = false; // tmux remembers it of a row of which anything is left
    }
  }

  private void nextRow() {
    atEdge = false;
    if (y < rows - 1) {
      y++;
    } else {
      history.add(screen.remove(0));
      screen.add(new Row(columns));
    }
  }

  private void letter(int point) {
    int width = WCWidth.wcwidth(point);
    if (width == 0) {
      String[] cells = screen.get(y).cells;
      int before = atEdge ? x : Math.max(0, x - 1);
      cells[before] += Character.toString(point);
      return;
    }
    if (wraps && (atEdge || x + width > columns)) {
      screen.get(y).wrapped = true;
      wrappedLetters++;
      nextRow();
      x = 0;
    }
    x = Math.min(x, columns - width);
    String[] cells = screen.get(y).cells;
    cells[x] = Character.toString(point);
    if (width == 2) {
      cells[x + 1] = HALF;
    }
    atEdge = x + width >= columns;
    x = atEdge ? columns - 1 : x + width;
  }

  /** Gives it another size, as somebody who pulls at its corner does. */
  void resize(int newColumns, int newRows) {
    setColumns(newColumns);
    while (rows > newRows) {
      // Rows below the cursor go first; then those at the top are kept in the history.
      if (y < rows - 1) {
        screen.remove(rows - 1);
      } else {
        history.add(screen.remove(0));
        y--;
      }
      rows--;
    }
    while (rows < newRows) {
      screen.add(new Row(columns));
      rows++;
    }
  }

  private void setColumns(int newColumns) {
    atEdge = false;
    List<Row> all = new ArrayList<>(history);
    all.addAll(screen);
    int cursor = history.size() + y;
    List<Row> broken = new ArrayList<>();
    int newCursor = 0;
    int i = 0;
    while (i < all.size()) {
      int first = i;
      List<String> line = new ArrayList<>();
      int cursorInLine = -1;
      while (true) {
        Row row = all.get(i);
        boolean goesOn = breaksAnew && row.wrapped && i + 1 < all.size();
        if (i == cursor) {
          cursorInLine = line.size() + x;
        }
        line.addAll(Arrays.asList(row.cells).subList(0, goesOn ? columns : row.length()));
        i++;
        if (!goesOn) {
          break;
        }
      }
      int start = broken.size();
      broken.addAll(breaksAnew ? rows(line, newColumns) : List.of(cutRow(line, newColumns)));
      if (cursor >= first && cursor < i) {
        newCursor = start + Math.min(broken.size() - start - 1, cursorInLine / newColumns);
        x = Math.min(newColumns - 1, cursorInLine % newColumns);
      }
    }
    columns = newColumns;
    int top = breaksAnew ? top(broken, newCursor) : history.size();
    history.clear();
    history.addAll(broken.subList(0, top));
    screen.clear();
    screen.addAll(broken.subList(top, Math.min(broken.size(), top + rows)));
    while (screen.size() < rows) {
      screen.add(new Row(columns));
    }
    y = newCursor - top;
  }

  /** The screen shows the end, but for rows below the cursor that have no room; they are lost. */
  private int top(List<Row> broken, int cursor) {
    int used = broken.size();
    while (used > cursor + 1 && broken.get(used - 1).length() == 0) {
      used--;
    }
    int end = Math.max(0, used - rows);
    return Math.max(Math.min(end, cursor), cursor - rows + 1);
  }

  private static List<Row> rows(List<String> line, int columns) {
    List<Row> rows = new ArrayList<>(List.of(new Row(columns)));
    int at = 0;
    for (int i = 0; i < line.size(); i++) {
      boolean wide = i + 1 < line.size() && line.get(i + 1).equals(HALF);
      if (at + (wide ? 2 : 1) > columns) {
        rows.get(rows.size() - 1).wrapped = true;
        rows.add(new Row(columns));
        at = 0;
      }
      rows.get(rows.size() - 1).cells[at++] = line.get(i);
    }
    return rows;
  }

  private static Row cutRow(List<String> line, int columns) {
    Row row = new Row(columns);
    for (int i = 0; i < Math.min(columns, line.size()); i++) {
      row.cells[i] = line.get(i);
    }
    return row;
  }
}
