package dev.ensayo.supervised.learning;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import java.io.IOException;
import java.util.function.Consumer;

/** One learner learns from one batch after the other. */
final class OwnLessons implements Lessons {
  private final Learner learner;
  private final SupervisedTask task;
  private final BatchStream batches;
  private final FitResult result;

  /**
   * @param learner stays with the caller
   * @param batches now owned by this
   * @param result keeps outputs where the answers are classes
   */
  OwnLessons(Learner learner, SupervisedTask task, BatchStream batches, FitResult result) {
    this.learner = learner;
    this.task = task;
    this.batches = batches;
    this.result = result;
  }

  @Override
  public void next(long most, Consumer<Lesson> told) {
    Batch batch = batches.next();
    learner.fit(batch.inputs, batch.targets, batch.weights, batch.size, result);
    told.accept(Lesson.of(result, batch, task, learner.outputSize()));
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    batches.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    batches.loadState(in);
  }

  @Override
  public void close() {
    batches.close();
  }
}
