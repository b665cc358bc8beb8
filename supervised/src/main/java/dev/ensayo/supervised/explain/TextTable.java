package dev.ensayo.supervised.explain;

import dev.ensayo.core.exhibit.Exhibit;
import java.io.PrintWriter;
import java.util.List;

/** A table in columns of one width, for a terminal. */
final class TextTable {
  private static final String GAP = "  ";

  private final Exhibit.Table table;
  private final ToldWords words;

  TextTable(Exhibit.Table table, ToldWords words) {
    this.table = table;
    this.words = words;
  }

  void print(PrintWriter out) {
    out.println(words.say(table.title()));
    line(table.header(), out);
    table.rows().forEach(row -> line(row, out));
    out.println();
  }

  private void line(List<String> cells, PrintWriter out) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = words.say(cells.get(column));
      String space = " ".repeat(width(column) - length(cell));
      line.append(column == 0 ? "" : GAP).append(column == 0 ? cell + space : space + cell);
    }
    out.println(line.toString().stripTrailing());
  }

  private int width(int column) {
    int width = length(words.say(table.header().get(column)));
    for (List<String> row : table.rows()) {
      width = Math.max(width, length(words.say(row.get(column))));
    }
    return width;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
