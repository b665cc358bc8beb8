package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.TestMetrics;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.study.ReportCharts.Abscissa;
import dev.ensayo.core.study.ReportCharts.Scale;
import dev.ensayo.core.study.ReportStatistics.Bands;
import dev.ensayo.core.study.Study;
import dev.ensayo.results.analysis.MetricCurves.Point;
import dev.ensayo.results.analysis.MetricCurves.Series;
import dev.ensayo.results.analysis.MetricCurves.Trace;
import dev.ensayo.results.analysis.MetricCurves.WallTimeUnit;
import dev.ensayo.results.reading.RunRecord;
import dev.ensayo.results.statistics.Curve;
import dev.ensayo.results.statistics.CurveGrid;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.MeanCurve;
import dev.ensayo.results.statistics.StratifiedBootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** One metric of all variants: averaged over the finished runs of each. */
final class CurvesOfMetric {
  /** Largest over median value from which on an axis is logarithmic. */
  private static final double UNEVEN = 300;

  /** Share of the range of the values within which a threshold is near them. */
  private static final double NEAR = 0.5;

  private final Study study;
  private final List<VariantResults> variants;
  private final OptionalDouble threshold;
  private final String metric;
  private final boolean isMain;

  CurvesOfMetric(
      Study study, List<VariantResults> variants, OptionalDouble threshold, String metric) {
    this.study = study;
    this.variants = variants;
    this.threshold = threshold;
    this.metric = metric;
    this.isMain = metric.equals(study.report().metric());
  }

  /** What the values of several runs come to at each point. */
  private interface Middle {
    MeanCurve of(VariantResults variant, CurveGrid grid, List<Curve> finished);
  }

  /** The means; empty if no run recorded a finite value of the metric. */
  Optional<MetricCurves> means() {
    return collect(this::mean);
  }

  /** The interquartile means, with bootstrap intervals; empty where the means are. */
  Optional<MetricCurves> interquartileMeans() {
    return collect(this::interquartileMean);
  }

  private Optional<MetricCurves> collect(Middle middle) {
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
    double[] positions = grid.positions();
    ImmutableList.Builder<Series> series = ImmutableList.builder();
    List<double[]> values = new ArrayList<>();
    for (VariantResults variant : variants) {
      List<Curve> finished = new ArrayList<>();
      List<Trace> seeds = new ArrayList<>();
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
          seeds.add(new Trace(run.seed(), positions, aligned));
        } else {
          stopped.add(new Trace(run.seed(), positions, aligned));
        }
      }
      if (any) {
        series.add(
            new Series(
                variant.tag(),
                variant.place(),
                middle.of(variant, grid, finished),
                isMain ? ShownSeeds.of(seeds) : ImmutableList.of(),
                stopped.build(),
                kept(variant)));
      }
    }
    double[] finite =
        values.stream().flatMapToDouble(Arrays::stream).filter(Double::isFinite).sorted().toArray();
    if (finite.length == 0) {
      return Optional.empty();
    }
    Interval range = new Interval(finite[0], finite[finite.length - 1]);
    return Optional.of(
        new MetricCurves(
            metric,
            clock,
            Abscissa.STEPS,
            WallTimeUnit.SECONDS,
            grid.isBinned(),
            series.build(),
            isMain ? withThreshold(range) : range,
            isMain ? isLogAsked(finite[0]) : isUneven(finite),
            all.stream()
                .filter(c -> c.clock() == clock)
                .mapToLong(Curve::lastStep)
                .max()
                .orElse(0)));
  }

  private MeanCurve mean(VariantResults variant, CurveGrid grid, List<Curve> finished) {
    boolean isWhole = isMain && study.report().statistics().bands() == Bands.SIMULTANEOUS;
    return isWhole
        ? MeanCurve.simultaneous(
            grid,
            finished,
            new SeedSequence(0).child("band").child(study.name()).stream(variant.name()))
        : MeanCurve.of(grid, finished);
  }

  private MeanCurve interquartileMean(
      VariantResults variant, CurveGrid grid, List<Curve> finished) {
    SeedSequence seeds = new SeedSequence(0).child("efficiency").child(study.name());
    return MeanCurve.interquartile(
        grid, finished, StratifiedBootstrap.OF_CURVES, () -> seeds.stream(variant.name()));
  }

  /** Where the finished runs of a variant went back to; of tests alone. */
  private ImmutableList<Point> kept(VariantResults variant) {
    ImmutableList.Builder<Point> points = ImmutableList.builder();
    for (RunRecord run : variant.runs()) {
      if (run.isFinished() && run.curves().keptAt().isPresent() && TestMetrics.contains(metric)) {
        run.curves()
            .outcome(metric)
            .filter(curve -> curve.size() > 0)
            .map(curve -> new Point(run.seed(), curve.lastStep(), curve.lastMean(1).orElseThrow()))
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
        || (isLogAsked(range.low()) && !(threshold.getAsDouble() > 0))
        || threshold.getAsDouble() < range.low() - margin
        || threshold.getAsDouble() > range.high() + margin) {
      return range;
    }
    return new Interval(
        Math.min(range.low(), threshold.getAsDouble()),
        Math.max(range.high(), threshold.getAsDouble()));
  }

  /** What is not positive has no place on a logarithmic axis. */
  private boolean isLogAsked(double smallest) {
    return smallest > 0 && study.report().charts().yScale() == Scale.LOG;
  }

  /** A variant that diverges would press all others flat against a linear axis. */
  private static boolean isUneven(double[] ascending) {
    double median = ascending[ascending.length / 2];
    return ascending[0] > 0 && ascending[ascending.length - 1] > UNEVEN * median;
  }
}
