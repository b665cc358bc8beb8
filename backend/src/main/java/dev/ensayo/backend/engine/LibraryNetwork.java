package dev.ensayo.backend.engine;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.Blueprint;
import dev.ensayo.backend.compiled.NetworkBuffers;
import dev.ensayo.backend.extension.NoisyDenseLayer;
import dev.ensayo.backend.model.LayerTrace;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network of Deeplearning4j, be it a chain of layers or a graph: what the two classes have in
 * common, what they call by different names, and how their state is kept.
 */
public abstract class LibraryNetwork {
  private static final String UPDATER_WORKSPACE = "ENSAYO_UPDATER";
  private static final WorkspaceConfiguration WORKSPACE =
      WorkspaceConfiguration.builder()
          .initialSize(0)
          .overallocationLimit(0.02)
          .policyLearning(LearningPolicy.OVER_TIME)
          .cyclesBeforeInitialization(10)
          .policyReset(ResetPolicy.BLOCK_LEFT)
          .policySpill(SpillPolicy.REALLOCATE)
          .policyAllocation(AllocationPolicy.OVERALLOCATE)
          .build();

  private static final ImmutableList<String> STATISTICS =
      ImmutableList.of(
          BatchNormalizationParamInitializer.GLOBAL_MEAN,
          BatchNormalizationParamInitializer.GLOBAL_VAR,
          BatchNormalizationParamInitializer.GLOBAL_LOG_STD);

  private final NeuralNetwork network;
  private final String section;
  private KeptState keptState = new KeptState(() -> {}, () -> {});

  /**
   * @param network initialized
   * @param section name of the checkpoint's section
   */
  LibraryNetwork(NeuralNetwork network, String section) {
    this.network = network;
    this.section = section;
  }

  /**
   * The updater's state as an engine keeps it between two steps, in another place than the network.
   *
   * @param store writes it to the network
   * @param changed tells the engine that the network's was changed
   */
  record KeptState(Runnable store, Runnable changed) {}

  /** Has an engine asked for the updater's state before anyone reads it. */
  final void keepState(KeptState kept) {
    keptState = kept;
  }

  /** The network as a list of nodes, for the compiled engine. */
  public abstract Blueprint blueprint();

  /** Its flat arrays, in place. */
  public final NetworkBuffers buffers() {
    return NetworkBuffers.of(network);
  }

  /** Writes a zip that names Deeplearning4j's classes where it has them. */
  abstract void write(Path zip) throws IOException;

  abstract int iterations();

  abstract int epochs();

  abstract void setCounts(int iterations, int epochs);

  /** All layers, as they are configured. */
  abstract List<Layer> layers();

  /** The layers whose losses are minimized, as they are configured. */
  abstract List<Layer> outputLayers();

  /**
   * Computes outputs.
   *
   * @param training with dropout, and the batch's own statistics; else as at inference
   */
  abstract INDArray[] output(INDArray[] inputs, boolean training);

  /** What one input, {@code [1, F]}, becomes in each layer, as at inference. */
  abstract ImmutableList<LayerTrace> follow(INDArray input);

  /** Forward, loss and backward; leaves the gradient of the summed losses. */
  abstract void computeGradient(INDArray[] inputs, INDArray[] labels);

  /**
   * The gradient of an input, as at inference; the loss of each output gives its gradient.
   *
   * @param labels of the outputs
   */
  abstract INDArray inputGradient(INDArray[] inputs, INDArray[] labels, int input);

  /** What {@link #computeGradient} left. */
  abstract Gradient gradient();

  /** From a gradient to a step, both in the same place. */
  abstract void applyUpdater(int iteration, int epoch, int batch, LayerWorkspaceMgr workspace);

  /** Constraints on the parameters after a step; forgets what the layers kept of it. */
  abstract void endStep(int iteration, int epoch);

  /** The layers that compute. */
  abstract org.deeplearning4j.nn.api.Layer[] computing();

  /** The layers that compute, in the order of the parameters. */
  List<org.deeplearning4j.nn.api.Layer> inOrder() {
    return List.of(computing());
  }

