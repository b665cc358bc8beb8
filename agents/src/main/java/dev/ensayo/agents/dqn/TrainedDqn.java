package dev.ensayo.agents.dqn;

import dev.ensayo.backend.Models;
import dev.ensayo.backend.model.Model;
import dev.ensayo.core.agent.SavedAgent;
import dev.ensayo.core.agent.TrainedPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The greedy policy of a network that a finished run wrote: {@code model.zip}. */
final class TrainedDqn implements TrainedPolicy {
  /** Observations that the agent gives its network at once without going one by one. */
  static final int POLICY_BATCH = 64;

  private static final String MODEL_FILE = "model.zip";

  /** The network draws no random numbers when it predicts. */
  private static final long NO_SEED = 0;

  private final ObservationEncoder encoder;
  private final Model model;
  private final int actions;
  private final int largestBatch;
  private final float[] values;

  private TrainedDqn(ObservationEncoder encoder, Model model, int actions, int largestBatch) {
    this.encoder = encoder;
    this.model = model;
    this.actions = actions;
    this.largestBatch = largestBatch;
    this.values = new float[largestBatch * actions];
  }

  /**
   * @param largestBatch the largest number of observations that are given to the network at once
   * @throws IOException if the model cannot be read or is not of such a process
   */
  static TrainedDqn load(SavedAgent saved, int largestBatch) throws IOException {
    Path zip = saved.folder().resolve(MODEL_FILE);
    ObservationEncoder encoder = ObservationEncoder.of(saved.spec().observation(), largestBatch);
    Model model = Models.load(zip, saved.backend(), NO_SEED, largestBatch);
    TrainedDqn policy = new TrainedDqn(encoder, model, saved.spec().actions(), largestBatch);
    if (model.outputSize() != saved.spec().actions()) {
      policy.close();
      throw new IOException(
          zip
              + " has "
              + model.outputSize()
              + " outputs for "
              + saved.spec().actions()
              + " actions");
    }
    return policy;
  }

  /**
   * The values of all actions, the one place where they are made of what the network says.
   *
   * @param observations {@code [count, F]}
   * @return {@code [count, A]} or longer, valid until the next call
   */
  private float[] values(float[] observations, int count) {
    model.predict(encoder.encode(observations, count), count, values);
    return values;
  }

  @Override
  public int selectAction(float[] observation) {
    return ActionRows.argMax(values(observation, 1), 0, actions);
  }

  @Override
  public void selectActions(float[] observations, int observationSize, int count, int[] chosen) {
    if (count > largestBatch) {
      TrainedPolicy.super.selectActions(observations, observationSize, count, chosen);
      return;
    }
    float[] rows = values(observations, count);
    for (int i = 0; i < count; i++) {
      chosen[i] = ActionRows.argMax(rows, i, actions);
    }
  }

  @Override
  public Optional<double[]> actionValues(float[] observation) {
    float[] row = values(observation, 1);
    double[] each = new double[actions];
    for (int a = 0; a < actions; a++) {
      each[a] = row[a];
    }
    return Optional.of(each);
  }

  @Override
  public void close() {
    model.close();
  }
}
