package dev.ensayo.agents.policygradient.network;

import dev.ensayo.agents.network.AgentNetwork;
import dev.ensayo.agents.policygradient.distribution.ActionDistribution;
import dev.ensayo.agents.policygradient.rollout.Minibatch;
import dev.ensayo.agents.torso.ObservationEncoder;
import dev.ensayo.backend.Models;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.GraphModel;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Path;

/** An actor-critic network that sees one observation at a time and remembers nothing. */
public final class FeedForwardActorCritic extends AgentNetwork<GraphModel> implements ActorCritic {
  /** The network draws no random numbers when it predicts. */
  private static final long NO_SEED = 0;

  private final ObservationEncoder encoder;
  private final Heads heads;
  private final float[][] inputs = new float[1][];
  private final float[][] outputs;

  private FeedForwardActorCritic(
      ObservationEncoder encoder, GraphModel model, Heads heads, int largestBatch) {
    super(model);
    this.encoder = encoder;
    this.heads = heads;
    this.outputs = heads.room(largestBatch);
  }

  /**
   * A freshly initialized network.
   *
   * @param spec fitted to the process
   * @param hasValue whether it has a value beside the policy
   * @param seed of the initial weights
   * @param largestBatch the largest number of observations that will be given
   */
  public static FeedForwardActorCritic create(
      ActorCriticSpec spec,
      boolean hasValue,
      DecisionProcessSpec process,
      BackendConfig backend,
      long seed,
      int largestBatch) {
    Heads heads = new Heads(ActionDistribution.of(process.action()), hasValue);
    return new FeedForwardActorCritic(
        ObservationEncoder.of(process.observation(), largestBatch),
        Models.createGraph(spec.graph(process, hasValue), backend, seed, largestBatch),
        heads,
        largestBatch);
  }

  /**
   * A trained network.
   *
   * @param zip that {@link #write} wrote
   * @param hasValue whether it has a value beside the policy
   * @param largestBatch the largest number of observations that will be given
   * @throws IOException if the file cannot be read or is not of such a network
   */
  public static FeedForwardActorCritic load(
      Path zip,
      boolean hasValue,
      DecisionProcessSpec process,
      BackendConfig backend,
      int largestBatch)
      throws IOException {
    Heads heads = new Heads(ActionDistribution.of(process.action()), hasValue);
    GraphModel model = Models.loadGraph(zip, backend, NO_SEED, largestBatch);
    FeedForwardActorCritic network =
        new FeedForwardActorCritic(
            ObservationEncoder.of(process.observation(), largestBatch), model, heads, largestBatch);
    if (!network.fits()) {
      network.close();
      throw new IOException(
          String.format(
              "%s is no network of %d outputs for %s",
              zip, heads.count(), process.action().words()));
    }
    return network;
  }

  private boolean fits() {
    if (model().inputs() != 1
        || model().inputSize(0) != encoder.inputSize()
        || model().outputs() != heads.count()) {
      return false;
    }
    for (int i = 0; i < heads.count(); i++) {
      if (model().outputSize(i) != heads.size(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Heads heads() {
    return heads;
  }

  @Override
  public float[][] act(float[] observations, int count) {
    inputs[0] = encoder.encode(observations, count);
    model().predict(inputs, count, outputs);
    return outputs;
  }

  @Override
  public void values(float[] observations, int[] rows, int count, float[] values) {
    System.arraycopy(heads.values(act(observations, count)), 0, values, 0, count);
  }

  @Override
  public void update(Minibatch batch, OutputLoss loss, FitResult result) {
    inputs[0] = encoder.encode(batch.observations(), batch.size());
    model().fit(inputs, batch.size(), loss, result);
  }

  @Override
  public void setLearningRate(double learningRate) {
    model().setLearningRate(learningRate);
  }
}
