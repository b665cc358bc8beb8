package dev.ensayo.agents.pqn;

import com.google.common.collect.ImmutableList;
import dev.ensayo.agents.network.AgentNetwork;
import dev.ensayo.agents.torso.ObservationEncoder;
import dev.ensayo.agents.torso.TorsoSpec;
import dev.ensayo.backend.Models;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Path;

/** Q(o, ·) as a network: observations in, the value of each action out. */
final class PqnNetwork extends AgentNetwork<Model> {
  static final String MODEL_FILE = "model.zip";

  /** The network draws no random numbers when it predicts. */
  private static final long NO_SEED = 0;

  /** Rows that a policy may be asked for at once without going one by one. */
  private static final int POLICY_BATCH = 64;

  private final ObservationEncoder encoder;
  private final int largestBatch;

  private PqnNetwork(DecisionProcessSpec process, Model model, int largestBatch) {
    super(model);
    this.encoder = ObservationEncoder.of(process.observation(), largestBatch);
    this.largestBatch = largestBatch;
  }

  /**
   * A freshly initialized network.
   *
   * @param config fitted to the process
   * @param seed of the initial weights
   */
  static PqnNetwork create(
      PqnConfig config, DecisionProcessSpec process, BackendConfig backend, long seed) {
    int largestBatch = largestBatch(config);
    return new PqnNetwork(
        process, Models.create(spec(config, process), backend, seed, largestBatch), largestBatch);
  }

  /**
   * A trained network.
   *
   * @param config fitted to the process
   * @param zip that {@link #write} wrote
   * @throws IOException if the file cannot be read or is not of such a network
   */
  static PqnNetwork load(
      PqnConfig config, DecisionProcessSpec process, BackendConfig backend, Path zip)
      throws IOException {
    int largestBatch = largestBatch(config); // another may differ in the last bits
    Model model = Models.load(zip, backend, NO_SEED, largestBatch);
    if (model.outputSize() != process.actions()) {
      int outputs = model.outputSize();
      model.close();
      throw new IOException(
          String.format("%s has %d outputs, not %d", zip, outputs, process.actions()));
    }
    return new PqnNetwork(process, model, largestBatch);
  }

  private static int largestBatch(PqnConfig config) {
    return Math.max(Math.max(config.minibatch(), config.copies()), POLICY_BATCH);
  }

  /**
   * The hidden layers of the settings, with a linear output for each action.
   *
   * @param config fitted to the process
   */
  static NetworkSpec spec(PqnConfig config, DecisionProcessSpec process) {
    TorsoSpec torso = config.network().orElseThrow();
    return new NetworkSpec(
        torso.inputShape(process.observation()),
        ImmutableList.<LayerSpec>builder()
            .addAll(torso.layers(config.recipe()))
            .add(
                new DenseSpec(
                    process.actions(),
                    Activation.IDENTITY,
                    config.initialization(),
                    0,
                    config.outputGain(),
                    0))
            .build(),
        Loss.SQUARED_ERROR,
        config.updater(),
        Settings.defaults(Regularization.class),
        config.gradientClipping());
  }

  /** The largest number of observations that may be given at once. */
  int largestBatch() {
    return largestBatch;
  }

  /** {@code A}. */
  int actions() {
    return model().outputSize();
  }

  /**
   * @param observations {@code [count, F]}
   * @param values receives {@code [count, A]}
   */
  void predict(float[] observations, int count, float[] values) {
    model().predict(encoder.encode(observations, count), count, values);
  }

  /**
   * Takes one gradient step.
   *
   * @param observations {@code [count, F]}
   */
  void fit(float[] observations, int count, OutputLoss loss, FitResult result) {
    model().fit(encoder.encode(observations, count), count, loss, result);
  }

  void setLearningRate(double rate) {
    model().setLearningRate(rate);
  }
}
