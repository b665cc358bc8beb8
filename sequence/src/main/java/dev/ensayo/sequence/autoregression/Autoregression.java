package dev.ensayo.sequence.autoregression;

import dev.ensayo.core.environment.Split;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.file.AtomicFile;
import dev.ensayo.core.preprocessing.AnswerScale;
import dev.ensayo.core.series.Series;
import dev.ensayo.sequence.forecast.SolvedForecast;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A weighted sum of the last L values of each column, other weights for each moment ahead (the
 * direct strategy; Taieb et al., "A review and comparison of strategies for multi-step ahead time
 * series forecasting", 2012, section 2.2), by least squares over the windows of the training part.
 */
final class Autoregression implements SolvedForecast.Solution {
  /** Weights that are shown; of more the first. */
  private static final int MOST_SHOWN = 50;

  private final Series series;
  private final int lags;
  private final double[][] weights;

  /**
   * @param weights of scaled columns, {@code [1 + L · columns][H]}: the constant, then lag by lag
   *     from the origin back, in each column by column
   */
  private Autoregression(Series series, int lags, double[][] weights) {
    this.series = series;
    this.lags = lags;
    this.weights = weights;
  }

  /**
   * Learns the weights.
   *
   * @param lags L, at most the window
   * @param ridge λ of the loss Σ (y − ŷ)² / N + λ Σ w²; the constant has no penalty
   */
  static Autoregression fit(Series series, int lags, double ridge) {
    int horizon = series.spec().horizon();
    int inputs = 1 + lags * series.spec().columns().size();
    int[] origins = series.origins(Split.TRAIN);
    int penalties = ridge > 0 ? inputs - 1 : 0;
    double[][] rows = new double[origins.length + penalties][inputs + horizon];
    for (int i = 0; i < origins.length; i++) {
      read(series, lags, origins[i], rows[i]);
      for (int step = 0; step < horizon; step++) {
        rows[i][inputs + step] =
            series.targetScale().toNetwork(series.target(origins[i] + step + 1));
      }
    }
    for (int i = 0; i < penalties; i++) {
      rows[origins.length + i][i + 1] = Math.sqrt(ridge * origins.length);
    }
    return new Autoregression(series, lags, LeastSquares.solve(rows, inputs));
  }

  private static void read(Series series, int lags, int origin, double[] into) {
    into[0] = 1;
    int columns = series.spec().columns().size();
    for (int lag = 0; lag < lags; lag++) {
      for (int c = 0; c < columns; c++) {
        into[1 + lag * columns + c] = series.scale(c).toNetwork(series.value(c, origin - lag));
      }
    }
  }

  @Override
  public double[][] forecast(int[] origins) {
    double[][] forecasts = new double[origins.length][series.spec().horizon()];
    double[] inputs = new double[weights.length];
    for (int i = 0; i < origins.length; i++) {
      read(series, lags, origins[i], inputs);
      for (int step = 0; step < forecasts[i].length; step++) {
        double sum = 0;
        for (int j = 0; j < inputs.length; j++) {
          sum += inputs[j] * weights[j][step];
        }
        forecasts[i][step] = series.targetScale().fromNetwork(sum);
      }
    }
    return forecasts;
  }

  /** The weight of a value in its own unit, for what is forecast in its own. */
  private double weight(int lag, int column, int step) {
    return weights[1 + lag * series.spec().columns().size() + column][step]
        * series.targetScale().unit()
        / series.scale(column).unit();
  }

  /** What is forecast where all values are 0. */
  private double constant(int step) {
    double constant = series.targetScale().fromNetwork(weights[0][step]);
    for (int lag = 0; lag < lags; lag++) {
      for (int c = 0; c < series.spec().columns().size(); c++) {
        AnswerScale scale = series.scale(c);
        constant -= weight(lag, c, step) * scale.origin();
      }
    }
    return constant;
  }

  @Override
  public List<Exhibit> exhibits() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("(constant)", number(constant(0))));
    List<String> columns = series.spec().columns();
    for (int lag = 0; lag < lags; lag++) {
      for (int c = 0; c < columns.size() && rows.size() <= MOST_SHOWN; c++) {
        rows.add(List.of(columns.get(c) + "(t − " + (lag + 1) + ")", number(weight(lag, c, 0))));
      }
    }
    return List.of(
        new Exhibit.Table(
            "lag-weights",
            "Weights of the last values",
            "What one moment's forecast is the sum of, in the units of the columns; at most the"
                + " first "
                + MOST_SHOWN
                + ".",
            List.of("value", "weight"),
            rows,
            Exhibit.Table.OverSeeds.MEAN));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  @Override
  public void write(Path directory) throws IOException {
    StringBuilder csv = new StringBuilder("ahead,column,lag,weight\n");
    List<String> columns = series.spec().columns();
    for (int step = 0; step < series.spec().horizon(); step++) {
      csv.append(step + 1).append(",,,").append(constant(step)).append('\n');
      for (int lag = 0; lag < lags; lag++) {
        for (int c = 0; c < columns.size(); c++) {
          csv.append(step + 1).append(',').append(quoted(columns.get(c))).append(',');
          csv.append(lag + 1).append(',').append(weight(lag, c, step)).append('\n');
        }
      }
    }
    AtomicFile.write(directory.resolve("weights.csv"), csv.toString());
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
