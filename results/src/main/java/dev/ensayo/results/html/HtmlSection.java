package dev.ensayo.results.html;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.ensayo.results.analysis.ExhibitGroup;
import dev.ensayo.results.analysis.MetricCurves;
import dev.ensayo.results.analysis.ScoresAcross;
import dev.ensayo.results.analysis.SearchResults;
import dev.ensayo.results.analysis.SearchedVariant;
import dev.ensayo.results.analysis.StudyGrid;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.TrainingPair;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.chart.ChartSize;
import dev.ensayo.results.chart.LegendStrip;
import dev.ensayo.results.chart.MarginalChart;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.Markup;
import dev.ensayo.results.reading.RunLinks;
import dev.ensayo.results.wording.Captions;
import dev.ensayo.results.wording.Claim;
import dev.ensayo.results.wording.Evidence;
import dev.ensayo.results.wording.Fact;
import dev.ensayo.results.wording.Heading;
import dev.ensayo.results.wording.ReportTable;
import dev.ensayo.results.wording.ReportTables;
import dev.ensayo.results.wording.ReportWording;
import dev.ensayo.results.wording.SearchWords;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** One study's part of the page. */
final class HtmlSection {
  /** So many exhibits of a kind stand beside the summary. */
  private static final int MOST_BESIDE = 2;

  private final StudyResults results;
  private final Phrasebook words;
  private final String id;
  private final ReportWording wording;
  private final Captions captions;
  private final ReportTables tables;
  private final VariantStyles styles;
  private final HtmlFigures charts;
  private final CurveCharts curveCharts;
  private final CurveFigures curveFigures;
  private final Anchors anchors;
  private final RunPlaces runPlaces;
  private final ClaimPlaces claims = new ClaimPlaces();
  private final Markup page = new Markup();
  private int figures;
  private int tableCount;

  /**
   * @param links to the files of the runs
   * @param id makes element ids unique within the page
   */
  HtmlSection(StudyResults results, Phrasebook words, RunLinks links, String id) {
    this.results = results;
    this.words = words;
    this.id = id;
    this.wording = new ReportWording(results, words);
    this.captions = wording.captions();
    this.tables = wording.tables();
    this.styles = new VariantStyles(results);
    this.charts = new HtmlFigures(results, words, captions, styles, id);
    this.curveCharts = new CurveCharts(results, words, captions.curves(), styles, id);
    this.curveFigures = new CurveFigures(results, curveCharts, captions.curves(), id);
    this.anchors = new Anchors(words, id);
    this.runPlaces = new RunPlaces(results, anchors, links);
  }

  String write() {
    page.open("article", "id", id).line();
    head();
    problems();
    hypotheses();
    summary();
    search();
    grid();
    tasks();
    scoresAcross();
    effects();
    curves();
    heading(Heading.RESULTS);
    table(tables.results(), Evidence.RESULTS);
    tables
        .cells()
        .ifPresent(
            cells -> {
              details(captions.everyCellHeading());
              page.raw(HtmlTable.write(cells, styles::of, runPlaces.toRuns())).line();
              page.close().line();
            });
    scores();
    tables.protocols().ifPresent(published -> table(published, Evidence.PUBLISHED));
    notes();
    tables.summaries().ifPresent(this::table);
    tables.tests().ifPresent(this::table);
    tables
        .changes()
        .ifPresent(
            changes -> {
              heading(Heading.CHANGES);
              table(changes);
            });
    exhibits();
    heading(Heading.EFFICIENCY_AND_TIME);
    tables.efficiency().ifPresent(this::table);
    if (results.threshold().isEmpty()) {
      page.element("p", captions.noThreshold(), "class", "caption").line();
    }
    table(tables.cost());
    more();
    reproduce();
    page.close().line();
    return page.toString();
  }

