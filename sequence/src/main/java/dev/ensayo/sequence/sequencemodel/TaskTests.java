package dev.ensayo.sequence.sequencemodel;

import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.preprocessing.Inputs;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.sequencetask.SequenceTask;
import dev.ensayo.core.sequencetask.SequenceTaskBatch;
import dev.ensayo.core.sequencetask.SequenceTaskSpec;
import java.util.List;
import java.util.function.ObjDoubleConsumer;

/** Tests on sequences that are drawn: the same in every test. */
final class TaskTests implements ModelTests {
  private static final int TEST_BATCH = 64;

  private final SequenceModelConfig config;
  private final SequenceTask task;
  private final SeedSequence seeds;
  private final SequenceTaskBatch batch;

  /**
   * @param seeds of the sequences
   */
  TaskTests(SequenceModelConfig config, SequenceTask task, SeedSequence seeds) {
    this.config = config;
    this.task = task;
    this.seeds = seeds;
    this.batch = new SequenceTaskBatch(task.spec(), Math.min(TEST_BATCH, config.testSequences()));
  }

  @Override
  public int batch() {
    return batch.sequences();
  }

  @Override
  public double test(SequenceModel model, ObjDoubleConsumer<String> metrics) {
    TaskScore score =
        TaskScore.of(model, task, seeds, config.testSequences(), batch, config.tolerance());
    metrics.accept("eval/loss", score.loss());
    metrics.accept("eval/relative_loss", score.loss() / task.spec().baselineLoss());
    metrics.accept("eval/accuracy", score.accuracy());
    return score.loss();
  }

  @Override
  public Preprocessing preprocessing() {
    SequenceTaskSpec spec = task.spec();
    return Preprocessing.of(
        new Inputs.Numbers(List.of(0, spec.inputSize())), new Outputs.Numbers(spec.targetSize()));
  }

  @Override
  public List<Exhibit> exhibits(SequenceModel model) {
    return List.of();
  }
}
