package dev.ensayo.embeddings.word2vec.trainer;

import dev.ensayo.backend.crew.Crew;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.embeddings.word2vec.learner.BlockLearner;
import dev.ensayo.embeddings.word2vec.tokens.BlockFeed;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/** Learns from the blocks of a feed, with one or more threads. */
public abstract class BlockTrainer implements Stateful, AutoCloseable {
  private final List<BlockLearner> learners;
  private final Crew crew;
  private double lossBefore;
  private long predictionsBefore;

  /**
   * @param learners in a fixed order
   */
  public BlockTrainer(List<BlockLearner> learners, Crew crew) {
    this.learners = learners;
    this.crew = crew;
  }

  final List<BlockLearner> learners() {
    return learners;
  }

  final Crew crew() {
    return crew;
  }

  /**
   * Learns from the next words, at most up to the end of the epoch.
   *
   * @param most words at most
   */
  public abstract void learn(BlockFeed feed, long most);

  /** Mean loss of a prediction since the last call, in nats; empty if there was none. */
  public final OptionalDouble takeMeanLoss() {
    double loss = 0;
    long predictions = 0;
    for (BlockLearner learner : learners) {
      loss += learner.loss();
      predictions += learner.predictions();
    }
    long made = predictions - predictionsBefore;
    double mean = (loss - lossBefore) / made;
    lossBefore = loss;
    predictionsBefore = predictions;
    return made == 0 ? OptionalDouble.empty() : OptionalDouble.of(mean);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("trainer");
    out.writeDouble(lossBefore);
    out.writeLong(predictionsBefore);
    for (BlockLearner learner : learners) {
      learner.saveState(out);
    }
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("trainer");
    lossBefore = in.readDouble();
    predictionsBefore = in.readLong();
    for (BlockLearner learner : learners) {
      learner.loadState(in);
    }
  }

  @Override
  public void close() {
    crew.close();
  }
}
