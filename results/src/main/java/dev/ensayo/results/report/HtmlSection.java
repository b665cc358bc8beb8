package dev.ensayo.results.report;

import com.google.common.collect.ImmutableList;
import dev.ensayo.results.chart.ChartSize;
import dev.ensayo.results.chart.IntervalChart;
import dev.ensayo.results.chart.LearningCurveChart;
import dev.ensayo.results.chart.LegendStrip;
import dev.ensayo.results.chart.ProfileChart;
import dev.ensayo.results.chart.ScoresAcrossChart;
import dev.ensayo.results.markup.Markup;
import dev.ensayo.results.statistics.PerformanceProfile;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** One study's part of the page. */
final class HtmlSection {
  private static final int FEWEST_FOR_PROFILE = 3;

  private final StudyReport report;
  private final String id;
  private final ReportWording wording;
  private final ReportTables tables;
  private final Markup page = new Markup();
  private int figures;
  private int tableCount;

  /**
   * @param id makes element ids unique within the page
   */
  HtmlSection(StudyReport report, String id) {
    this.report = report;
    this.id = id;
    this.wording = new ReportWording(report);
    this.tables = new ReportTables(report);
  }

  String write() {
    page.open("article", "id", id).line();
    head();
    problems();
    summary();
    scoresAcross();
    curves();
    heading("Results");
    table(tables.results());
    scores();
    notes();
    tables
        .changes()
        .ifPresent(
            changes -> {
              heading("What each variant changes");
              table(changes);
            });
    exhibits();
    heading("Sample efficiency and time");
    tables.efficiency().ifPresent(this::table);
    if (report.threshold().isEmpty()) {
      page.element(
              "p",
              "There is no threshold to count steps to: neither the study's report.threshold nor"
                  + " the environment gives one.",
              "class",
              "caption")
          .line();
    }
    table(tables.cost());
    more();
    reproduce();
    page.close().line();
    return page.toString();
  }

  private void head() {
    page.open("header").line();
    page.element("p", "Ensayo report", "class", "eyebrow").line();
    page.element("h1", report.study().name()).line();
    if (!report.study().question().isEmpty()) {
      page.element("p", report.study().question(), "class", "question").line();
    }
    page.open("dl", "class", "facts");
    for (String[] fact : wording.facts()) {
      page.open("div").element("dt", fact[0]).element("dd", fact[1]).close();
    }
    page.close().line();
    page.close().line();
  }

  private void problems() {
    if (report.problems().isEmpty()) {
      return;
    }
    page.open("section", "class", "problems", "aria-label", "Runs without a score").line();
    page.element("h2", "Runs without a score").line();
    page.element(
            "p",
            "They are left out of every mean and interval below. If they are missing because of how"
                + " a variant learns, its numbers flatter it.")
        .line();
    list(report.problems());
    page.close().line();
  }

  private void list(List<String> items) {
    page.open("ul");
    items.forEach(item -> page.element("li", item));
    page.close().line();
  }

  private void summary() {
    page.open("section", "class", "summary", "aria-label", "In short").line();
    page.element("h2", "In short").line();
    list(wording.summary());
    page.close().line();
  }

  private void heading(String text) {
    page.element("h2", text).line();
  }

  private void curves() {
    heading("Learning curves");
    if (report.curves().isEmpty()) {
      page.element("p", "No run has recorded a finite value of " + wording.metric() + ".").line();
      return;
    }
    MetricCurves curves = report.curves().get();
    if (curves.end() == 0) {
      page.element("p", wording.metric() + " was recorded only once, so there is no curve.").line();
      return;
    }
    page.open("figure").line();
    LearningCurveChart chart = chart(curves, id + "-curves", report.threshold());
    page.raw(chart.drawForAnyScreen()).line();
    figcaption(wording.curvesCaption(curves));
    page.close().line();
  }

  private LearningCurveChart chart(MetricCurves curves, String chartId, OptionalDouble threshold) {
    return new LearningCurveChart(
        chartId,
        curves.metric() + " over " + ReportWording.clockName(curves.clock()),
        wording.curvesDescription(curves),
        ReportTables.capitalized(ReportWording.clockName(curves.clock())),
        curves.metric(),
        curves.series(),
        curves.range(),
        curves.end(),
        curves.binned(),
        curves.isLogarithmic(),
        threshold);
  }

  private void figcaption(String text) {
    figures++;
    page.open("figcaption");
    page.element("b", "Figure " + figures + ". ").text(text);
    page.close().line();
  }

  private void scoresAcross() {
    Optional<ScoresAcross> across = ScoresAcross.of(report);
    if (across.isEmpty()) {
      return;
    }
    heading("Scores against " + across.get().setting());
    ScoresAcrossChart chart =
        new ScoresAcrossChart(
            id + "-across",
            wording.metric() + " against " + across.get().setting(),
            spoken(tables.results()),
            across.get().setting(),
            wording.metric(),
            across.get().lines());
    page.open("figure").line();
    page.raw(chart.drawForAnyScreen()).line();
    figcaption(
        "Interquartile mean of "
            + wording.metric()
            + " with its 95 % bootstrap interval, against "
            + across.get().setting()
            + ". Points at one value are set a little apart.");
    page.close().line();
  }

