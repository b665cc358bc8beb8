package dev.ensayo.supervised.learning;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.parallel.BatchPlace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The workers of a {@link ParallelLearner} take turns at the batches. A turn that meets the end of
 * an epoch goes on in the next.
 */
final class ParallelLessons implements Lessons {
  private final ParallelLearner learner;
  private final int batchesPerEpoch;
  private long epoch;
  private int number;

  /**
   * @param learner stays with the caller
   */
  ParallelLessons(ParallelLearner learner, int batchesPerEpoch) {
    this.learner = learner;
    this.batchesPerEpoch = batchesPerEpoch;
  }

  @Override
  public void next(long most, Consumer<Lesson> told) {
    long count = Math.min(Math.min(most, learner.left()), batchesPerEpoch - number);
    List<BatchPlace> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      places.add(BatchPlace.of(epoch, number + i));
    }
    learner.learn(
        places,
        numbers -> {
          number++;
          told.accept(Lesson.ofTold(numbers, number == batchesPerEpoch));
        });
    if (number == batchesPerEpoch) {
      epoch++;
      number = 0;
    }
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("lessons");
    out.writeLong(epoch);
    out.writeInt(number);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("lessons");
    epoch = in.readLong();
    number = in.readInt();
  }

  @Override
  public void close() {}
}