  private void head() {
    page.open("header").line();
    page.element("p", captions.eyebrow(), "class", "eyebrow").line();
    anchors.heading(page, "h1", results.study().name());
    if (!results.study().question().isEmpty()) {
      page.element("p", results.study().question(), "class", "question").line();
    }
    page.open("dl", "class", "facts");
    for (Fact fact : wording.facts()) {
      page.open("div").element("dt", fact.label()).element("dd", fact.value()).close();
    }
    page.close().line();
    page.close().line();
  }

  private void problems() {
    ImmutableList<Claim> problems = wording.problems();
    if (problems.isEmpty()) {
      return;
    }
    section("problems", Heading.PROBLEMS);
    page.element("p", captions.problems()).line();
    claims.list(page, problems);
    page.close().line();
  }

  private void section(String cssClass, Heading heading) {
    page.open("section", "class", cssClass, "aria-label", heading.in(words)).line();
    heading(heading);
  }

  private void list(List<String> items) {
    page.open("ul");
    items.forEach(item -> page.element("li", item));
    page.close().line();
  }

  private void hypotheses() {
    ImmutableList<Claim> hypotheses = wording.hypotheses();
    if (!hypotheses.isEmpty()) {
      section("summary", Heading.HYPOTHESES);
      claims.list(page, hypotheses);
      page.close().line();
    }
  }

  /** The answer, and the exhibits that lead: beside it if they are few, else below. */
  private void summary() {
    Optional<ExhibitGroup> lead = wording.lead();
    lead.ifPresent(group -> page.open("div", "class", layout(group)).line());
    section("summary", Heading.SUMMARY);
    claims.list(page, wording.summary());
    page.close().line();
    lead.ifPresent(this::lead);
  }

  private static String layout(ExhibitGroup lead) {
    return lead.entries().size() <= MOST_BESIDE ? "beside" : "answer";
  }

  private void lead(ExhibitGroup group) {
    page.open("section", "class", "lead", "aria-label", group.title()).line();
    heading(group.title());
    page.raw(htmlExhibits().write(group));
    page.close().line();
    page.close().line();
  }

  private HtmlExhibits htmlExhibits() {
    return new HtmlExhibits(words, captions, id, anchors, styles, results.hasSeveralVariants());
  }

  private void heading(Heading heading) {
    heading(heading.in(words));
  }

  private void heading(String text) {
    anchors.heading(page, "h2", text);
  }

  private void curves() {
    heading(Heading.CURVES);
    if (results.curves().isEmpty()) {
      page.element("p", captions.noCurves()).line();
      return;
    }
    MetricCurves curves = results.curves().get();
    if (curves.end() == 0) {
      page.element("p", captions.recordedOnce()).line();
      return;
    }
    if (!curves.isDrawn()) {
      page.element("p", captions.recordedTwice()).line();
      return;
    }
    figure(curveFigures.means(curves));
    List<CurveFigures.Panel> against = curveFigures.against(curves);
    if (!against.isEmpty()) {
      figure(curveFigures.against(against));
    }
    results.sampleEfficiency().ifPresent(efficiency -> figure(curveFigures.efficiency(efficiency)));
    training();
  }

  /** The pair of the report's metric openly, others folded; none where no variant stands out. */
  private void training() {
    List<TrainingPair> pairs =
        TrainingPair.of(results).stream()
            .filter(pair -> !curveFigures.training(pair, "pair").isEmpty())
            .toList();
    int open = pairs.isEmpty() || !pairs.get(0).isOf(results.study().report().metric()) ? 0 : 1;
    for (int i = 0; i < pairs.size(); i++) {
      if (i == open) {
        details(captions.curves().pairsHeading(pairs.size() - open));
      }
      figure(
          curveFigures.training(
              pairs.get(i), curveFigures.training(pairs.get(i), "pair-" + (i + 1))));
    }
    if (pairs.size() > open) {
      page.close().line();
    }
  }

  private void figure(CurveFigures.Drawn figure) {
    figure(figure.markup(), figure.caption());
  }

  private void figure(String chart, String caption) {
    figures++;
    String name = captions.figure(figures);
    String place = anchors.id(name);
    page.open("figure", "id", place).line();
    page.raw(chart).line();
    page.open("figcaption");
    page.element("b", name + ". ").text(caption);
    anchors.link(page, place, name);
    page.close().line();
    page.close().line();
  }

