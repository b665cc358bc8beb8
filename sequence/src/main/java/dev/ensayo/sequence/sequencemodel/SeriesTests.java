package dev.ensayo.sequence.sequencemodel;

import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.preprocessing.Inputs;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.sequencetask.SequenceTaskBatch;
import dev.ensayo.core.series.Series;
import dev.ensayo.core.series.SeriesSpec;
import dev.ensayo.sequence.forecast.ForecastScoring;
import java.util.List;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.IntStream;

/** Tests over the rolling origins of a series, beside naive forecasts. */
final class SeriesTests implements ModelTests {
  private static final int TEST_BATCH = 64;

  private final Series series;
  private final SeriesWindows windows;
  private final SequenceTaskBatch batch;
  private final ForecastScoring scoring;

  /**
   * @param windows of the series
   */
  SeriesTests(Series series, SeriesWindows windows) {
    this.series = series;
    this.windows = windows;
    this.batch = new SequenceTaskBatch(windows.spec(), TEST_BATCH);
    this.scoring = new ForecastScoring(series);
  }

  @Override
  public int batch() {
    return batch.sequences();
  }

  @Override
  public double test(SequenceModel model, ObjDoubleConsumer<String> metrics) {
    scoring.record(origins -> forecast(model, origins), metrics);
    return Double.NaN;
  }

  private double[][] forecast(SequenceModel model, int[] origins) {
    int horizon = series.spec().horizon();
    double[][] forecasts = new double[origins.length][horizon];
    float[] outputs = new float[batch.sequences() * horizon];
    SequenceState state = model.newState(batch.sequences());
    SequenceWindow window = new SequenceWindow();
    for (int from = 0; from < origins.length; from += batch.sequences()) {
      for (int b = 0; b < batch.sequences(); b++) {
        windows.read(origins[Math.min(from + b, origins.length - 1)], batch, b);
      }
      state.reset();
      model.predict(TaskWindow.fill(window, windows.spec(), batch), state, outputs);
      int now = Math.min(batch.sequences(), origins.length - from);
      for (int i = 0; i < now * horizon; i++) {
        forecasts[from + i / horizon][i % horizon] = series.targetScale().fromNetwork(outputs[i]);
      }
    }
    return forecasts;
  }

  @Override
  public Preprocessing preprocessing() {
    SeriesSpec spec = series.spec();
    return Preprocessing.of(
        new Inputs.Window(
            spec.window(),
            IntStream.range(0, spec.columns().size())
                .mapToObj(c -> new Inputs.Window.Scaled(spec.columns().get(c), series.scale(c)))
                .toList()),
        new Outputs.Forecast(spec.targetName(), spec.horizon(), series.targetScale()));
  }

  @Override
  public List<Exhibit> exhibits(SequenceModel model) {
    return scoring.exhibits(origins -> forecast(model, origins));
  }
}
