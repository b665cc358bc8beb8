package dev.ensayo.agents.dqn;

import dev.ensayo.backend.Models;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.DuelingSpec;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Q(o, ·) as a network: observations in, one value per action out. */
final class QNetwork implements Stateful, AutoCloseable {
  private final ObservationEncoder encoder;
  private final Model model;

  private QNetwork(ObservationEncoder encoder, Model model) {
    this.encoder = encoder;
    this.model = model;
  }

  /**
   * A freshly initialized network.
   *
   * @param seed of the initial weights
   * @param largestBatch the largest number of observations that will be given
   */
  static QNetwork create(
      DqnConfig config,
      DecisionProcessSpec process,
      BackendConfig backend,
      long seed,
      int largestBatch) {
    ObservationEncoder encoder = ObservationEncoder.of(process.observation(), largestBatch);
    NetworkSpec spec = spec(config, encoder.inputSize(), process.actions());
    return new QNetwork(encoder, Models.create(spec, backend, seed, largestBatch));
  }

  /**
   * The multilayer perceptron of the settings, with a linear output per action. A dueling one has
   * its last hidden layer twice, once in each stream.
   *
   * @param inputs length of one encoded observation
   * @param actions {@code A}
   */
  static NetworkSpec spec(DqnConfig config, int inputs, int actions) {
    List<LayerSpec> layers = new ArrayList<>();
    List<Integer> widths = config.hiddenUnits();
    int shared = config.dueling() ? Math.max(0, widths.size() - 1) : widths.size();
    for (int units : widths.subList(0, shared)) {
      layers.add(DenseSpec.of(units, config.activation(), config.initialization()));
    }
    if (config.dueling()) {
      int streams = widths.isEmpty() ? 0 : widths.get(shared);
      layers.add(new DuelingSpec(actions, streams, config.activation(), config.initialization()));
    } else {
      layers.add(DenseSpec.of(actions, Activation.IDENTITY, config.initialization()));
    }
    return new NetworkSpec(
        inputs,
        layers,
        config.loss().loss(),
        config.updater(),
        config.regularization(),
        config.gradientClipping());
  }

  /** {@code A}. */
  int actions() {
    return model.outputSize();
  }

  /**
   * @param observations {@code [count, F]}
   * @param values receives Q, {@code [count, A]}
   */
  void predict(float[] observations, int count, float[] values) {
    model.predict(encoder.encode(observations, count), count, values);
  }

  /**
   * Takes one gradient step.
   *
   * @param observations {@code [count, F]}
   * @param targets {@code [count, A]}
   * @param weights factor of each output's loss, {@code [count, A]}
   */
  void fit(float[] observations, float[] targets, float[] weights, int count, FitResult result) {
    model.fit(encoder.encode(observations, count), targets, weights, count, result);
  }

  /** θ ← (1 − τ)·θ + τ·θ of {@code source}. */
  void moveTowards(QNetwork source, double tau) {
    if (tau == 1) {
      model.copyParametersFrom(source.model);
    } else {
      model.blendParametersFrom(source.model, tau);
    }
  }

  /** A copy of all parameters. */
  float[] parameters() {
    return model.parameters();
  }

  /** Writes a zip in Deeplearning4j's {@code ModelSerializer} format. */
  void write(Path zip) throws IOException {
    model.write(zip);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    model.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    model.loadState(in);
  }

  @Override
  public void close() {
    model.close();
  }
}
