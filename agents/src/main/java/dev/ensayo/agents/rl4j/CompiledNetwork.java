package dev.ensayo.agents.rl4j;

import dev.ensayo.backend.Models;
import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.rl4j.agent.learning.update.Features;
import org.deeplearning4j.rl4j.agent.learning.update.FeaturesLabels;
import org.deeplearning4j.rl4j.agent.learning.update.Gradients;
import org.deeplearning4j.rl4j.network.CommonLabelNames;
import org.deeplearning4j.rl4j.network.CommonOutputNames;
import org.deeplearning4j.rl4j.network.NeuralNetOutput;
import org.deeplearning4j.rl4j.network.dqn.DQN;
import org.deeplearning4j.rl4j.network.dqn.IDQN;
import org.deeplearning4j.rl4j.observation.Observation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The network of RL4J's factory, computed by Ensayo's compiled engine, behind RL4J's interface.
 *
 * <p>RL4J's synchronous learner asks a network for outputs, whole gradient steps and copies. The
 * gradient apart from its step, which the asynchronous learners need, is refused.
 */
@SuppressWarnings("deprecation") // RL4J's own learners take no other network
final class CompiledNetwork implements OnlineNetwork, IDQN<CompiledNetwork> {
  /** Rows of a test; larger requests are cut. */
  private static final int POLICY_BATCH = 64;

  /** Nothing random happens after the initial weights. */
  private static final long NO_SEED = 0;

  private final Supplier<Model> another;
  private final Model model;
  private final int largestBatch;
  private final List<CompiledNetwork> copies = new ArrayList<>();
  private final FitResult result = new FitResult();
  private int updates;

  /**
   * @param another makes a model of the same shape
   */
  private CompiledNetwork(Model model, int largestBatch, Supplier<Model> another) {
    this.model = model;
    this.largestBatch = largestBatch;
    this.another = another;
  }

  /**
   * A freshly initialized network, with the weights that {@link DenseNetworkFactory} gives.
   *
   * @param inputs length of an encoded observation
   * @param backend of the study; its threads are used
   * @param seed of the initial weights
   */
  static CompiledNetwork create(
      Rl4jDqnConfig config, int inputs, int actions, BackendConfig backend, long seed) {
    DenseNetworkFactory factory = new DenseNetworkFactory(config, seed);
    int largestBatch = largestBatch(config);
    Supplier<Model> fresh =
        () -> opened(factory.buildDQN(new int[] {inputs}, actions), backend, largestBatch);
    return new CompiledNetwork(fresh.get(), largestBatch, fresh);
  }

  /**
   * A trained network.
   *
   * @throws IOException if the file cannot be read
   */
  static CompiledNetwork load(Rl4jDqnConfig config, Path zip, BackendConfig backend)
      throws IOException {
    int largestBatch = largestBatch(config);
    return new CompiledNetwork(
        Models.load(zip, onCpu(backend), NO_SEED, largestBatch),
        largestBatch,
        () -> {
          throw new UnsupportedOperationException("a trained network is not copied");
        });
  }

  private static int largestBatch(Rl4jDqnConfig config) {
    return Math.max(config.batchSize(), POLICY_BATCH);
  }

  private static BackendConfig onCpu(BackendConfig backend) {
    return new BackendConfig(
        BackendConfig.Device.CPU, Optional.of(BackendConfig.Engine.COMPILED), backend.threads());
  }

