package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.study.ReportCharts.Abscissa;
import dev.ensayo.results.analysis.MetricCurves.Point;
import dev.ensayo.results.analysis.MetricCurves.Series;
import dev.ensayo.results.analysis.MetricCurves.Trace;
import dev.ensayo.results.analysis.MetricCurves.WallTimeUnit;
import dev.ensayo.results.reading.RunRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Curves moved to another clock. Runs are averaged at the same step, as ever; a point of the mean
 * stands where the averaged runs stood on the other clock, on average, and each run stands where it
 * stood itself. So no mean is taken over those runs alone that were fast.
 */
final class CurvesOverClock {
  private final MetricCurves curves;
  private final Abscissa x;

  private CurvesOverClock(MetricCurves curves, Abscissa x) {
    this.curves = curves;
    this.x = x;
  }

  /**
   * The curves over another clock.
   *
   * @param curves over steps
   * @return empty where no run recorded that clock; variants none of whose runs did are left out
   */
  static Optional<MetricCurves> of(MetricCurves curves, Abscissa x, List<VariantResults> variants) {
    if (x == Abscissa.STEPS) {
      return Optional.of(curves);
    }
    CurvesOverClock moving = new CurvesOverClock(curves, x);
    List<Series> moved =
        curves.series().stream()
            .map(series -> moving.moved(series, variants.get(series.place())))
            .flatMap(Optional::stream)
            .toList();
    double end = moved.stream().flatMapToDouble(CurvesOverClock::positions).max().orElse(0);
    if (!(end > 0)) {
      return Optional.empty();
    }
    WallTimeUnit unit =
        x == Abscissa.WALL_TIME || x == Abscissa.SIMULATED_TIME
            ? WallTimeUnit.of(end)
            : WallTimeUnit.SECONDS;
    DoubleUnaryOperator scale = value -> value / unit.seconds();
    return Optional.of(
        curves.over(
            x,
            unit,
            moved.stream()
                .map(series -> moved(series, scale, ImmutableMap.of(), scale))
                .collect(ImmutableList.toImmutableList()),
            end / unit.seconds()));
  }

  private Optional<Series> moved(Series series, VariantResults variant) {
    ImmutableMap.Builder<Long, DoubleUnaryOperator> found = ImmutableMap.builder();
    for (RunRecord run : variant.runs()) {
      OtherClock.of(x, run, curves.clock()).ifPresent(clock -> found.put(run.seed(), clock));
    }
    ImmutableMap<Long, DoubleUnaryOperator> clocks = found.buildOrThrow();
    List<DoubleUnaryOperator> finished =
        variant.runs().stream()
            .filter(RunRecord::isFinished)
            .map(run -> clocks.get(run.seed()))
            .filter(Objects::nonNull)
            .toList();
    if (clocks.isEmpty()) {
      return Optional.empty();
    }
    List<DoubleUnaryOperator> averaged = finished.isEmpty() ? clocks.values().asList() : finished;
    DoubleUnaryOperator mean =
        step ->
            averaged.stream().mapToDouble(clock -> clock.applyAsDouble(step)).average().orElse(0);
    return Optional.of(moved(series, mean, clocks, mean));
  }

  private static Series moved(
      Series series,
      DoubleUnaryOperator mean,
      ImmutableMap<Long, DoubleUnaryOperator> byRun,
      DoubleUnaryOperator otherwise) {
    return new Series(
        series.name(),
        series.place(),
        series.curve().at(mean),
        moved(series.seeds(), byRun, otherwise),
        moved(series.stopped(), byRun, otherwise),
        series.kept().stream()
            .map(
                point ->
                    new Point(
                        point.seed(),
                        byRun.getOrDefault(point.seed(), otherwise).applyAsDouble(point.step()),
                        point.value()))
            .collect(ImmutableList.toImmutableList()));
  }

  private static ImmutableList<Trace> moved(
      List<Trace> traces,
      ImmutableMap<Long, DoubleUnaryOperator> byRun,
      DoubleUnaryOperator otherwise) {
    return traces.stream()
        .map(
            trace ->
                new Trace(
                    trace.seed(),
                    Arrays.stream(trace.steps())
                        .map(byRun.getOrDefault(trace.seed(), otherwise))
                        .toArray(),
                    trace.values()))
        .collect(ImmutableList.toImmutableList());
  }

  private static DoubleStream positions(Series series) {
    return Stream.concat(
            Stream.of(series.curve().positions()),
            Stream.concat(series.seeds().stream(), series.stopped().stream()).map(Trace::steps))
        .flatMapToDouble(Arrays::stream);
  }
}
