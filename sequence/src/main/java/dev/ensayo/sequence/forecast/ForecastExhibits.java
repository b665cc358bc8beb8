package dev.ensayo.sequence.forecast;

import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.exhibit.Exhibit.Curves.Line;
import dev.ensayo.core.exhibit.Exhibit.Table.OverSeeds;
import dev.ensayo.core.series.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/** What a run shows of its forecasts of the test part, beside the naive ones. */
final class ForecastExhibits {
  /** Moments drawn; of a longer part the first ones. */
  private static final int MOST_MOMENTS = 300;

  private final Series series;
  private final PartForecasts part;
  private final ErrorScale scale;
  private final double[][] forecasts;

  /**
   * @param part the test part
   * @param forecasts of the run, {@code [origins][H]}
   */
  ForecastExhibits(Series series, PartForecasts part, ErrorScale scale, double[][] forecasts) {
    this.series = series;
    this.part = part;
    this.scale = scale;
    this.forecasts = forecasts;
  }

  List<Exhibit> all() {
    List<Exhibit> exhibits = new ArrayList<>();
    exhibits.add(beside());
    exhibits.add(drawn());
    if (series.spec().horizon() > 1) {
      exhibits.add(ahead());
    }
    return exhibits;
  }

  private boolean isSeasonal() {
    return series.spec().season() > 1;
  }

  private Exhibit beside() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("this model", forecasts));
    rows.add(row("naive", part.naive()));
    if (isSeasonal()) {
      rows.add(row("seasonal naive", part.seasonal()));
    }
    part.best().ifPresent(best -> rows.add(row("best possible", best)));
    return new Exhibit.Table(
        "forecast-errors",
        "Errors beside those of naive forecasts",
        "Over all origins and moments ahead of the test part. MASE is the mean absolute error over"
            + " that of the naive forecast one moment ahead within the training part.",
        List.of("forecast", "RMSE", "MAE", "MASE"),
        rows,
        OverSeeds.MEAN);
  }

  private List<String> row(String name, double[][] of) {
    ForecastErrors errors = ForecastErrors.of(series, part.origins(), of);
    return List.of(
        name,
        number(errors.rmse()),
        number(errors.mae()),
        scale.isKnown() ? number(scale.scaled(errors.mae())) : "–");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  private Exhibit drawn() {
    int horizon = series.spec().horizon();
    List<Line> lines = new ArrayList<>();
    int[] origins = part.origins();
    int first = origins[0] + 1;
    int count = Math.min(MOST_MOMENTS, series.parts().length() - first);
    lines.add(line("what came", first, count, series::target));
    lines.add(ahead("this model", forecasts, 0));
    if (horizon > 1) {
      lines.add(ahead("this model, " + horizon + " moments ahead", forecasts, horizon - 1));
    }
    if (isSeasonal()) {
      lines.add(ahead("seasonal naive", part.seasonal(), 0));
    } else {
      lines.add(ahead("naive", part.naive(), 0));
    }
    return new Exhibit.Curves(
        "forecast",
        "Forecast and what came",
        "Each moment of the test part, at most the first "
            + MOST_MOMENTS
            + ", as it was and as it was forecast one moment before, from values up to then.",
        "moment",
        series.spec().targetName(),
        false,
        lines);
  }

  private static Line line(String label, int first, int count, IntToDoubleFunction value) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int t = first; t < first + count; t++) {
      x.add((double) t + 1);
      y.add(value.applyAsDouble(t));
    }
    return new Line(label, x, y);
  }

  /** Forecasts at the moments that they are of; moments count from 1. */
  private Line ahead(String label, double[][] of, int step) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    int end = part.origins()[0] + 1 + MOST_MOMENTS;
    for (int i = 0; i < of.length && part.origins()[i] + step + 1 < end; i++) {
      x.add((double) part.origins()[i] + step + 2);
      y.add(of[i][step]);
    }
    return new Line(label, x, y);
  }

  private Exhibit ahead() {
    List<Line> lines = new ArrayList<>();
    lines.add(errorsAhead("this model", forecasts));
    lines.add(errorsAhead("naive", part.naive()));
    if (isSeasonal()) {
      lines.add(errorsAhead("seasonal naive", part.seasonal()));
    }
    part.best().ifPresent(best -> lines.add(errorsAhead("best possible", best)));
    return new Exhibit.Curves(
        "errors-ahead",
        "Errors by how far ahead",
        "Root of the mean squared error over the origins of the test part.",
        "moments ahead",
        "RMSE",
        false,
        lines);
  }

  private Line errorsAhead(String label, double[][] of) {
    ForecastErrors errors = ForecastErrors.of(series, part.origins(), of);
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int ahead = 1; ahead <= series.spec().horizon(); ahead++) {
      x.add((double) ahead);
      y.add(errors.rmse(ahead));
    }
    return new Line(label, x, y);
  }
}