  private void search() {
    if (wording.search().isEmpty()) {
      return;
    }
    SearchWords said = wording.search().get();
    SearchResults found = results.search().orElseThrow();
    heading(Heading.SEARCH);
    list(said.sentences());
    SearchFigures figures = new SearchFigures(found, words, said, id);
    for (SearchedVariant variant : found.variants()) {
      figures
          .points(variant)
          .ifPresent(chart -> figure(chart.drawForAnyScreen(), said.chartCaption(variant)));
    }
    tables.points().ifPresent(points -> table(points, Evidence.SEARCH));
    tables
        .shares()
        .ifPresent(
            shares -> {
              table(shares);
              page.element("p", said.sharesExplained(), "class", "caption").line();
            });
  }

  private void grid() {
    if (results.grid().filter(StudyGrid::isFull).isEmpty() || results.ranked().isEmpty()) {
      return;
    }
    GridFigures figures = new GridFigures(results, words, captions, id);
    heading(Heading.GRID);
    figures
        .heatMap()
        .ifPresentOrElse(
            map -> figure(map.drawForAnyScreen(), captions.heatMap()),
            () -> along(figures.along()));
  }

  private void along(List<MarginalChart> charts) {
    if (charts.size() == 1) {
      figure(charts.get(0).drawForAnyScreen(), captions.along());
      return;
    }
    String all =
        charts.stream()
            .map(chart -> chart.draw(ChartSize.SMALL))
            .collect(Collectors.joining("\n", "<div class=\"multiples\">\n", "\n</div>"));
    figure(all, captions.along());
  }

  private void scoresAcross() {
    ScoresAcross.of(results)
        .ifPresent(
            across -> {
              heading(captions.acrossHeading(across.setting()));
              figure(
                  charts.across(across, tables.results()).drawForAnyScreen(),
                  captions.across(across.setting()));
              tables.worth().ifPresent(worth -> table(worth, Evidence.WORTH));
            });
  }

  private void tasks() {
    captions
        .tasks()
        .ifPresent(
            said -> {
              TaskFigures drawn =
                  new TaskFigures(results.acrossTasks().orElseThrow(), said, words, id);
              heading(said.heading());
              page.open("div", "class", "pair").line();
              figure(drawn.intervals().draw(), said.intervals());
              figure(drawn.profile().draw(), said.profile());
              page.close().line();
              List<ReportTable> over = tables.tasks();
              table(over.get(0), Evidence.TASKS);
              figure(drawn.bars().drawForAnyScreen(), said.bars());
              over.subList(1, over.size()).forEach(this::table);
            });
  }

  private void effects() {
    tables
        .effects()
        .ifPresent(
            effects -> {
              heading(Heading.EFFECTS);
              page.open("div", "class", "pair").line();
              figure(charts.effects(effects).draw(), captions.effectsCaption());
              page.close().line();
              table(effects, Evidence.EFFECTS);
              tables.anova().ifPresent(this::table);
            });
  }

  private void scores() {
    if (results.variants().stream().allMatch(variant -> variant.score().isEmpty())) {
      return;
    }
    if (results.isCrowded()) {
      if (!results.hasIncomparableCells()) {
        figure(charts.ranks(tables.results()).drawForAnyScreen(), captions.ranks());
      }
      page.open("div", "class", "pair").line();
      charts.profile().ifPresent(profile -> figure(profile.draw(), captions.profile()));
      page.close().line();
      return;
    }
    page.open("div", "class", "pair").line();
    figure(charts.intervals(tables.results()).draw(), captions.intervals());
    charts.profile().ifPresent(profile -> figure(profile.draw(), captions.profile()));
    page.close().line();
  }

  private void exhibits() {
    ImmutableList<ExhibitGroup> exhibits = wording.otherExhibits();
    if (!exhibits.isEmpty()) {
      heading(Heading.EXHIBITS);
      page.raw(htmlExhibits().write(exhibits));
    }
  }

