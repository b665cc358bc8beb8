package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.markup.Figures;
import dev.ensayo.results.protocol.Protocols;
import dev.ensayo.results.protocol.PublishedResult;
import dev.ensayo.results.protocol.Standing;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.wording.ReportTable.Cell;
import dev.ensayo.results.wording.ReportTable.Column;
import dev.ensayo.results.wording.ReportTable.Row;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Published numbers beside those of the study. */
public final class ProtocolTable {
  private static final int MOST_NAMED = 4;

  private ProtocolTable() {}

  /** Of a study with whose settings something was published; empty for every other. */
  static Optional<ReportTable> of(StudyResults results) {
    ImmutableList<Standing> standings = Standing.of(Protocols.ofInstallation(), results);
    if (standings.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ReportTable(
            "Published results beside those of this study",
            ImmutableList.of(
                Column.text("Variant"),
                Column.number("Published"),
                Column.number("Here"),
                Column.text("The interval is"),
                Column.text("Source")),
            standings.stream().map(ProtocolTable::row).collect(ImmutableList.toImmutableList())));
  }

  private static Row row(Standing standing) {
    return new Row(
        OptionalInt.empty(),
        ImmutableList.of(
            Cell.of(standing.published().variant()),
            Cell.of(published(standing)),
            Cell.of(here(standing)),
            Cell.of(state(standing)),
            new Cell(standing.protocol().source(), standing.protocol().note())));
  }

  /** The number with its spread, with the digits that are published. */
  public static String published(Standing standing) {
    PublishedResult published = standing.published();
    return digits(published.value())
        + (published.spread().isPresent() ? " ± " + digits(published.spread().getAsDouble()) : "");
  }

  private static String digits(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString().replace('-', '−');
  }

  /** The score with its interval; a dash where there is none. */
  public static String here(Standing standing) {
    if (standing.score().isEmpty()) {
      return "–";
    }
    Figures figures = figures(standing);
    String interval =
        standing
            .interval()
            .map(it -> " " + words(figures, it))
            .orElse(standing.runs() == 1 ? " (one run)" : "");
    return figures.format(standing.score().getAsDouble()) + interval;
  }

  private static String words(Figures figures, Interval interval) {
    return "[" + figures.format(interval.low()) + ", " + figures.format(interval.high()) + "]";
  }

  /** Inside, outside, not run, or which settings differ. */
  public static String state(Standing standing) {
    return switch (standing.state()) {
      case INSIDE -> "inside";
      case OUTSIDE -> "outside";
      case NOT_RUN -> "not run";
      case SETTINGS_DIFFER -> "settings differ: " + named(List.copyOf(standing.differing()));
    };
  }

  private static String named(List<String> keys) {
    return keys.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
        + (keys.size() > MOST_NAMED ? " and " + (keys.size() - MOST_NAMED) + " more" : "");
  }

  private static Figures figures(Standing standing) {
    return Figures.forAll(
        standing.published().value(), standing.score().orElse(standing.published().value()));
  }
}
