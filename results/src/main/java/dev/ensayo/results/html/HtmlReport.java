package dev.ensayo.results.html;

import com.google.common.io.Resources;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.chart.SeriesStyle;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import dev.ensayo.results.reading.RunLinks;
import dev.ensayo.results.wording.SideBySide;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code index.html}: one file that needs no network and no script, valid HTML and well-formed XML.
 */
public final class HtmlReport {
  private final List<StudyResults> reports;
  private final Phrasebook words;
  private final RunLinks links;

  /**
   * @param words the language of the page
   * @param links to the files of the runs
   */
  public HtmlReport(List<StudyResults> reports, Phrasebook words, RunLinks links) {
    this.links = links;
    this.reports = reports;
    this.words = words;
  }

  public String write() {
    String title =
        reports.stream().map(report -> report.study().name()).collect(Collectors.joining(", "));
    Markup page = new Markup();
    page.raw("<!DOCTYPE html>\n");
    page.open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", words.language().tag())
        .line();
    page.open("head").line();
    page.empty("meta", "charset", "utf-8").line();
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    page.empty("meta", "name", "color-scheme", "content", "light dark").line();
    page.element("title", words.say("{0} – Ensayo report", title)).line();
    page.open("style").raw(css()).close().line();
    page.close().line();
    page.open("body").line();
    page.open("main").line();
    if (reports.size() > 1) {
      SideBySide all = new SideBySide(reports, words);
      contents(page, all);
      page.raw(new HtmlSideBySide(all, words, links).write());
    }
    for (int i = 0; i < reports.size(); i++) {
      page.raw(new HtmlSection(reports.get(i), words, links, id(i)).write());
    }
    page.close().line();
    page.close().line();
    return page.close().line().toString();
  }

  /** Of a study's part, by its place among the studies, from 0. */
  static String id(int study) {
    return "study-" + (study + 1);
  }

  private String css() {
    int styles = reports.stream().mapToInt(HtmlReport::styles).max().orElse(0);
    try {
      String rules =
          Resources.toString(
              Resources.getResource(HtmlReport.class, "report.css"), StandardCharsets.UTF_8);
      return "\n" + rules + SeriesStyle.css(styles);
    } catch (IOException e) {
      throw new UncheckedIOException("report.css is missing from the program", e);
    }
  }

  private static int styles(StudyResults report) {
    return Math.max(report.variants().size(), HtmlExhibits.styles(report.exhibits()));
  }

  private void contents(Markup page, SideBySide all) {
    page.open("nav", "aria-label", words.say("Studies"));
    page.open("ol");
    for (int i = 0; i < reports.size(); i++) {
      StudyResults report = reports.get(i);
      page.open("li");
      page.element("a", all.name(i), "href", "#" + id(i));
      if (!report.study().question().isEmpty()) {
        page.text(" – " + report.study().question());
      }
      page.close();
    }
    page.close().close().line();
  }
}