  private void scores() {
    if (report.variants().stream().allMatch(variant -> variant.score().isEmpty())) {
      return;
    }
    page.open("div", "class", "pair").line();
    page.open("figure").line();
    ImmutableList.Builder<IntervalChart.Row> rows = ImmutableList.builder();
    for (VariantReport variant : report.variants()) {
      rows.add(
          new IntervalChart.Row(
              variant.name(),
              variant.style(),
              variant.scores(),
              variant.score(),
              variant.interval()));
    }
    ReportTable results = tables.results();
    page.raw(
            new IntervalChart(
                    id + "-scores",
                    "Final scores",
                    spoken(results),
                    wording.metric(),
                    rows.build(),
                    report.isComparison() ? report.baseline().score() : OptionalDouble.empty())
                .draw())
        .line();
    figcaption(wording.intervalCaption());
    page.close().line();
    profile();
    page.close().line();
  }

  /** The scores as a sentence. */
  private static String spoken(ReportTable results) {
    StringBuilder text = new StringBuilder();
    for (ReportTable.Row row : results.rows()) {
      ReportTable.Cell score = row.cells().get(1);
      text.append(row.cells().get(0).text())
          .append(": ")
          .append(score.text())
          .append(' ')
          .append(score.detail())
          .append(". ");
    }
    return text.toString().strip();
  }

  private void profile() {
    ImmutableList.Builder<ProfileChart.Series> series = ImmutableList.builder();
    boolean enough = false;
    for (VariantReport variant : report.variants()) {
      enough |= variant.scores().length >= FEWEST_FOR_PROFILE;
      if (variant.scores().length > 0) {
        series.add(
            new ProfileChart.Series(
                variant.name(), variant.style(), new PerformanceProfile(variant.scores())));
      }
    }
    if (!enough) {
      return;
    }
    page.open("figure").line();
    page.raw(
            new ProfileChart(
                    id + "-profile",
                    "Performance profile",
                    wording.profileCaption(),
                    wording.metric(),
                    "share of seeds",
                    series.build(),
                    wording.higherIsBetter())
                .draw())
        .line();
    figcaption(wording.profileCaption());
    page.close().line();
  }

  private void exhibits() {
    ImmutableList<ExhibitGroup> exhibits = report.exhibits();
    if (!exhibits.isEmpty()) {
      heading("What the runs show");
      page.raw(new HtmlExhibits(id, report.isComparison()).write(exhibits));
    }
  }

  private void notes() {
    if (!report.notes().isEmpty()) {
      page.open("div", "class", "notes");
      list(report.notes());
      page.close().line();
    }
  }

  private void table(ReportTable table) {
    tableCount++;
    page.open("p", "class", "caption");
    page.element("b", "Table " + tableCount + ". ").text(table.caption() + ".");
    page.close().line();
    page.raw(HtmlTable.write(table)).line();
  }

  private void more() {
    Optional<ReportTable> lastValues = tables.lastValues();
    if (lastValues.isPresent()) {
      heading("Other tests");
      table(lastValues.get());
      if (!report.otherTests().isEmpty()) {
        multiplesBody(report.otherTests(), "test");
      }
    }
    if (!report.training().isEmpty()) {
      page.open("details").line();
      page.element("summary", "Training metrics (" + report.training().size() + ")").line();
      multiplesBody(report.training(), "training");
      page.close().line();
    }
    page.open("details").line();
    page.element("summary", "Every run (" + report.runCount() + ")").line();
    page.raw(HtmlTable.write(tables.runs())).line();
    page.close().line();
    page.open("details").line();
    page.element("summary", "How to read the numbers").line();
    list(wording.methods());
    page.close().line();
  }

  private void multiplesBody(List<MetricCurves> metrics, String key) {
    if (report.isComparison()) {
      report.curves().ifPresent(main -> page.raw(LegendStrip.of(main.series())).line());
    }
    page.open("div", "class", "multiples").line();
    for (int i = 0; i < metrics.size(); i++) {
      page.open("figure");
      page.raw(
          chart(metrics.get(i), id + "-" + key + "-" + (i + 1), OptionalDouble.empty())
              .draw(ChartSize.SMALL));
      page.close().line();
    }
    page.close().line();
  }

  private void reproduce() {
    heading("Reproduce");
    page.open("pre").element("code", String.join("\n", wording.commands())).close().line();
    if (!report.machines().isEmpty()) {
      table(tables.machines());
    }
    if (!report.source().isEmpty()) {
      file("The study as written", report.source());
    }
    for (VariantReport variant : report.variants()) {
      if (!variant.config().isEmpty()) {
        file("Resolved configuration: " + variant.name(), variant.config());
      }
    }
  }

  private void file(String title, String content) {
    page.open("details").line();
    page.element("summary", title).line();
    page.open("pre").element("code", content).close().line();
    page.close().line();
  }
}
