package dev.ensayo.results.html;

import dev.ensayo.results.analysis.SharedTask;
import dev.ensayo.results.chart.SeriesStyle;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import dev.ensayo.results.reading.RunLinks;
import dev.ensayo.results.wording.ReportTable;
import dev.ensayo.results.wording.ReportTable.Row;
import dev.ensayo.results.wording.SideBySide;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What several studies of one page have in common, before the part of each. */
final class HtmlSideBySide {
  private final SideBySide wording;
  private final Phrasebook words;
  private final RunLinks links;

  HtmlSideBySide(SideBySide wording, Phrasebook words, RunLinks links) {
    this.links = links;
    this.wording = wording;
    this.words = words;
  }

  String write() {
    Anchors anchors = new Anchors(words, "studies");
    Markup page = new Markup();
    page.open("section", "class", "studies", "aria-label", wording.heading()).line();
    anchors.heading(page, "h1", wording.heading());
    page.open("ul");
    wording.sentences().forEach(sentence -> page.element("li", sentence));
    page.close().line();
    List<ReportTable> tables = wording.tables();
    for (int i = 0; i < tables.size(); i++) {
      ReportTable table = tables.get(i);
      String place = anchors.id("table");
      page.open("p", "class", "caption", "id", place).text(table.caption() + ".");
      anchors.link(page, place, table.caption());
      page.close().line();
      page.raw(HtmlTable.write(table, SeriesStyle::of, toRuns(table, wording.shared().get(i))))
          .line();
    }
    return page.close().line().toString();
  }

  /** Each row leads to the runs of its variant, in the part of its study. */
  private TableLinks toRuns(ReportTable table, SharedTask task) {
    Map<Row, String> targets = new HashMap<>();
    for (int i = 0; i < table.rows().size(); i++) {
      SharedTask.Entry entry = task.entries().get(i);
      Row row = table.rows().get(i);
      new RunPlaces(entry.results(), new Anchors(words, HtmlReport.id(entry.study())), links)
          .id(entry.variant().place())
          .ifPresent(id -> targets.put(row, "#" + id));
    }
    return new TableLinks(
        row -> Optional.ofNullable(targets.get(row)),
        cell -> Optional.empty(),
        row -> Optional.empty());
  }
}
