package dev.ensayo.results.html;

import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import dev.ensayo.results.wording.ReportTable;
import dev.ensayo.results.wording.SideBySide;

/** What several studies of one page have in common, before the part of each. */
final class HtmlSideBySide {
  private final SideBySide wording;
  private final Phrasebook words;

  HtmlSideBySide(SideBySide wording, Phrasebook words) {
    this.wording = wording;
    this.words = words;
  }

  String write() {
    Anchors anchors = new Anchors(words, "studies");
    Markup page = new Markup();
    page.open("section", "class", "summary", "aria-label", wording.heading()).line();
    anchors.heading(page, "h1", wording.heading());
    page.open("ul");
    wording.sentences().forEach(sentence -> page.element("li", sentence));
    page.close().line();
    for (ReportTable table : wording.tables()) {
      String place = anchors.id("table");
      page.open("p", "class", "caption", "id", place).text(table.caption() + ".");
      anchors.link(page, place, table.caption());
      page.close().line();
      page.raw(HtmlTable.write(table)).line();
    }
    return page.close().line().toString();
  }
}
