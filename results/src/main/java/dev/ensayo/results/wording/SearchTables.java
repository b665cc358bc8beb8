package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.SearchResults;
import dev.ensayo.results.analysis.SearchedVariant;
import dev.ensayo.results.analysis.SettingShare;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.wording.ReportTable.Cell;
import dev.ensayo.results.wording.ReportTable.Column;
import dev.ensayo.results.wording.ReportTable.Row;
import java.util.Optional;
import java.util.OptionalInt;

/** The points of a search, and how much each setting explains of their scores. */
final class SearchTables {
  private final Terms terms;
  private final Phrasebook words;
  private final SearchResults found;
  private final SearchWords said;
  private final boolean areSeveral;

  SearchTables(Terms terms, SearchResults found) {
    this.terms = terms;
    this.words = terms.words();
    this.found = found;
    this.said = new SearchWords(terms, found);
    this.areSeveral = found.variants().size() > 1;
  }

  /** The points that came furthest. */
  ReportTable points() {
    boolean hasStages = found.search().rungs().size() > 1;
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    columns.add(Column.text(words.say("Point")));
    found
        .search()
        .space()
        .axes()
        .keySet()
        .forEach(path -> columns.add(Column.text(said.name(path))));
    if (hasStages) {
      columns.add(Column.text(words.say("Stage reached")));
    }
    columns.add(
        Column.number(
            found.search().tuning().isPresent()
                ? words.say("{0} with the seeds of the search", terms.score())
                : terms.score()));
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (SearchedVariant variant : found.variants()) {
      variant.points().stream()
          .limit(SearchWords.BEST)
          .forEach(point -> rows.add(row(point, hasStages)));
    }
    return new ReportTable(
        words.say("The points of the search that came furthest, the best first"),
        columns.build(),
        rows.build());
  }

  private Row row(SearchedVariant.Point point, boolean hasStages) {
    ImmutableList.Builder<Cell> cells = ImmutableList.builder();
    cells.add(Cell.of(point.name()));
    found.search().space().axes().keySet().forEach(path -> cells.add(Cell.of(point.value(path))));
    if (hasStages) {
      cells.add(Cell.of(words.say("{0} of {1}", point.stage() + 1, found.search().rungs().size())));
    }
    cells.add(Cell.of(point.score(), terms.scores()::format));
    return new Row(OptionalInt.empty(), cells.build());
  }

  /** How much each setting explains; empty where too few points have a score. */
  Optional<ReportTable> shares() {
    ImmutableList.Builder<Column> columns = ImmutableList.builder();
    if (areSeveral) {
      columns.add(Column.text(words.say("Variant")));
    }
    columns.add(
        Column.text(words.say("Setting")),
        Column.number(words.say("Share of the variance, corrected for chance")),
        Column.number(words.say("As found")),
        Column.text(words.say("Mean taken as")));
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    for (SearchedVariant variant : found.variants()) {
      variant.shares().forEach(share -> rows.add(row(variant, share)));
    }
    ImmutableList<Row> all = rows.build();
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ReportTable(
                words.say("How much of the scores' variance each setting explains by itself"),
                columns.build(),
                all));
  }

  private Row row(SearchedVariant variant, SettingShare share) {
    ImmutableList.Builder<Cell> cells = ImmutableList.builder();
    if (areSeveral) {
      cells.add(Cell.of(variant.name()));
    }
    cells.add(
        Cell.of(share.path()),
        Cell.of(share.share().corrected(), said::percent),
        Cell.of(said.percent(share.share().share())),
        Cell.of(share.isCurve() ? words.say("quadratic curve") : words.say("mean of each value")));
    return new Row(OptionalInt.empty(), cells.build());
  }
}
