package dev.ensayo.results.analysis;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.study.ReportCharts.Abscissa;
import dev.ensayo.results.statistics.Interval;
import dev.ensayo.results.statistics.MeanCurve;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * One metric of all variants over a clock.
 *
 * @param metric {@code group/name}
 * @param clock what it is recorded over
 * @param x what the positions of the curves count
 * @param unit of wall time, where they count that
 * @param binned whether values are averaged within bins of the clock
 * @param series one for each variant that recorded it
 * @param range of the values of single runs
 * @param isLogarithmic whether the values are so uneven that only a logarithmic axis shows them
 * @param end last position
 */
public record MetricCurves(
    String metric,
    Clock clock,
    Abscissa x,
    WallTimeUnit unit,
    boolean binned,
    ImmutableList<Series> series,
    Interval range,
    boolean isLogarithmic,
    double end) {
  /** A line between two points shows no more than they do. */
  private static final int FEWEST_POINTS = 3;

  /** What wall time is counted in: as long as three hours are in minutes. */
  public enum WallTimeUnit {
    SECONDS(1),
    MINUTES(60),
    HOURS(3600);

    private static final double MOST = 3;
    private final double seconds;

    WallTimeUnit(double seconds) {
      this.seconds = seconds;
    }

    /** How many seconds it has. */
    public double seconds() {
      return seconds;
    }

    static WallTimeUnit of(double mostSeconds) {
      return mostSeconds > MOST * HOURS.seconds
          ? HOURS
          : mostSeconds > MOST * MINUTES.seconds ? MINUTES : SECONDS;
    }
  }

  /** The same moved to another clock. */
  MetricCurves over(
      Abscissa other, WallTimeUnit counted, ImmutableList<Series> moved, double newEnd) {
    return new MetricCurves(
        metric, clock, other, counted, binned, moved, range, isLogarithmic, newEnd);
  }

  /** The same of some variants, in the axes of all. */
  public MetricCurves of(List<VariantResults> variants) {
    List<Integer> places = variants.stream().map(VariantResults::place).toList();
    return new MetricCurves(
        metric,
        clock,
        x,
        unit,
        binned,
        series.stream()
            .filter(each -> places.contains(each.place()))
            .collect(ImmutableList.toImmutableList()),
        range,
        isLogarithmic,
        end);
  }

  /** The same of some variants, in axes of their own, because the others are of other tasks. */
  public MetricCurves alone(List<VariantResults> variants) {
    MetricCurves some = of(variants);
    DoubleSummaryStatistics values =
        some.series().stream()
            .flatMapToDouble(Series::values)
            .filter(Double::isFinite)
            .summaryStatistics();
    return values.getCount() == 0
        ? some
        : new MetricCurves(
            metric,
            clock,
            x,
            unit,
            binned,
            some.series(),
            new Interval(values.getMin(), values.getMax()),
            isLogarithmic && values.getMin() > 0,
            end);
  }

  /** The same without the single runs behind the means. */
  public MetricCurves withoutSeeds() {
    return over(
        x,
        unit,
        series.stream()
            .map(
                each ->
                    new Series(
                        each.name(),
                        each.place(),
                        each.curve(),
                        ImmutableList.of(),
                        each.stopped(),
                        each.kept()))
            .collect(ImmutableList.toImmutableList()),
        end);
  }

  /** Whether some curve has points enough to be worth a chart. */
  public boolean isDrawn() {
    return series.stream()
        .anyMatch(
            each ->
                each.curve().points() >= FEWEST_POINTS
                    || each.stopped().stream()
                        .anyMatch(trace -> trace.steps().length >= FEWEST_POINTS));
  }

  /**
   * One variant.
   *
   * @param name as in the study
   * @param place in the study, from 0
   * @param curve its mean over finished seeds
   * @param seeds its finished runs, of the report's metric; if they are many, some of them
   * @param stopped its runs that failed or are unfinished
   * @param kept of each finished run that went back to an earlier point, that point
   */
  public record Series(
      String name,
      int place,
      MeanCurve curve,
      ImmutableList<Trace> seeds,
      ImmutableList<Trace> stopped,
      ImmutableList<Point> kept) {
    private DoubleStream values() {
      return DoubleStream.concat(
          Arrays.stream(curve.mean()),
          Stream.concat(seeds.stream(), stopped.stream())
              .flatMapToDouble(run -> Arrays.stream(run.values())));
    }
  }

  /**
   * A point of one run.
   *
   * @param seed of the run
   * @param step on the clock
   * @param value of the metric
   */
  public record Point(long seed, double step, double value) {}

  /**
   * One run.
   *
   * @param seed of the run
   * @param steps {@code [T]}
   * @param values {@code [T]}
   */
  public record Trace(long seed, double[] steps, double[] values) {}
}
