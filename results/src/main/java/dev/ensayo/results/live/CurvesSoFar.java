package dev.ensayo.results.live;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.rundir.RunState;
import dev.ensayo.results.chart.LearningCurveChart;
import dev.ensayo.results.chart.LearningCurveChart.Series;
import dev.ensayo.results.chart.LearningCurveChart.Trace;
import dev.ensayo.results.chart.SeriesStyle;
import dev.ensayo.results.language.Phrasebook;
import dev.ensayo.results.statistics.Curve;
import dev.ensayo.results.statistics.CurveGrid;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.MeanCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The learning curves of a study that is under way: of each variant the mean over its complete runs
 * with its interval, and each other run as a thin line that ends in a cross where it is now.
 */
final class CurvesSoFar {
  /** Values so uneven that only a logarithmic axis shows them: the largest to the median. */
  private static final double UNEVEN = 100;

  private final ImmutableListMultimap<String, WatchedRun> byVariant;
  private final Map<String, SeriesStyle> styles;
  private final Phrasebook words;

  /**
   * @param styles of each variant, in the order of the study
   */
  CurvesSoFar(List<WatchedRun> runs, Map<String, SeriesStyle> styles, Phrasebook words) {
    this.words = words;
    this.byVariant = Multimaps.index(runs, WatchedRun::variant);
    this.styles = styles;
  }

  /** The chart of a metric; empty where no run has two points of it. */
  Optional<LearningCurveChart> chart(String id, String metric, OptionalDouble threshold) {
    List<Curve> all =
        byVariant.values().stream()
            .map(run -> run.curves().get(metric))
            .filter(curve -> curve != null && curve.size() > 0)
            .toList();
    if (all.stream().noneMatch(curve -> curve.size() > 1 && curve.lastStep() > curve.steps()[0])) {
      return Optional.empty();
    }
    Clock clock = all.get(0).clock();
    List<Curve> comparable = all.stream().filter(curve -> curve.clock() == clock).toList();
    CurveGrid grid = CurveGrid.over(comparable);
    List<double[]> values = new ArrayList<>();
    ImmutableList.Builder<Series> rest = ImmutableList.builder();
    ImmutableList.Builder<Series> distinct = ImmutableList.builder();
    styles.forEach(
        (variant, style) ->
            series(variant, style, metric, clock, grid, values)
                .ifPresent(series -> (style.isRest() ? rest : distinct).add(series)));
    double[] finite =
        values.stream().flatMapToDouble(Arrays::stream).filter(Double::isFinite).sorted().toArray();
    if (finite.length == 0) {
      return Optional.empty();
    }
    double end = comparable.stream().mapToLong(Curve::lastStep).max().orElse(1);
    double median = finite[finite.length / 2];
    return Optional.of(
        new LearningCurveChart(
            words,
            id,
            words.say("{0} so far", metric),
            described(metric, comparable.size()),
            clock(clock),
            metric,
            ImmutableList.<Series>builder().addAll(rest.build()).addAll(distinct.build()).build(),
            new Interval(finite[0], finite[finite.length - 1]),
            end,
            true, // a test that only some have made yet is no gap in the others
            finite[0] > 0 && finite[finite.length - 1] > UNEVEN * median,
            false,
            threshold));
  }

  private String described(String metric, int runs) {
    return words.counted(
        runs,
        "{1} of {0} run so far; the table of variants has the latest values.|{1} of {0} runs so"
            + " far; the table of variants has the latest values.",
        metric);
  }

  private Optional<Series> series(
      String variant,
      SeriesStyle style,
      String metric,
      Clock clock,
      CurveGrid grid,
      List<double[]> values) {
    List<Curve> complete = new ArrayList<>();
    ImmutableList.Builder<Trace> others = ImmutableList.builder();
    boolean any = false;
    for (WatchedRun run : byVariant.get(variant)) {
      Curve curve = run.curves().get(metric);
      if (curve == null || curve.clock() != clock || curve.size() == 0) {
        continue;
      }
      any = true;
      double[] aligned = grid.align(curve);
      values.add(aligned);
      if (run.state() == RunState.COMPLETE) {
        complete.add(curve);
      } else if (run.state() != RunState.DAMAGED) {
        others.add(new Trace(grid.positions(), aligned));
      }
    }
    return any
        ? Optional.of(
            new Series(
                variant,
                style,
                "", // a chart that is drawn anew all the time holds no keyboard
                style.isRest() ? meanAlone(grid, complete) : MeanCurve.of(grid, complete),
                ImmutableList.of(),
                others.build(),
                ImmutableList.of()))
        : Optional.empty();
  }

  /** Without the interval, which is not drawn where there are many; finding it takes its time. */
  private static MeanCurve meanAlone(CurveGrid grid, List<Curve> curves) {
    double[] sums = new double[grid.size()];
    int[] counts = new int[grid.size()];
    for (Curve curve : curves) {
      double[] aligned = grid.align(curve);
      for (int i = 0; i < sums.length; i++) {
        if (Double.isFinite(aligned[i])) {
          sums[i] += aligned[i];
          counts[i]++;
        }
      }
    }
    double[] mean = new double[sums.length];
    Arrays.setAll(mean, i -> counts[i] == 0 ? Double.NaN : sums[i] / counts[i]);
    double[] none = new double[sums.length];
    Arrays.fill(none, Double.NaN);
    return new MeanCurve(grid.positions(), mean, none, none, counts);
  }

  private String clock(Clock clock) {
    return switch (clock) {
      case ENVIRONMENT_STEP -> words.say("environment steps");
      case UPDATE -> words.say("updates");
      case EPOCH -> words.say("epochs");
      case TOKEN -> words.say("tokens");
    };
  }
}
