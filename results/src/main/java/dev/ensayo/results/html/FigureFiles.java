package dev.ensayo.results.html;

import dev.ensayo.results.analysis.AcrossTasks;
import dev.ensayo.results.analysis.MetricCurves;
import dev.ensayo.results.analysis.ScoresAcross;
import dev.ensayo.results.analysis.SearchResults;
import dev.ensayo.results.analysis.StudyGrid;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.TrainingPair;
import dev.ensayo.results.chart.ChartSize;
import dev.ensayo.results.chart.MarginalChart;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.markup.FileNames;
import dev.ensayo.results.wording.Captions;
import dev.ensayo.results.wording.ReportTable;
import dev.ensayo.results.wording.ReportWording;
import dev.ensayo.results.wording.TasksWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The figures of a report by themselves, as SVG with the numbers that they show as CSV beside,
 * named by their titles. What the runs show beside their metrics stays on the page.
 */
public final class FigureFiles {
  private final StudyResults results;
  private final Phrasebook words;
  private final Captions captions;
  private final Captions english;
  private final ReportTable scores;
  private final ReportWording wording;
  private final HtmlFigures charts;
  private final CurveCharts curveCharts;
  private final CurveFigures curveFigures;
  private final String prefix;
  private final FileNames names;
  private final StandaloneSvg standalone;
  private final Map<String, String> files;

  private FigureFiles(
      StudyResults results,
      Phrasebook words,
      String prefix,
      FileNames names,
      Map<String, String> files) {
    this.prefix = prefix;
    this.wording = new ReportWording(results, words);
    this.words = words;
    this.english = new ReportWording(results, Phrasebook.ENGLISH).captions();
    this.results = results;
    this.captions = wording.captions();
    this.scores = wording.tables().results();
    VariantStyles styles = new VariantStyles(results);
    this.charts = new HtmlFigures(results, words, captions, styles, "figure");
    this.curveCharts = new CurveCharts(results, words, captions.curves(), styles, "figure");
    this.curveFigures = new CurveFigures(results, curveCharts, captions.curves(), "figure");
    this.names = names;
    this.standalone = new StandaloneSvg(results.variants().size());
    this.files = files;
  }

  /** File names, the same in every language, with what is in them. */
  public static Map<String, String> write(List<StudyResults> reports, Phrasebook words) {
    Map<String, String> files = new LinkedHashMap<>();
    FileNames names = new FileNames();
    for (StudyResults report : reports) {
      String study = reports.size() > 1 ? report.study().name() : "";
      new FigureFiles(report, words, study, names, files).write();
    }
    return files;
  }

  private void write() {
    tasks();
    results.curves().filter(curves -> curves.end() > 0).ifPresent(this::mainCurves);
    if (results.variants().stream().anyMatch(variant -> variant.score().isPresent())) {
      scores();
      grid();
      search();
      ScoresAcross.of(results)
          .ifPresent(
              across ->
                  add(
                      english.acrossTitle(across.setting()),
                      charts.across(across, scores).draw(ChartSize.WIDE),
                      FigureData.of(across)));
    }
    results.otherTests().forEach(curves -> curves(curves, OptionalDouble.empty()));
    results.training().forEach(curves -> curves(curves, OptionalDouble.empty()));
    for (TrainingPair pair : TrainingPair.of(results)) {
      for (CurveFigures.Panel panel : curveFigures.training(pair, "pair")) {
        add(
            english.curves().pairTitle(pair, panel.variant()),
            panel.chart().draw(ChartSize.WIDE),
            FigureData.of(pair, panel.variant()));
      }
    }
  }

  private void mainCurves(MetricCurves main) {
    List<CurveFigures.TaskPanel> tasks = curveFigures.tasks(main);
    tasks.forEach(
        panel ->
            add(
                english.curves().taskTitle(panel.curves(), panel.task()),
                panel.chart().draw(ChartSize.WIDE),
                FigureData.of(panel.curves())));
    if (tasks.isEmpty()) {
      results
          .curvesOverClocks()
          .forEach(curves -> curves(curveFigures.shown(curves), results.threshold()));
    }
    if (!main.isDrawn()) {
      return;
    }
    for (CurveFigures.Panel panel : curveFigures.against(main)) {
      add(
          english
              .curves()
              .againstTitle(
                  main, panel.variant(), results.baselineOf(panel.variant()).orElseThrow()),
          panel.chart().draw(ChartSize.WIDE),
          FigureData.of(panel.curves()));
    }
    results
        .sampleEfficiency()
        .ifPresent(
            curves ->
                add(
                    english.curves().efficiencyTitle(curves),
                    curveCharts.efficiency(curves).draw(ChartSize.WIDE),
                    FigureData.of(curves)));
  }

  private void tasks() {
    captions
        .tasks()
        .ifPresent(
            said -> {
              AcrossTasks across = results.acrossTasks().orElseThrow();
              TaskFigures drawn = new TaskFigures(across, said, words, "figure");
              TasksWords titles = english.tasks().orElseThrow();
              add(titles.intervalsTitle(), drawn.intervals().draw(), FigureData.scores(across));
              add(titles.barsTitle(), drawn.bars().draw(ChartSize.WIDE), FigureData.scores(across));
              add(titles.profileTitle(), drawn.profile().draw(), FigureData.profiles(across));
            });
  }

  private void add(String title, String svg, String csv) {
    String name = names.of(prefix, title);
    files.put(name + ".svg", standalone.write(svg));
    files.put(name + ".csv", csv);
  }

  private void curves(MetricCurves curves, OptionalDouble threshold) {
    add(
        english.curves().title(curves),
        curveCharts.all(curves, "curves", threshold).draw(ChartSize.WIDE),
        FigureData.of(curves));
  }

  private void scores() {
    boolean isRanked = results.isCrowded() && !results.hasIncomparableCells();
    if (isRanked) {
      add(
          english.ranksTitle(),
          charts.ranks(scores).draw(ChartSize.WIDE),
          FigureData.scores(results));
    } else if (!results.isCrowded()) {
      add(english.intervalsTitle(), charts.intervals(scores).draw(), FigureData.scores(results));
    }
    charts
        .profile()
        .ifPresent(
            profile ->
                add(
                    english.profileTitle(),
                    profile.draw(),
                    FigureData.profile(results, captions.profileCountsUp())));
  }

  private void search() {
    wording
        .search()
        .ifPresent(
            said -> {
              SearchResults found = results.search().orElseThrow();
              SearchFigures figures = new SearchFigures(found, words, said, "figure");
              found
                  .variants()
                  .forEach(
                      variant ->
                          figures
                              .points(variant)
                              .ifPresent(
                                  chart ->
                                      add(
                                          "points " + variant.name(),
                                          chart.draw(ChartSize.WIDE),
                                          figures.data(variant))));
            });
  }

  private void grid() {
    if (results.grid().filter(StudyGrid::isFull).isEmpty() || results.ranked().isEmpty()) {
      return;
    }
    GridFigures figures = new GridFigures(results, words, captions, "figure");
    String csv = FigureData.of(results.grid().get(), results);
    if (figures.heatMap().isPresent()) {
      add(english.gridTitle(), figures.heatMap().get().draw(ChartSize.WIDE), csv);
      return;
    }
    for (MarginalChart along : figures.along()) {
      add(along.title(), along.draw(ChartSize.WIDE), csv);
    }
  }
}
