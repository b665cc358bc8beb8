package dev.ensayo.results.markdown;

import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.wording.Evidence;
import dev.ensayo.results.wording.Heading;
import dev.ensayo.results.wording.ReportTables;
import java.util.Locale;

/** Where in the text of one study stands what claims rest on. */
final class MarkdownPlaces {
  private final String prefix;
  private final ReportTables tables;
  private final Phrasebook words;

  /**
   * @param prefix makes the places unique within the text
   */
  MarkdownPlaces(String prefix, ReportTables tables, Phrasebook words) {
    this.prefix = prefix;
    this.tables = tables;
    this.words = words;
  }

  private String id(Evidence evidence) {
    return prefix + "-" + evidence.name().toLowerCase(Locale.ROOT);
  }

  /** Before the heading of what is found there. */
  void mark(MarkdownText text, Evidence evidence) {
    text.blankLine();
    text.line("<a id=\"" + id(evidence) + "\"></a>");
  }

  /** The link to it; what has no place of its own is among the results. */
  String link(Evidence evidence) {
    return switch (evidence) {
      case RESULTS -> link(evidence, Heading.RESULTS.in(words));
      case EFFECTS ->
          tables.effects().isPresent()
              ? link(evidence, Heading.EFFECTS.in(words))
              : link(Evidence.RESULTS);
      case WORTH ->
          tables
              .worth()
              .map(worth -> link(evidence, worth.caption()))
              .orElseGet(() -> link(Evidence.RESULTS));
      case TASKS ->
          tables.tasks().stream()
              .findFirst()
              .map(table -> link(evidence, table.caption()))
              .orElseGet(() -> link(Evidence.RESULTS));
      case PUBLISHED ->
          tables
              .protocols()
              .map(table -> link(evidence, table.caption()))
              .orElseGet(() -> link(Evidence.RESULTS));
      case SEARCH ->
          tables
              .points()
              .map(points -> link(evidence, points.caption()))
              .orElseGet(() -> link(Evidence.RESULTS));
      case RUNS -> link(evidence, Heading.EVERY_RUN.in(words));
      case STUDY -> link(evidence, Heading.REPRODUCE.in(words));
    };
  }

  private String link(Evidence evidence, String name) {
    return "([" + MarkdownText.escape(name) + "](#" + id(evidence) + "))";
  }
}
