package dev.ensayo.sequence.forecast;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.series.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjDoubleConsumer;

/**
 * Tests a forecaster on the validation part, if there is one, and the test part, over all their
 * rolling origins, beside the naive forecasts and the best one, where it is known.
 */
public final class ForecastScoring {
  /** What forecasters are judged by unless a study says otherwise. */
  public static final Goal GOAL = new Goal("test/rmse", Better.LOWER);

  private static final List<String> OF_A_PART =
      List.of(
          "rmse",
          "mae",
          "mase",
          "seasonal_mase",
          "naive_rmse",
          "naive_mae",
          "naive_mase",
          "seasonal_naive_rmse",
          "seasonal_naive_mae",
          "seasonal_naive_mase",
          "best_rmse",
          "relative_rmse");

  /** Names of all metrics that {@link #record} may record. */
  public static final ImmutableSet<String> METRICS =
      List.of(Split.VALID, Split.TEST).stream()
          .flatMap(split -> OF_A_PART.stream().map(name -> split.label() + "/" + name))
          .collect(ImmutableSet.toImmutableSet());

  private final Series series;
  private final ErrorScale scale;
  private final ErrorScale seasonalScale;
  private final List<PartForecasts> parts = new ArrayList<>();

  public ForecastScoring(Series series) {
    this.series = series;
    this.scale = ErrorScale.of(series, 1);
    this.seasonalScale = ErrorScale.of(series, series.spec().season());
    for (Split split : List.of(Split.VALID, Split.TEST)) {
      if (series.origins(split).length > 0) {
        parts.add(PartForecasts.of(series, split));
      }
    }
  }

  /**
   * Tests a forecaster.
   *
   * @param metrics takes each metric's name and value
   */
  public void record(Forecaster forecaster, ObjDoubleConsumer<String> metrics) {
    for (PartForecasts part : parts) {
      String prefix = part.split().label() + "/";
      ForecastErrors errors = errors(part, forecaster.forecast(part.origins()));
      metrics.accept(prefix + "rmse", errors.rmse());
      metrics.accept(prefix + "mae", errors.mae());
      if (scale.isKnown()) {
        metrics.accept(prefix + "mase", scale.scaled(errors.mae()));
      }
      if (seasonalScale.isKnown()) {
        metrics.accept(prefix + "seasonal_mase", seasonalScale.scaled(errors.mae()));
      }
      reference(prefix + "naive_", errors(part, part.naive()), metrics);
      reference(prefix + "seasonal_naive_", errors(part, part.seasonal()), metrics);
      part.best()
          .map(best -> errors(part, best).rmse())
          .ifPresent(
              best -> {
                metrics.accept(prefix + "best_rmse", best);
                if (best > 0) {
                  metrics.accept(prefix + "relative_rmse", errors.rmse() / best);
                }
              });
    }
  }

  private void reference(String prefix, ForecastErrors errors, ObjDoubleConsumer<String> metrics) {
    metrics.accept(prefix + "rmse", errors.rmse());
    metrics.accept(prefix + "mae", errors.mae());
    if (scale.isKnown()) {
      metrics.accept(prefix + "mase", scale.scaled(errors.mae()));
    }
  }

  private ForecastErrors errors(PartForecasts part, double[][] forecasts) {
    return ForecastErrors.of(series, part.origins(), forecasts);
  }

  /** What a finished run shows of its forecasts of the test part. */
  public List<Exhibit> exhibits(Forecaster forecaster) {
    PartForecasts test = parts.get(parts.size() - 1);
    return new ForecastExhibits(series, test, scale, forecaster.forecast(test.origins())).all();
  }
}
