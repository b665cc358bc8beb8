package dev.ensayo.sequence.sequencemodel;

import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.sequencetask.SequenceTask;
import dev.ensayo.core.sequencetask.SequenceTaskBatch;
import dev.ensayo.core.sequencetask.SequenceTaskSpec;
import dev.ensayo.core.sequencetask.SequenceTaskStream;

/**
 * How well a network answers.
 *
 * @param loss mean, in the unit of the task's {@code baselineLoss}
 * @param accuracy share of right answers: of the tokens that count, or of the sequences all of
 *     whose numbers are within the tolerance
 */
record TaskScore(double loss, double accuracy) {
  /**
   * Tests a network as at inference.
   *
   * @param seeds the same draw the same sequences
   * @param count sequences; rounded up to whole batches
   * @param batch room for one of them
   */
  static TaskScore of(
      SequenceModel model,
      SequenceTask task,
      SeedSequence seeds,
      int count,
      SequenceTaskBatch batch,
      double tolerance) {
    SequenceTaskStream stream = task.stream(seeds);
    SequenceTaskSpec spec = task.spec();
    SequenceState state = model.newState(batch.sequences());
    boolean classes = spec.target() == SequenceTaskSpec.Target.TOKENS;
    float[] outputs =
        new float[batch.sequences() * spec.targetSize() * (classes ? spec.steps() : 1)];
    Sums sums = new Sums();
    SequenceWindow window = new SequenceWindow();
    for (int done = 0; done < count; done += batch.sequences()) {
      stream.next(batch);
      state.reset();
      model.predict(TaskWindow.fill(window, spec, batch), state, outputs);
      if (classes) {
        sums.addClasses(batch, outputs, spec.targetSize());
      } else {
        sums.addNumbers(batch, outputs, spec.targetSize(), tolerance);
      }
    }
    return new TaskScore(sums.loss / sums.losses, sums.right / sums.answers);
  }

  /** Adds up. */
  private static final class Sums {
    private static final double SMALLEST_PROBABILITY = 1e-30;

    private double loss;
    private double losses;
    private double right;
    private double answers;

    void addClasses(SequenceTaskBatch batch, float[] outputs, int size) {
      for (int i = 0; i < batch.targetTokens().length; i++) {
        if (batch.counts()[i] > 0) {
          int target = batch.targetTokens()[i];
          loss -= Math.log(Math.max(outputs[i * size + target], SMALLEST_PROBABILITY));
          losses++;
          right += largest(outputs, i * size, size) == target ? 1 : 0;
          answers++;
        }
      }
    }

    private static int largest(float[] values, int offset, int count) {
      int best = 0;
      for (int i = 1; i < count; i++) {
        best = values[offset + i] > values[offset + best] ? i : best;
      }
      return best;
    }

    void addNumbers(SequenceTaskBatch batch, float[] outputs, int size, double tolerance) {
      for (int b = 0; b < batch.sequences(); b++) {
        boolean all = true;
        for (int i = b * size; i < (b + 1) * size; i++) {
          double error = outputs[i] - batch.targetNumbers()[i];
          loss += error * error;
          losses++;
          all &= Math.abs(error) <= tolerance;
        }
        right += all ? 1 : 0;
        answers++;
      }
    }
  }
}
