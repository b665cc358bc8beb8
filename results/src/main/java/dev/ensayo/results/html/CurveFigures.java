package dev.ensayo.results.html;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.ReportCharts.Abscissa;
import dev.ensayo.core.study.Variant;
import dev.ensayo.results.analysis.ComparisonGroup;
import dev.ensayo.results.analysis.MetricCurves;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.TrainingPair;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.chart.ChartSize;
import dev.ensayo.results.chart.LearningCurveChart;
import dev.ensayo.results.wording.CurveCaptions;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The figures of learning curves, as they stand on the page. */
final class CurveFigures {
  /** With more variants than these, each is also drawn against its baseline by itself. */
  private static final int MOST_TOGETHER = 3;

  /** The single seeds of more variants than these hide the means; they are in the panels. */
  private static final int MOST_WITH_SEEDS = 4;

  /** The most panels beside each other. */
  private static final int MOST_PANELS = 24;

  private final StudyResults results;
  private final CurveCharts charts;
  private final CurveCaptions captions;
  private final String id;

  /**
   * @param id makes element ids unique within the page
   */
  CurveFigures(StudyResults results, CurveCharts charts, CurveCaptions captions, String id) {
    this.results = results;
    this.charts = charts;
    this.captions = captions;
    this.id = id;
  }

  /**
   * A figure.
   *
   * @param markup what it shows
   * @param caption below
   */
  record Drawn(String markup, String caption) {}

  /**
   * A chart that stands in a file of its own.
   *
   * @param curves what it shows
   */
  record Panel(MetricCurves curves, VariantResults variant, LearningCurveChart chart) {}

  /**
   * The chart of one task.
   *
   * @param curves what it shows
   * @param task as written
   */
  record TaskPanel(MetricCurves curves, String task, LearningCurveChart chart) {}

  /** The means over each clock, of which the reader sees one at a time. */
  Drawn means(MetricCurves main) {
    List<TaskPanel> tasks = tasks(main);
    if (!tasks.isEmpty()) {
      return new Drawn(
          together(tasks.stream().map(TaskPanel::chart), ChartSize.PANEL),
          captions.means(main, ImmutableList.of(main)));
    }
    List<MetricCurves> clocks = results.curvesOverClocks().stream().map(this::shown).toList();
    List<String> drawn = clocks.stream().map(this::overClock).toList();
    String markup =
        clocks.size() == 1
            ? drawn.get(0)
            : Tabs.of(
                id + "-over",
                captions.choice(),
                clocks.stream().map(captions::choice).toList(),
                drawn);
    return new Drawn(markup, captions.means(shown(main), clocks));
  }

  /** A panel for each task, where a study has several; else none. */
  ImmutableList<TaskPanel> tasks(MetricCurves main) {
    if (results.acrossTasks().isEmpty()) {
      return ImmutableList.of();
    }
    ImmutableList.Builder<TaskPanel> panels = ImmutableList.builder();
    ImmutableList<ComparisonGroup> groups = results.groups().all();
    for (int i = 0; i < groups.size(); i++) {
      ComparisonGroup group = groups.get(i);
      Set<String> names = group.variants().stream().map(Variant::name).collect(Collectors.toSet());
      MetricCurves curves =
          main.alone(
              results.variants().stream()
                  .filter(variant -> names.contains(variant.name()))
                  .toList());
      panels.add(new TaskPanel(curves, group.value(), charts.ofTask(curves, group, i)));
    }
    return panels.build();
  }

  /** The curves as one chart bears them. */
  MetricCurves shown(MetricCurves curves) {
    return results.variants().size() > MOST_WITH_SEEDS && !compared().isEmpty()
        ? curves.withoutSeeds()
        : curves;
  }

  /** Of many variants, over another clock those that stand out: the others are context, once. */
  private String overClock(MetricCurves all) {
    boolean isOfSome =
        all.x() != Abscissa.STEPS && results.isCrowded() && !results.highlighted().isEmpty();
    MetricCurves curves = isOfSome ? all.of(results.highlighted()) : all;
    String key =
        curves.x() == Abscissa.STEPS
            ? "curves"
            : "curves-" + curves.x().name().toLowerCase(Locale.ROOT);
    return charts.all(curves, key, results.threshold()).drawForAnyScreen();
  }

  /** The interquartile means. */
  Drawn efficiency(MetricCurves curves) {
    return new Drawn(charts.efficiency(curves).drawForAnyScreen(), captions.efficiency(curves));
  }

  /** Each variant against its baseline, in panels; none where one chart bears all. */
  ImmutableList<Panel> against(MetricCurves curves) {
    if (results.variants().size() <= MOST_TOGETHER || results.acrossTasks().isPresent()) {
      return ImmutableList.of();
    }
    return compared().stream()
        .limit(MOST_PANELS)
        .map(
            variant ->
                new Panel(
                    curves.of(List.of(results.baselineOf(variant).orElseThrow(), variant)),
                    variant,
                    charts.againstBaseline(
                        curves, variant, results.baselineOf(variant).orElseThrow())))
        .collect(ImmutableList.toImmutableList());
  }

  /** The variants that have a baseline beside themselves: all in order, or the best of many. */
  private List<VariantResults> compared() {
    List<VariantResults> all = results.variants().stream().filter(this::isCompared).toList();
    return all.size() <= MOST_PANELS
        ? all
        : results.ranked().stream().filter(this::isCompared).toList();
  }

  private boolean isCompared(VariantResults variant) {
    return (results.isComparison() || results.isFactorial())
        && results.baselineOf(variant).filter(baseline -> !baseline.equals(variant)).isPresent();
  }

  /** The panels of {@link #against} as one figure. */
  Drawn against(List<Panel> panels) {
    List<VariantResults> baselines =
        panels.stream()
            .map(panel -> results.baselineOf(panel.variant()).orElseThrow())
            .distinct()
            .toList();
    int among = (int) results.variants().stream().filter(this::isCompared).count();
    return new Drawn(
        together(panels.stream().map(Panel::chart), ChartSize.SMALL),
        captions.against(baselines, panels.size(), among));
  }

  /** A panel for each variant, of some if they are many, with training and what is held out. */
  ImmutableList<Panel> training(TrainingPair pair, String key) {
    return results.highlighted().stream()
        .limit(MOST_PANELS)
        .map(
            variant ->
                new Panel(
                    pair.heldOut().of(List.of(variant)),
                    variant,
                    charts.training(pair, variant, key)))
        .filter(panel -> !panel.chart().series().isEmpty())
        .collect(ImmutableList.toImmutableList());
  }

  /** The panels of {@link #training} as one figure. */
  Drawn training(TrainingPair pair, List<Panel> panels) {
    return new Drawn(
        together(panels.stream().map(Panel::chart), ChartSize.SMALL), captions.pair(pair));
  }

  private static String together(Stream<LearningCurveChart> panels, ChartSize size) {
    return panels
        .map(chart -> chart.draw(size))
        .collect(Collectors.joining("\n", "<div class=\"multiples\">\n", "\n</div>"));
  }
}
