package dev.ensayo.results.wording;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.language.Phrasebook;
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

  private final Phrasebook words;

  /**
   * @param words the language of the table
   */
  public ProtocolTable(Phrasebook words) {
    this.words = words;
  }

  /** Of a study with whose settings something was published; empty for every other. */
  Optional<ReportTable> of(StudyResults results) {
    ImmutableList<Standing> standings = Standing.of(Protocols.ofInstallation(), results);
    if (standings.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ReportTable(
            words.say("Published results beside those of this study"),
            ImmutableList.of(
                Column.text(words.say("Variant")),
                Column.number(words.say("Published")),
                Column.number(words.say("Here")),
                Column.text(words.say("The published value is")),
                Column.text(words.say("Source"))),
            standings.stream().map(this::row).collect(ImmutableList.toImmutableList())));
  }

  private Row row(Standing standing) {
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
  public String published(Standing standing) {
    PublishedResult published = standing.published();
    String value = digits(published.value());
    return published.spread().isPresent()
        ? words.say("{0} ± {1}", value, digits(published.spread().getAsDouble()))
        : value;
  }

  private String digits(double value) {
    return words
        .numbers()
        .write(BigDecimal.valueOf(value).stripTrailingZeros().toPlainString().replace('-', '−'));
  }

  /** The score with its interval; a dash where there is none. */
  public String here(Standing standing) {
    if (standing.score().isEmpty()) {
      return "–";
    }
    Figures figures = figures(standing);
    String score = figures.format(standing.score().getAsDouble());
    if (standing.interval().isPresent()) {
      return score + " " + between(figures, standing.interval().get());
    }
    return standing.runs() == 1 ? words.say("{0} (one run)", score) : score;
  }

  private String between(Figures figures, Interval interval) {
    return words.say("[{0}, {1}]", figures.format(interval.low()), figures.format(interval.high()));
  }

  /** Inside, outside, not run, or which settings differ. */
  public String state(Standing standing) {
    return switch (standing.state()) {
      case INSIDE -> words.say("inside");
      case OUTSIDE -> words.say("outside");
      case NOT_RUN -> words.say("not run");
      case SETTINGS_DIFFER ->
          words.say("settings differ: {0}", named(List.copyOf(standing.differing())));
    };
  }

  private String named(List<String> keys) {
    String some = keys.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return keys.size() > MOST_NAMED
        ? words.say("{0} and {1} more", some, keys.size() - MOST_NAMED)
        : some;
  }

  private Figures figures(Standing standing) {
    return words.figures(
        standing.published().value(), standing.score().orElse(standing.published().value()));
  }
}
