package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.StudyGrid;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.wording.ReportTable.Cell;
import dev.ensayo.results.wording.ReportTable.Column;
import dev.ensayo.results.wording.ReportTable.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cells of a grid, the best first, a column for each axis. */
final class GridTable {
  /** So many cells are shown at once; of more, the best alone. */
  private static final int MOST_SHOWN = 16;

  private static final int BEST = 10;

  private final Terms terms;
  private final Phrasebook words;
  private final StudyResults results;
  private final StudyGrid grid;
  private final List<VariantResults> order;
  private final Map<String, Integer> ranks;
  private final int rankedCount;

  GridTable(Terms terms) {
    this.terms = terms;
    this.words = terms.words();
    this.results = terms.results();
    this.grid = results.grid().orElseThrow();
    List<VariantResults> ranked =
        results.hasIncomparableCells() ? ImmutableList.of() : results.ranked();
    this.ranks = results.ranks();
    this.rankedCount = ranked.size();
    this.order = new ArrayList<>(ranked);
    results.variants().stream()
        .filter(variant -> ranked.isEmpty() || !ranks.containsKey(variant.name()))
        .forEach(order::add);
  }

  private boolean showsAll() {
    return order.size() <= MOST_SHOWN || rankedCount == 0;
  }

  /** All cells, or of many the best. */
  ReportTable results() {
    return showsAll()
        ? table(allCells(), order.size())
        : table(
            words.say(
                "{0} of the {1} best cells",
                terms.capitalized(terms.scoresName()), Math.min(BEST, rankedCount)),
            BEST);
  }

  /** All cells, if they are not shown already. */
  Optional<ReportTable> all() {
    return showsAll() ? Optional.empty() : Optional.of(table(allCells(), order.size()));
  }

  private String allCells() {
    return words.say("{0} of all cells", terms.capitalized(terms.scoresName()));
  }

  private ReportTable table(String caption, int most) {
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    columns.add(Column.text(words.say("Rank")));
    grid.axes().forEach(axis -> columns.add(Column.text(axis.name())));
    columns.add(
        Column.number(
            words.say("{0}, interquartile mean [95\u00a0%\u00a0interval]", terms.score())),
        Column.text(words.say("Seeds finished")));
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (int i = 0; i < Math.min(most, order.size()); i++) {
      rows.add(row(i, order.get(i)));
    }
    return new ReportTable(caption, columns.build(), rows.build());
  }

  private Row row(int index, VariantResults variant) {
    ImmutableList.Builder<Cell> cells = ImmutableList.builder();
    cells.add(
        index < rankedCount ? Cell.of(Integer.toString(ranks.get(variant.name()))) : Cell.NONE);
    grid.place(variant.name()).forEach(value -> cells.add(Cell.of(value)));
    cells.add(terms.score(variant), terms.finished(variant));
    return Row.of(variant, cells.build());
  }
}
