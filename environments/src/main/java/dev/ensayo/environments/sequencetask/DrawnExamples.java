package dev.ensayo.environments.sequencetask;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.sequencetask.SequenceTaskBatch;
import dev.ensayo.core.sequencetask.SequenceTaskSpec;
import dev.ensayo.core.sequencetask.SequenceTaskStream;
import java.io.IOException;

/** Examples that are drawn independently of each other, one sequence after another. */
final class DrawnExamples implements SequenceTaskStream {
  /** Draws one example. */
  @FunctionalInterface
  interface Draw {
    /** Fills all entries of one sequence of the batch. */
    void fill(SequenceTaskBatch batch, int sequence, RandomStream random);
  }

  private final SequenceTaskSpec spec;
  private final RandomStream random;
  private final Draw draw;

  DrawnExamples(SequenceTaskSpec spec, RandomStream random, Draw draw) {
    this.spec = spec;
    this.random = random;
    this.draw = draw;
  }

  @Override
  public void next(SequenceTaskBatch batch) {
    checkArgument(
        batch.steps() == spec.steps(),
        "the batch has room for %s steps, the sequences have %s",
        batch.steps(),
        spec.steps());
    for (int sequence = 0; sequence < batch.sequences(); sequence++) {
      draw.fill(batch, sequence, random);
    }
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("examples");
    random.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("examples");
    random.loadState(in);
  }
}
