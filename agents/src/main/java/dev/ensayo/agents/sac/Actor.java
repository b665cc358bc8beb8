package dev.ensayo.agents.sac;

import dev.ensayo.agents.network.AgentNetwork;
import dev.ensayo.agents.torso.ObservationEncoder;
import dev.ensayo.backend.Models;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Path;

/** The policy as a network: observations in, μ and ln σ of each number of an action out. */
final class Actor extends AgentNetwork<Model> {
  static final String MODEL_FILE = "model.zip";

  /** The network draws no random numbers when it predicts. */
  private static final long NO_SEED = 0;

  private final ObservationEncoder encoder;
  private final int largestBatch;

  /** A network made of a model with 2·D outputs. */
  private Actor(DecisionProcessSpec process, Model model, int largestBatch) {
    super(model);
    this.encoder = ObservationEncoder.of(process.observation(), largestBatch);
    this.largestBatch = largestBatch;
  }

  /**
   * A freshly initialized one.
   *
   * @param seed of the initial weights
   */
  static Actor create(
      SacConfig config, DecisionProcessSpec process, BackendConfig backend, long seed) {
    int largestBatch = config.largestBatch();
    return new Actor(
        process,
        Models.create(
            config.network(
                ObservationEncoder.of(process.observation(), 1).inputSize(),
                2 * process.box().size(),
                config.updater()),
            backend,
            seed,
            largestBatch),
        largestBatch);
  }

  /**
   * A trained one.
   *
   * @param zip that {@link #write} wrote
   * @throws IOException if the file cannot be read or is not of such a network
   */
  static Actor load(SacConfig config, DecisionProcessSpec process, BackendConfig backend, Path zip)
      throws IOException {
    int largestBatch = config.largestBatch(); // another may differ in the last bits
    Model model = Models.load(zip, backend, NO_SEED, largestBatch);
    int outputs = model.outputSize();
    if (outputs != 2 * process.box().size()) {
      model.close();
      throw new IOException(
          String.format("%s has %d outputs, not %d", zip, outputs, 2 * process.box().size()));
    }
    return new Actor(process, model, largestBatch);
  }

  /** The largest number of observations that may be given at once. */
  int largestBatch() {
    return largestBatch;
  }

  /** Length {@code D} of an action. */
  int actionSize() {
    return model().outputSize() / 2;
  }

  /**
   * @param observations {@code [count, F]}
   * @param outputs receives μ, then ln σ, {@code [count, 2·D]}
   */
  void predict(float[] observations, int count, float[] outputs) {
    model().predict(encoder.encode(observations, count), count, outputs);
  }

  /**
   * Takes one gradient step.
   *
   * @param observations {@code [count, F]}
   */
  void fit(float[] observations, int count, OutputLoss loss, FitResult result) {
    model().fit(encoder.encode(observations, count), count, loss, result);
  }
}