  private void notes() {
    ImmutableList<String> notes = wording.notes();
    if (!notes.isEmpty()) {
      page.open("div", "class", "notes");
      list(notes);
      page.close().line();
    }
  }

  private void table(ReportTable table, Evidence evidence) {
    claims.put(evidence, table(table), captions.table(tableCount));
  }

  /** Returns its id. */
  @CanIgnoreReturnValue
  private String table(ReportTable table) {
    tableCount++;
    String name = captions.table(tableCount);
    String place = anchors.id(name);
    Markup caption = new Markup();
    caption.open("caption", "class", "caption", "id", place);
    caption.element("b", name + ". ").text(table.caption() + ".");
    anchors.link(caption, place, name);
    String written = caption.close().toString();
    page.raw(HtmlTable.write(table, styles::of, runPlaces.toRuns(), written)).line();
    return place;
  }

  private void more() {
    Optional<ReportTable> lastValues = tables.lastValues();
    if (lastValues.isPresent()) {
      heading(Heading.OTHER_TESTS);
      table(lastValues.get());
      List<MetricCurves> tests = drawn(results.otherTests());
      if (!tests.isEmpty()) {
        multiples(tests, "test");
      }
    }
    List<MetricCurves> training = drawn(results.training());
    if (!training.isEmpty()) {
      details(captions.trainingHeading());
      multiples(training, "training");
      page.close().line();
    }
    details(captions.everyRunHeading());
    // Within what is folded, so that a link to it unfolds it.
    String place = anchors.id("runs");
    claims.put(Evidence.RUNS, place, Heading.EVERY_RUN.in(words));
    page.element("p", captions.everyRun(), "class", "caption", "id", place).line();
    page.open("div", "class", "runs").line();
    page.raw(HtmlTable.write(tables.runs(), styles::of, runPlaces.ofRuns())).line();
    page.close().line();
    page.close().line();
    details(Heading.METHODS.in(words));
    list(wording.methods());
    page.close().line();
    details(Heading.APPENDIX.in(words));
    page.element("p", wording.methodsParagraph()).line();
    page.element("p", captions.files(), "class", "caption").line();
    page.close().line();
  }

  private static List<MetricCurves> drawn(List<MetricCurves> curves) {
    return curves.stream().filter(MetricCurves::isDrawn).toList();
  }

  private void details(String summary) {
    String place = anchors.id(summary);
    page.open("details", "id", place).line();
    page.open("summary").text(summary);
    anchors.link(page, place, summary);
    page.close().line();
  }

  private void multiples(List<MetricCurves> metrics, String key) {
    if (results.hasSeveralVariants()) {
      results
          .curves()
          .ifPresent(main -> page.raw(LegendStrip.of(words, curveCharts.series(main))).line());
    }
    page.open("div", "class", "multiples").line();
    for (int i = 0; i < metrics.size(); i++) {
      String place = anchors.id(metrics.get(i).metric());
      page.open("figure", "id", place);
      anchors.link(page, place, metrics.get(i).metric());
      page.raw(
          curveCharts
              .all(metrics.get(i), key + "-" + (i + 1), OptionalDouble.empty())
              .draw(ChartSize.SMALL));
      page.close().line();
    }
    page.close().line();
  }

  private void reproduce() {
    claims.put(
        Evidence.STUDY,
        anchors.heading(page, "h2", Heading.REPRODUCE.in(words)),
        Heading.REPRODUCE.in(words));
    code(String.join("\n", wording.commands()));
    tables.machines().ifPresent(this::table);
    if (!results.found().source().isEmpty()) {
      file(Heading.STUDY.in(words), results.found().source());
    }
    for (VariantResults variant : results.variants()) {
      if (!variant.config().isEmpty()) {
        file(captions.configuration(variant.name()), variant.config());
      }
    }
  }

  private void code(String text) {
    page.open("pre").element("code", text).close().line();
  }

  private void file(String title, String content) {
    details(title);
    code(content);
    page.close().line();
  }
}
