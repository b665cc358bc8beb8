package dev.ensayo.sequence.sequencemodel;

import dev.ensayo.core.environment.Split;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.sequencetask.SequenceTask;
import dev.ensayo.core.sequencetask.SequenceTaskBatch;
import dev.ensayo.core.sequencetask.SequenceTaskSpec;
import dev.ensayo.core.sequencetask.SequenceTaskStream;
import dev.ensayo.core.series.Series;

/**
 * The windows of a series' training part as a task: scaled values are read moment by moment, and
 * the H that follow are to be answered after the last.
 */
final class SeriesWindows implements SequenceTask {
  private final Series series;
  private final SequenceTaskSpec spec;

  SeriesWindows(Series series) {
    this.series = series;
    this.spec =
        new SequenceTaskSpec(
            SequenceTaskSpec.Input.VECTORS,
            series.spec().columns().size(),
            SequenceTaskSpec.Target.NUMBERS,
            series.spec().horizon(),
            series.spec().window(),
            variance());
  }

  /** Of the scaled training part: the error of its mean. */
  private double variance() {
    int count = series.parts().trainEnd();
    double sum = 0;
    double squares = 0;
    for (int t = 0; t < count; t++) {
      double value = series.targetScale().toNetwork(series.target(t));
      sum += value / count;
      squares += value * value / count;
    }
    return squares - sum * sum;
  }

  @Override
  public SequenceTaskSpec spec() {
    return spec;
  }

  /** All windows in a new order, epoch after epoch. */
  @Override
  public SequenceTaskStream stream(SeedSequence seeds) {
    return new ShuffledWindows(this, series.origins(Split.TRAIN), seeds.stream("windows"));
  }

  /** Fills in the window that ends at an origin. */
  void read(int origin, SequenceTaskBatch batch, int sequence) {
    int columns = spec.inputSize();
    for (int step = 0; step < spec.steps(); step++) {
      int moment = origin - spec.steps() + 1 + step;
      int at = columns * (step * batch.sequences() + sequence);
      for (int c = 0; c < columns; c++) {
        batch.vectors()[at + c] = (float) series.scale(c).toNetwork(series.value(c, moment));
      }
    }
  }

  /** Fills in the answer to the window that ends at an origin. */
  void readTarget(int origin, SequenceTaskBatch batch, int sequence) {
    for (int step = 0; step < spec.targetSize(); step++) {
      batch.targetNumbers()[sequence * spec.targetSize() + step] =
          (float) series.targetScale().toNetwork(series.target(origin + step + 1));
    }
  }
}