  /** RL4J's network itself, with its weights, loss and updater, on the compiled engine. */
  private static Model opened(DQN dqn, BackendConfig backend, int largestBatch) {
    try (LibraryNetwork network = new LibraryNetwork(dqn)) {
      Path zip = Files.createTempFile("rl4j", ".zip");
      try {
        network.write(zip);
        return Models.load(zip, onCpu(backend), NO_SEED, largestBatch);
      } finally {
        Files.delete(zip);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("RL4J's network cannot be handed over in a file", e);
    }
  }

  @Override
  public IDQN<?> dqn() {
    return this;
  }

  @Override
  public int updates() {
    return updates;
  }

  @Override
  public double loss() {
    return result.loss();
  }

  @Override
  public float[] parameters() {
    return model.parameters();
  }

  @Override
  public void write(Path zip) throws IOException {
    model.write(zip);
  }

  /** Frees the memory of this network and of its copies. */
  @Override
  public void close() {
    copies.forEach(CompiledNetwork::close);
    model.close();
  }

  @Override
  public NeuralNetOutput output(INDArray observations) {
    NeuralNetOutput output = new NeuralNetOutput();
    output.put(CommonOutputNames.QValues, values(observations));
    return output;
  }

  @Override
  public NeuralNetOutput output(Observation observation) {
    return output(observation.getChannelData(0));
  }

  @Override
  public NeuralNetOutput output(Features features) {
    return output(features.get(0));
  }

  @Override
  public INDArray[] outputAll(INDArray observations) {
    return new INDArray[] {values(observations)};
  }

  private INDArray values(INDArray observations) {
    float[] inputs = rows(observations);
    int size = model.inputSize();
    int outputs = model.outputSize();
    int count = inputs.length / size;
    float[] all = new float[count * outputs];
    if (count <= largestBatch) {
      model.predict(inputs, count, all);
      return Nd4j.create(all, new long[] {count, outputs}, 'c');
    }
    for (int from = 0; from < count; from += largestBatch) {
      int batch = Math.min(largestBatch, count - from);
      float[] some = new float[batch * outputs];
      model.predict(Arrays.copyOfRange(inputs, from * size, (from + batch) * size), batch, some);
      System.arraycopy(some, 0, all, from * outputs, some.length);
    }
    return Nd4j.create(all, new long[] {count, outputs}, 'c');
  }

  private static float[] rows(INDArray array) {
    return array.dup('c').castTo(DataType.FLOAT).data().asFloat();
  }

  @Override
  public void fit(INDArray observations, INDArray targets) {
    float[] inputs = rows(observations);
    model.fit(inputs, rows(targets), null, inputs.length / model.inputSize(), result);
    updates++;
  }

  @Override
  public void fit(INDArray observations, INDArray[] targets) {
    fit(observations, targets[0]);
  }

  @Override
  public void fit(FeaturesLabels batch) {
    fit(batch.getFeatures().get(0), batch.getLabels(CommonLabelNames.QValues));
  }

  @Override
  public void copyFrom(CompiledNetwork source) {
    model.copyParametersFrom(source.model);
  }

  /** Another network with the same parameters; its updater starts afresh. */
  @Override
  public CompiledNetwork clone() {
    CompiledNetwork copy = new CompiledNetwork(another.get(), largestBatch, another);
    copies.add(copy);
    copy.copyFrom(this);
    return copy;
  }

  @Override
  public double getLatestScore() {
    return loss();
  }

  @Override
  public boolean isRecurrent() {
    return false;
  }

  /** There is no recurrent state. */
  @Override
  public void reset() {}

  @Override
  public void save(String zip) throws IOException {
    write(Path.of(zip));
  }

  @Override
  public void save(OutputStream stream) throws IOException {
    Path zip = Files.createTempFile("model", ".zip");
    try {
      write(zip);
      Files.copy(zip, stream);
    } finally {
      Files.delete(zip);
    }
  }

  @Override
  public NeuralNetwork[] getNeuralNetworks() {
    throw new UnsupportedOperationException("it is not computed by a network of Deeplearning4j");
  }

  @Override
  public Gradient[] gradient(INDArray observations, INDArray targets) {
    throw noGradient();
  }

  @Override
  public Gradient[] gradient(INDArray observations, INDArray[] targets) {
    throw noGradient();
  }

  @Override
  public Gradients computeGradients(FeaturesLabels batch) {
    throw noGradient();
  }

  @Override
  public void applyGradient(Gradient[] gradients, int batch) {
    throw noGradient();
  }

  @Override
  public void applyGradients(Gradients gradients) {
    throw noGradient();
  }

  private static UnsupportedOperationException noGradient() {
    return new UnsupportedOperationException(
        "the compiled engine takes whole gradient steps; RL4J's asynchronous learners need"
            + " Deeplearning4j");
  }
}
