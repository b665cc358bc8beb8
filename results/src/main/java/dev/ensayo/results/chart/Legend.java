package dev.ensayo.results.chart;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Names below a chart, each with a sample of its line, in as many rows as they need. */
final class Legend {
  private static final double SAMPLE = 34;
  private static final double GAP = 18;
  private static final double ROW = 21;

  private record Entry(String name, SeriesStyle style, String told, double x, int row) {}

  private final ImmutableList<Entry> entries;
  private final int rows;

  /**
   * @param words the language
   * @param given names, one for each style; those of {@link SeriesStyle#REST} become one entry
   * @param width of a row
   */
  Legend(Phrasebook words, List<String> given, List<SeriesStyle> givenStyles, double width) {
    this(words, given, givenStyles, Collections.nCopies(given.size(), ""), width);
  }

  /**
   * @param given names, one for each style; those of {@link SeriesStyle#REST} become one entry
   * @param givenTold what each says; where that is not empty, its name can be pointed at and
   *     reached by keyboard
   * @param width of a row
   */
  Legend(
      Phrasebook words,
      List<String> given,
      List<SeriesStyle> givenStyles,
      List<String> givenTold,
      double width) {
    List<String> told = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<SeriesStyle> styles = new ArrayList<>();
    int rest = 0;
    for (int i = 0; i < given.size(); i++) {
      if (givenStyles.get(i).isRest()) {
        rest++;
      } else {
        names.add(given.get(i));
        styles.add(givenStyles.get(i));
        told.add(givenTold.get(i));
      }
    }
    if (rest > 0) {
      names.add(words.counted(rest, "{0} other|{0} others"));
      styles.add(SeriesStyle.REST);
      told.add("");
    }
    ImmutableList.Builder<Entry> placed = ImmutableList.builder();
    double x = 0;
    int row = 0;
    for (int i = 0; i < names.size(); i++) {
      String name = Svg.fitted(names.get(i), width - SAMPLE - 8);
      double needed = SAMPLE + 8 + Svg.textWidth(name);
      if (x > 0 && x + needed > width) {
        x = 0;
        row++;
      }
      placed.add(new Entry(name, styles.get(i), told.get(i), x, row));
      x += needed + GAP;
    }
    this.entries = placed.build();
    this.rows = names.isEmpty() ? 0 : row + 1;
  }

  double height() {
    return rows * ROW;
  }

  void draw(Markup svg, double left, double top) {
    for (Entry entry : entries) {
      double x = left + entry.x();
      double y = top + entry.row() * ROW + ROW / 2;
      Svg.openMark(svg, entry.style(), entry.told());
      svg.empty(
          "line",
          "class",
          "mean",
          "x1",
          Svg.number(x),
          "y1",
          Svg.number(y),
          "x2",
          Svg.number(x + SAMPLE),
          "y2",
          Svg.number(y),
          "stroke-dasharray",
          entry.style().dash());
      entry.style().marker().draw(svg, x + SAMPLE / 2, y, 3.6);
      Svg.text(svg, "name", x + SAMPLE + 8, y + 4.5, "start", entry.name());
      svg.close().line();
    }
  }
}
