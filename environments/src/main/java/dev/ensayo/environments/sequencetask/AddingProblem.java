package dev.ensayo.environments.sequencetask;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.sequencetask.SequenceTask;
import dev.ensayo.core.sequencetask.SequenceTaskBatch;
import dev.ensayo.core.sequencetask.SequenceTaskSpec;
import dev.ensayo.core.sequencetask.SequenceTaskStream;

/**
 * Two marked numbers among many are to be added (Hochreiter and Schmidhuber, "Long Short-Term
 * Memory", 1997, experiment 4), in the form of Arjovsky, Shah and Bengio, "Unitary Evolution
 * Recurrent Neural Networks", 2016, section 4.2.
 *
 * <p>Each of the T steps shows two numbers: one uniform in [0, 1), and a marker, which is 1 at one
 * step of the first half and one of the second, each equally likely, else 0. The answer, after the
 * last step, is the sum of the two marked numbers. Who always answers 1, the mean, has the mean
 * squared error of the sum's variance, 2/12.
 */
public final class AddingProblem implements SequenceTask {
  /** Variance of the sum of two independent uniform numbers in [0, 1). */
  static final double BASELINE_MEAN_SQUARED_ERROR = 1.0 / 6;

  private static final int NUMBERS_PER_STEP = 2;

  private final SequenceTaskSpec spec;

  public AddingProblem(AddingProblemConfig config) {
    this.spec =
        new SequenceTaskSpec(
            SequenceTaskSpec.Input.VECTORS,
            NUMBERS_PER_STEP,
            SequenceTaskSpec.Target.NUMBERS,
            1,
            config.length(),
            BASELINE_MEAN_SQUARED_ERROR);
  }

  @Override
  public SequenceTaskSpec spec() {
    return spec;
  }

  @Override
  public SequenceTaskStream stream(SeedSequence seeds) {
    return new DrawnExamples(spec, seeds.stream("adding-problem"), AddingProblem::draw);
  }

  private static void draw(SequenceTaskBatch batch, int sequence, RandomStream random) {
    int sequences = batch.sequences();
    float[] vectors = batch.vectors();
    for (int t = 0; t < batch.steps(); t++) {
      int at = NUMBERS_PER_STEP * (t * sequences + sequence);
      vectors[at] = random.nextFloat();
      vectors[at + 1] = 0;
    }
    int half = batch.steps() / 2;
    float first = mark(batch, sequence, random.nextInt(half));
    float second = mark(batch, sequence, half + random.nextInt(batch.steps() - half));
    batch.targetNumbers()[sequence] = first + second;
  }

  private static float mark(SequenceTaskBatch batch, int sequence, int step) {
    int at = NUMBERS_PER_STEP * (step * batch.sequences() + sequence);
    batch.vectors()[at + 1] = 1;
    return batch.vectors()[at];
  }
}
