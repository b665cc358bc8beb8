package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.TestMetrics;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.study.ReportStatistics.Bands;
import dev.ensayo.core.study.Study;
import dev.ensayo.results.analysis.MetricCurves.Point;
import dev.ensayo.results.analysis.MetricCurves.Series;
import dev.ensayo.results.analysis.MetricCurves.Trace;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.statistics.Curve;
import dev.ensayo.results.statistics.CurveGrid;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.MeanCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/** Averages every recorded metric over the finished runs of each variant. */
final class CurveCollector {
  /** Largest over median value from which on an axis is logarithmic. */
  private static final double UNEVEN = 300;

  /** Share of the range of the values within which a threshold is near them. */
  private static final double NEAR = 0.5;

  private final Study study;
  private final List<VariantResults> variants;
  private final OptionalDouble threshold;

  CurveCollector(Study study, List<VariantResults> variants, OptionalDouble threshold) {
    this.study = study;
    this.variants = variants;
    this.threshold = threshold;
  }

  /** Empty if no run recorded a finite value of it. */
  Optional<MetricCurves> ofReportMetric() {
    return collect(study.report().metric());
  }

  ImmutableList<MetricCurves> ofOtherTests() {
    return others(true);
  }

  ImmutableList<MetricCurves> ofTraining() {
    return others(false);
  }

  private ImmutableList<MetricCurves> others(boolean tests) {
    TreeSet<String> metrics = new TreeSet<>();
    variants.forEach(
        variant -> variant.runs().forEach(run -> metrics.addAll(run.metrics().keySet())));
    metrics.remove(study.report().metric());
    return metrics.stream()
        .filter(metric -> TestMetrics.contains(metric) == tests)
        .filter(this::isCurve)
        .map(this::collect)
        .flatMap(Optional::stream)
        .filter(curves -> curves.end() > 0)
        .collect(ImmutableList.toImmutableList());
  }

  /** Whether a run recorded it more than once; what is recorded once is told in a table. */
  private boolean isCurve(String metric) {
    return variants.stream()
        .flatMap(variant -> variant.runs().stream())
        .map(run -> run.metric(metric))
        .flatMap(Optional::stream)
        .anyMatch(curve -> curve.size() > 1);
  }

  private Optional<MetricCurves> collect(String metric) {
    List<Curve> all =
        variants.stream()
            .flatMap(variant -> variant.runs().stream())
            .map(run -> run.metric(metric))
            .flatMap(Optional::stream)
            .toList();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    Clock clock = all.get(0).clock();
    CurveGrid grid = CurveGrid.over(all.stream().filter(c -> c.clock() == clock).toList());
    ImmutableList.Builder<Series> series = ImmutableList.builder();
    List<double[]> values = new ArrayList<>();
    for (VariantResults variant : variants) {
      List<Curve> finished = new ArrayList<>();
      ImmutableList.Builder<Trace> stopped = ImmutableList.builder();
      boolean any = false;
      for (RunRecord run : variant.runs()) {
        Curve curve = run.metrics().get(metric);
        if (curve == null || curve.clock() != clock) {
          continue;
        }
        any = true;
        double[] aligned = grid.align(curve);
        values.add(aligned);
        if (run.isFinished()) {
          finished.add(curve);
        } else {
          stopped.add(new Trace(grid.positions(), aligned));
        }
      }
      if (any) {
        series.add(
            new Series(
                variant.tag(),
                variant.place(),
                mean(metric, variant, grid, finished),
                stopped.build(),
                kept(variant, metric)));
      }
    }
    double[] finite =
        values.stream().flatMapToDouble(Arrays::stream).filter(Double::isFinite).sorted().toArray();
    if (finite.length == 0) {
      return Optional.empty();
    }
    boolean isMain = metric.equals(study.report().metric());
    Interval range = new Interval(finite[0], finite[finite.length - 1]);
    return Optional.of(
        new MetricCurves(
            metric,
            clock,
            grid.isBinned(),
            series.build(),
            isMain ? withThreshold(range) : range,
            !isMain && isUneven(finite),
            all.stream()
                .filter(c -> c.clock() == clock)
                .mapToLong(Curve::lastStep)
                .max()
                .orElse(0)));
  }

  private MeanCurve mean(
      String metric, VariantResults variant, CurveGrid grid, List<Curve> finished) {
    boolean isWhole =
        study.report().statistics().bands() == Bands.SIMULTANEOUS
            && metric.equals(study.report().metric());
    return isWhole
        ? MeanCurve.simultaneous(
            grid,
            finished,
            new SeedSequence(0).child("band").child(study.name()).stream(variant.name()))
        : MeanCurve.of(grid, finished);
  }

  /** Where the finished runs of a variant went back to; of tests alone. */
  private static ImmutableList<Point> kept(VariantResults variant, String metric) {
    ImmutableList.Builder<Point> points = ImmutableList.builder();
    for (RunRecord run : variant.runs()) {
      if (run.isFinished() && run.curves().keptAt().isPresent() && TestMetrics.contains(metric)) {
        run.curves()
            .outcome(metric)
            .filter(curve -> curve.size() > 0)
            .map(curve -> new Point(curve.lastStep(), curve.lastMean(1).orElseThrow()))
            .filter(point -> Double.isFinite(point.value()))
            .ifPresent(points::add);
      }
    }
    return points.build();
  }

  /** A threshold far away would press the curves flat; near them it says how far there is to go. */
  private Interval withThreshold(Interval range) {
    double margin = NEAR * (range.high() - range.low());
    if (threshold.isEmpty()
        || threshold.getAsDouble() < range.low() - margin
        || threshold.getAsDouble() > range.high() + margin) {
      return range;
    }
    return new Interval(
        Math.min(range.low(), threshold.getAsDouble()),
        Math.max(range.high(), threshold.getAsDouble()));
  }

  /** A variant that diverges would press all others flat against a linear axis. */
  private static boolean isUneven(double[] ascending) {
    double median = ascending[ascending.length / 2];
    return ascending[0] > 0 && ascending[ascending.length - 1] > UNEVEN * median;
  }
}
