package dev.ensayo.agents.dqn;

import dev.ensayo.agents.dqn.value.ValueHead;
import dev.ensayo.agents.network.AgentNetwork;
import dev.ensayo.agents.torso.ObservationEncoder;
import dev.ensayo.agents.torso.TorsoSpec;
import dev.ensayo.backend.Models;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.DuelingSpec;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.NoisyDenseSpec;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/** Q(o, ·) as a network: observations in, {@code K} numbers per action out. */
final class QNetwork extends AgentNetwork<Model> {
  /** The network draws no random numbers when it predicts. */
  private static final long NO_SEED = 0;

  private final ObservationEncoder encoder;
  private final ValueHead head;

  private QNetwork(ObservationEncoder encoder, Model model, ValueHead head) {
    super(model);
    this.encoder = encoder;
    this.head = head;
  }

  /**
   * A freshly initialized network.
   *
   * @param config fitted to the process
   * @param seed of the initial weights
   * @param largestBatch the largest number of observations that will be given
   */
  static QNetwork create(
      DqnConfig config,
      DecisionProcessSpec process,
      BackendConfig backend,
      long seed,
      int largestBatch) {
    return new QNetwork(
        ObservationEncoder.of(process.observation(), largestBatch),
        Models.create(spec(config, process), backend, seed, largestBatch),
        config.head().create(process.actions()));
  }

  /**
   * A trained network.
   *
   * @param config fitted to the process
   * @param zip that {@link #write} wrote
   * @param largestBatch the largest number of observations that will be given
   * @throws IOException if the file cannot be read or is not of such a network
   */
  static QNetwork load(
      DqnConfig config,
      DecisionProcessSpec process,
      BackendConfig backend,
      Path zip,
      int largestBatch)
      throws IOException {
    Model model = Models.load(zip, backend, NO_SEED, largestBatch);
    QNetwork network =
        new QNetwork(
            ObservationEncoder.of(process.observation(), largestBatch),
            model,
            config.head().create(process.actions()));
    if (model.outputSize() != network.head.outputs()) {
      network.close();
      throw new IOException(
          String.format(
              "%s has %d outputs, not %d for %d actions",
              zip, model.outputSize(), network.head.outputs(), process.actions()));
    }
    return network;
  }

  /**
   * The torso of the settings, with linear outputs for each action. A dueling one has its last
   * hidden layer twice, once in each stream; with noise, all fully connected layers have it.
   *
   * @param config fitted to the process
   */
  static NetworkSpec spec(DqnConfig config, DecisionProcessSpec process) {
    TorsoSpec torso = config.network().orElseThrow();
    List<LayerSpec> layers =
        new ArrayList<>(torso.layers(config.activation(), config.initialization()));
    List<Integer> widths = torso.hiddenUnits();
    int shared = config.dueling() ? Math.max(0, widths.size() - 1) : widths.size();
    for (int units : widths.subList(0, shared)) {
      layers.add(dense(config, units, config.activation()));
    }
    int atoms = config.head().atoms();
    if (config.dueling()) {
      layers.add(
          DuelingSpec.of(
              process.actions(),
              atoms,
              widths.isEmpty() ? 0 : widths.get(shared),
              config.activation(),
              config.initialization(),
              config.noisy() ? OptionalDouble.of(config.noisySigma()) : OptionalDouble.empty()));
    } else {
      layers.add(dense(config, process.actions() * atoms, Activation.IDENTITY));
    }
    return new NetworkSpec(
        torso.inputShape(process.observation()),
        layers,
        config.head().loss(config.loss()),
        config.updater(),
        config.regularization(),
        config.gradientClipping(),
        config.head().terms());
  }

  private static LayerSpec dense(DqnConfig config, int units, Activation activation) {
    return config.noisy()
        ? new NoisyDenseSpec(units, activation, config.noisySigma())
        : DenseSpec.of(units, activation, config.initialization());
  }

  /** What its outputs mean. */
  ValueHead head() {
    return head;
  }

  /**
   * @param observations {@code [count, F]}
   * @param outputs receives {@code [count, A·K]}
   */
  void predict(float[] observations, int count, float[] outputs) {
    model().predict(encoder.encode(observations, count), count, outputs);
  }

  /**
   * Takes one gradient step.
   *
   * @param observations {@code [count, F]}
   * @param targets {@code [count, A·K]}
   * @param weights factor of each output's loss, {@code [count, A·K]}
   */
  void fit(float[] observations, float[] targets, float[] weights, int count, FitResult result) {
    model().fit(encoder.encode(observations, count), targets, weights, count, result);
  }

  /** Gives noisy layers, if there are any, new noise until it is removed. */
  void drawNoise(RandomGenerator random) {
    if (model().hasNoise()) {
      model().drawNoise(random);
    }
  }

  void removeNoise() {
    if (model().hasNoise()) {
      model().removeNoise();
    }
  }

  /** θ ← (1 − τ)·θ + τ·θ of {@code source}. */
  void moveTowards(QNetwork source, double tau) {
    if (tau == 1) {
      model().copyParametersFrom(source.model());
    } else {
      model().blendParametersFrom(source.model(), tau);
    }
  }
}
