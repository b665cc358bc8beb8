package dev.ensayo.supervised.learning;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.LayerObserver;
import dev.ensayo.backend.model.LayerTrace;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.pass.DenseChain;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.parallel.BatchPlace;
import dev.ensayo.core.parallel.DataParallelism;
import dev.ensayo.core.parallel.ReplicaFactory;
import dev.ensayo.core.parallel.Team;
import dev.ensayo.core.parallel.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A network that several workers train together, whose batches are dealt by number. What is asked,
 * written and copied is what all would go on from if they met at that moment.
 */
final class ParallelLearner implements Learner {
  private final Model model;
  private final Team team;

  /**
   * @param lead replica of rank 0, now owned by this
   */
  ParallelLearner(
      SupervisedReplica lead, DataParallelism training, Workers workers, ReplicaFactory replicas) {
    this.model = lead.model();
    this.team = new Team(lead, training, workers, replicas);
  }

  /** Workers that have no batch yet in the turn that is under way. */
  int left() {
    return team.left();
  }

  /** {@link Team#learn}. */
  void learn(List<BatchPlace> places, Consumer<double[]> told) {
    team.learn(places, told);
  }

  @Override
  public int inputSize() {
    return model.inputSize();
  }

  @Override
  public int outputSize() {
    return model.outputSize();
  }

  @Override
  public void predict(float[] inputs, int batch, float[] outputs) {
    team.share();
    model.predict(inputs, batch, outputs);
  }

  @Override
  public Optional<DenseChain> chain() {
    team.share();
    return model.chain();
  }

  @Override
  public ImmutableList<LayerTrace> follow(float[] input) {
    team.share();
    return model.follow(input);
  }

  /** Watches the network as it was when it was last asked. */
  @Override
  public LayerObserver layerObserver() {
    return model.layerObserver();
  }

  @Override
  public void fit(float[] inputs, float[] targets, float[] weights, int batch, FitResult result) {
    throw new UnsupportedOperationException("workers fill their batches themselves");
  }

  @Override
  public void copyParametersFrom(Learner source) {
    ParallelLearner other = (ParallelLearner) source;
    other.team.share();
    model.copyParametersFrom(other.model);
  }

  @Override
  public void write(Path zip) throws IOException {
    team.share();
    model.write(zip);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    team.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    team.loadState(in);
  }

  @Override
  public void close() {
    team.close();
  }
}
