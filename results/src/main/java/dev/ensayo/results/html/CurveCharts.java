package dev.ensayo.results.html;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.study.ReportCharts.Scale;
import dev.ensayo.results.analysis.ComparisonGroup;
import dev.ensayo.results.analysis.MetricCurves;
import dev.ensayo.results.analysis.StudyResults;
import dev.ensayo.results.analysis.TrainingPair;
import dev.ensayo.results.analysis.VariantResults;
import dev.ensayo.results.chart.LearningCurveChart;
import dev.ensayo.results.chart.SeriesStyle;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.wording.CurveCaptions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The charts of curves of one study's report. */
final class CurveCharts {
  private final StudyResults results;
  private final Phrasebook words;
  private final CurveCaptions captions;
  private final VariantStyles styles;
  private final String id;

  /**
   * @param styles of the variants
   * @param id makes element ids unique within the page
   */
  CurveCharts(
      StudyResults results,
      Phrasebook words,
      CurveCaptions captions,
      VariantStyles styles,
      String id) {
    this.results = results;
    this.words = words;
    this.captions = captions;
    this.styles = styles;
    this.id = id;
  }

  /**
   * A metric of all variants.
   *
   * @param key makes element ids unique within the study
   */
  LearningCurveChart all(MetricCurves curves, String key, OptionalDouble threshold) {
    return chart(
        curves, key, captions.title(curves), curves.metric(), series(curves, false), threshold);
  }

  /** The interquartile means. */
  LearningCurveChart efficiency(MetricCurves curves) {
    return chart(
        curves,
        "efficiency",
        captions.efficiencyTitle(curves),
        curves.metric(),
        series(curves, true),
        results.threshold());
  }

  /**
   * The variants of one task.
   *
   * @param curves of them alone
   * @param task its place in the study, from 0
   */
  LearningCurveChart ofTask(MetricCurves curves, ComparisonGroup group, int task) {
    ImmutableList<MetricCurves.Series> all = curves.series();
    ImmutableList.Builder<LearningCurveChart.Series> drawn = ImmutableList.builder();
    for (int i = 0; i < all.size(); i++) {
      MetricCurves.Series series = all.get(i);
      String method = group.methodOf(series.name());
      drawn.add(
          drawn(
              series,
              method,
              true,
              SeriesStyle.of(i),
              captions.told(method, series.curve(), false)));
    }
    return chart(
        curves,
        "task-" + task,
        captions.taskTitle(curves, group.value()),
        group.value(),
        drawn.build(),
        OptionalDouble.empty());
  }

  /**
   * A variant and its baseline, in the axes of all.
   *
   * @param curves of all variants
   */
  LearningCurveChart againstBaseline(
      MetricCurves curves, VariantResults variant, VariantResults baseline) {
    ImmutableList<LearningCurveChart.Series> both =
        Stream.of(baseline, variant)
            .flatMap(each -> of(curves, each).stream())
            .map(
                each ->
                    drawn(
                        each, each.place() == variant.place(), panelStyle(each), told(each, false)))
            .collect(ImmutableList.toImmutableList());
    return chart(
        curves,
        "against-" + variant.place(),
        captions.againstTitle(curves, variant, baseline),
        variant.tag(),
        both,
        OptionalDouble.empty());
  }

  /** With a colour, also where the chart of all is too crowded for one. */
  private SeriesStyle panelStyle(MetricCurves.Series series) {
    SeriesStyle style = styles.of(series.place());
    return style.isRest() ? SeriesStyle.of(1) : style;
  }

  /** What a variant does on what it learns from and on what is held out, in the axes of all. */
  LearningCurveChart training(TrainingPair pair, VariantResults variant, String key) {
    SeriesStyle style = styles.of(variant.place());
    SeriesStyle coloured = style.isRest() ? SeriesStyle.of(0) : style;
    ImmutableList<LearningCurveChart.Series> both =
        Stream.concat(
                of(pair.training(), variant).stream()
                    .map(each -> drawn(each, false, coloured.dashed(), "")),
                of(pair.heldOut(), variant).stream()
                    .map(each -> drawn(each, false, coloured.solid(), "")))
            .collect(ImmutableList.toImmutableList());
    return new LearningCurveChart(
        words,
        id + "-" + key + "-" + variant.place(),
        captions.pairTitle(pair, variant),
        captions.pairDescription(pair, variant),
        captions.clock(pair.heldOut()),
        variant.tag(),
        both,
        pair.range(),
        pair.end(),
        true,
        pair.isLogarithmic(),
        false,
        OptionalDouble.empty());
  }

  private static Optional<MetricCurves.Series> of(MetricCurves curves, VariantResults variant) {
    return curves.series().stream().filter(series -> series.place() == variant.place()).findFirst();
  }

  /** The curves of the variants, those that stand out last, so that they lie above the others. */
  ImmutableList<LearningCurveChart.Series> series(MetricCurves curves) {
    return series(curves, false);
  }

  private ImmutableList<LearningCurveChart.Series> series(
      MetricCurves curves, boolean isInterquartile) {
    return curves.series().stream()
        .sorted(Comparator.comparing(series -> !styles.of(series.place()).isRest()))
        .map(
            series ->
                drawn(
                    series,
                    !isInterquartile,
                    styles.of(series.place()),
                    told(series, isInterquartile)))
        .collect(ImmutableList.toImmutableList());
  }

  private String told(MetricCurves.Series series, boolean isInterquartile) {
    return captions.told(series.name(), series.curve(), isInterquartile);
  }

  private static LearningCurveChart.Series drawn(
      MetricCurves.Series series, boolean withSeeds, SeriesStyle style, String told) {
    return drawn(series, series.name(), withSeeds, style, told);
  }

  private static LearningCurveChart.Series drawn(
      MetricCurves.Series series, String name, boolean withSeeds, SeriesStyle style, String told) {
    return new LearningCurveChart.Series(
        name,
        style,
        told,
        series.curve(),
        withSeeds ? traces(series.seeds()) : ImmutableList.of(),
        traces(series.stopped()),
        series.kept().stream()
            .map(point -> new LearningCurveChart.Point(point.step(), point.value()))
            .collect(ImmutableList.toImmutableList()));
  }

  private static ImmutableList<LearningCurveChart.Trace> traces(List<MetricCurves.Trace> runs) {
    return runs.stream()
        .map(run -> new LearningCurveChart.Trace(run.steps(), run.values()))
        .collect(ImmutableList.toImmutableList());
  }

  private LearningCurveChart chart(
      MetricCurves curves,
      String key,
      String title,
      String up,
      ImmutableList<LearningCurveChart.Series> series,
      OptionalDouble threshold) {
    boolean isMain = curves.metric().equals(results.study().report().metric());
    Interval range = curves.range();
    return new LearningCurveChart(
        words,
        id + "-" + key,
        title,
        captions.description(series.stream().map(LearningCurveChart.Series::told).toList()),
        captions.clock(curves),
        up,
        series,
        range,
        curves.end(),
        curves.binned(),
        curves.isLogarithmic(),
        isMain && results.study().report().charts().xScale() == Scale.LOG,
        threshold);
  }
}