  /** The layers with noise that are trained, in the order of the parameters. */
  final List<NoisyDenseLayer> noisyLayers() {
    return inOrder().stream()
        .filter(NoisyDenseLayer.class::isInstance)
        .map(NoisyDenseLayer.class::cast)
        .toList();
  }

  /** What the parameters of a layer that computes are called by, before an underscore. */
  abstract String prefix(int layer);

  /** Frees native memory. */
  abstract void close();

  final INDArray parameters() {
    return network.params();
  }

  /** As it is now; null where no updater keeps any. */
  final INDArray updaterState() {
    keptState.store().run();
    return network.updaterState();
  }

  final int parameterCount() {
    return Math.toIntExact(network.params().length());
  }

  /** θ ← as many numbers. */
  final void setParameters(float[] values) {
    assign(parameters(), values);
  }

  /** θ ← θ of a network of the same parameters. */
  final void copyParametersFrom(LibraryNetwork source) {
    parameters().assign(source.parameters());
  }

  /** θ ← (1 − τ)·θ + τ·θ of a network of the same parameters. */
  final void blendParametersFrom(LibraryNetwork source, double tau) {
    parameters().muli(1 - tau).addi(source.parameters().mul(tau));
  }

  /**
   * From the gradient to the parameters, as Deeplearning4j's own {@code fit} does.
   *
   * @param batch what the gradient is divided by
   */
  final void update(int batch) {
    int iteration = iterations();
    int epoch = epochs();
    applyUpdater(
        iteration,
        epoch,
        batch,
        LayerWorkspaceMgr.builder()
            .with(ArrayType.UPDATER_WORKING_MEM, UPDATER_WORKSPACE, WORKSPACE)
            .build());
    INDArray step = gradient().gradient();
    parameters().subi(step.reshape(parameters().shape()));
    setCounts(iteration + 1, epoch);
    endStep(iteration + 1, epoch);
  }

  /**
   * Moves the statistics of normalizations, which Deeplearning4j takes for parameters with a
   * gradient, before anything limits gradients or measures their norm.
   */
  final void storeStatistics() {
    org.deeplearning4j.nn.api.Layer[] layers = computing();
    for (int i = 0; i < layers.length; i++) {
      if (layers[i] instanceof BatchNormalization normalization) {
        for (String name : STATISTICS) {
          INDArray change = gradient().getGradientFor(prefix(i) + "_" + name);
          if (change != null) {
            INDArray statistic = normalization.getParam(name);
            statistic.subi(change.reshape(statistic.shape()));
            change.assign(0);
          }
        }
      }
    }
  }

  /**
   * Writes the network's state to a checkpoint.
   *
   * @param dropout what draws the network's masks
   */
  final void saveState(StateWriter out, RandomStream dropout) throws IOException {
    out.section(section);
    out.writeInt(iterations());
    out.writeInt(epochs());
    out.writeFloats(parameters().toFloatVector());
    INDArray state = updaterState();
    out.writeFloats(state == null ? new float[0] : state.toFloatVector());
    dropout.saveState(out);
  }

  /** Name of the checkpoint's section. */
  final String section() {
    return section;
  }

  /** Reads what {@link #saveState} wrote, from after the section's name on. */
  final void loadState(StateReader in, RandomStream dropout) throws IOException {
    int iterations = in.readInt();
    int epochs = in.readInt();
    float[] parameters = new float[parameterCount()];
    in.readFloats(parameters);
    INDArray state = updaterState();
    float[] updaterState = new float[state == null ? 0 : (int) state.length()];
    in.readFloats(updaterState);
    dropout.loadState(in);

    setCounts(iterations, epochs);
    assign(parameters(), parameters);
    if (state != null) {
      assign(state, updaterState);
      keptState.changed().run();
    }
  }

  private static void assign(INDArray target, float[] values) {
    INDArray source = Nd4j.createFromArray(values);
    target.assign(source.castTo(target.dataType()).reshape(target.shape()));
    source.close();
  }
}
