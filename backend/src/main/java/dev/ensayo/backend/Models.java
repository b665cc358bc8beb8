package dev.ensayo.backend;

import dev.ensayo.backend.configuration.FreshNetworks;
import dev.ensayo.backend.configuration.GraphConfigurations;
import dev.ensayo.backend.configuration.GraphParts;
import dev.ensayo.backend.configuration.GraphTransfer;
import dev.ensayo.backend.configuration.NetworkConfigurations;
import dev.ensayo.backend.configuration.NetworkZip;
import dev.ensayo.backend.device.LoadedBackend;
import dev.ensayo.backend.engine.GraphTransferModel;
import dev.ensayo.backend.engine.NetworkModel;
import dev.ensayo.backend.engine.NetworkSizes;
import dev.ensayo.backend.engine.SingleModel;
import dev.ensayo.backend.engine.TiedParameters;
import dev.ensayo.backend.model.GraphModel;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.model.NetworkMemory;
import dev.ensayo.backend.model.NetworkOutline;
import dev.ensayo.backend.model.TransferModel;
import dev.ensayo.backend.spec.GraphSpec;
import dev.ensayo.backend.spec.ImageShape;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.TransferSpec;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;

/** Makes models; the only way in. */
public final class Models {
  private Models() {}

  /**
   * A freshly initialized model.
   *
   * @param config device, engine and threads
   * @param seed of the initial weights and the dropout masks; equal seeds give equal models
   * @param largestBatch the largest number of rows that will be given, at least 1
   * @throws dev.ensayo.core.config.InvalidSettingException for {@code device: gpu} without a usable
   *     GPU, or for what the compiled engine lacks
   */
  public static Model create(NetworkSpec spec, BackendConfig config, long seed, int largestBatch) {
    if (spec.branches()) {
      return create(GraphSpec.of(spec), config, seed, largestBatch);
    }
    ModelEngine engine = new ModelEngine(config, seed, largestBatch);
    MultiLayerNetwork network =
        new MultiLayerNetwork(NetworkConfigurations.of(spec, engine.weights(), DataType.FLOAT));
    network.init();
    return new SingleModel(
        engine.of(network, spec.clipping().norm(), TiedParameters.of(spec, network)));
  }

  /**
   * A model from a zip that {@link Model#write} or any Deeplearning4j program wrote, with its
   * updater state. A limit on the gradient's norm is not in the file and is not applied.
   *
   * @param zip a feed-forward {@code MultiLayerNetwork}, or a {@code ComputationGraph} of one input
   *     and one output, in {@code ModelSerializer} format
   * @param config device, engine and threads
   * @param seed of the dropout masks
   * @param largestBatch the largest number of rows that will be given, at least 1
   * @throws IOException if the file cannot be read, with the reason; parameters in double or half
   *     precision are rounded to single
   * @throws dev.ensayo.core.config.InvalidSettingException for {@code device: gpu} without a usable
   *     GPU, or for what the compiled engine lacks
   */
  public static Model load(Path zip, BackendConfig config, long seed, int largestBatch)
      throws IOException {
    ModelEngine engine = new ModelEngine(config, seed, largestBatch);
    return new SingleModel(
        NetworkZip.holdsGraph(zip)
            ? readGraph(zip, engine)
            : engine.of(NetworkZip.readSequence(zip), OptionalDouble.empty()));
  }

  /**
   * A freshly initialized model of a graph with one input and one output.
   *
   * @param config device, engine and threads
   * @param seed of the initial weights and the dropout masks; equal seeds give equal models
   * @param largestBatch the largest number of rows that will be given, at least 1
   * @throws IllegalArgumentException if the graph has several inputs or outputs
   * @throws dev.ensayo.core.config.InvalidSettingException as for a sequential network
   */
  public static Model create(GraphSpec spec, BackendConfig config, long seed, int largestBatch) {
    return new SingleModel(graph(spec, new ModelEngine(config, seed, largestBatch)));
  }

  /**
   * A freshly initialized model of a graph with any number of inputs and outputs.
   *
   * @param config device, engine and threads
   * @param seed of the initial weights and the dropout masks; equal seeds give equal models
   * @param largestBatch the largest number of rows that will be given, at least 1
   * @throws dev.ensayo.core.config.InvalidSettingException as for a sequential network
   */
  public static GraphModel createGraph(
      GraphSpec spec, BackendConfig config, long seed, int largestBatch) {
    return graph(spec, new ModelEngine(config, seed, largestBatch));
  }

  /**
   * The layers of the network in a zip that {@link Model#write} or any Deeplearning4j program
   * wrote.
   *
   * @param zip a feed-forward {@code MultiLayerNetwork} or a {@code ComputationGraph} of one input
   *     and one output
   * @param inputShape of the inputs it is to see: {@code [F]} or {@code [C, H, W]}
   * @throws IOException if the file cannot be read, with the reason; parameters in double or half
   *     precision are rounded to single
   * @throws dev.ensayo.core.config.InvalidSettingException for {@code inputShape} if such inputs do
   *     not fit, with both shapes
   */
  public static NetworkOutline outline(Path zip, List<Integer> inputShape) throws IOException {
    ComputationGraph network = NetworkZip.readAsGraph(zip);
    try {
      return GraphTransfer.outline(network, inputShape);
    } finally {
      NetworkMemory.free(network);
    }
  }

  /**
   * A new model around what a trained network has learned.
   *
   * <p>It is a {@code ComputationGraph} in Deeplearning4j, whatever the zip held. Parameters of the
   * torso, stored statistics included, are those of the zip; the head is initialized from the seed;
   * the updater starts afresh.
   *
   * @param zip a feed-forward {@code MultiLayerNetwork} or a {@code ComputationGraph} of one input
   *     and one output, in {@code ModelSerializer} format
   * @param config device, engine and threads
   * @param seed of the head's initial weights and the dropout masks
   * @param largestBatch the largest number of rows that will be given, at least 1
   * @throws IOException if the file cannot be read, with the reason; parameters in double or half
   *     precision are rounded to single
   * @throws dev.ensayo.core.config.InvalidSettingException if the torso does not fit the inputs, or
   *     the spec the torso, with both shapes
   */
  public static TransferModel transfer(
      Path zip, TransferSpec spec, BackendConfig config, long seed, int largestBatch)
      throws IOException {
    ModelEngine engine = new ModelEngine(config, seed, largestBatch);
    ComputationGraph source = NetworkZip.readAsGraph(zip);
    try {
      GraphTransfer transfer = new GraphTransfer(source, spec);
      ComputationGraph network = transfer.build(engine.weights());
      String boundary = transfer.boundary(network.getConfiguration());
      NetworkOutline outline = transfer.outlineOf(network);
      boolean atInput = network.getConfiguration().getNetworkInputs().contains(boundary);
      GraphParts parts =
          boundary == null || atInput || !engine.needsParts()
              ? null
              : transfer.parts(network, boundary);
      List<Integer> outputs = outline.layers().get(outline.layers().size() - 1).outputShape();
      NetworkModel graph =
          engine.of(
              network,
              NetworkSizes.of(ImageShape.size(spec.inputShape()), outputs),
              spec.clipping().norm(),
              new ModelEngine.Cut(boundary, parts));
      return new GraphTransferModel(
          graph,
          outline,
          transfer.frozenLayers(),
          boundary == null ? null : transfer.shape(boundary));
    } finally {
      NetworkMemory.free(source);
    }
  }

  /**
   * A graph from a zip that {@link GraphModel#write} or any Deeplearning4j program wrote, with its
   * updater state. A limit on the gradient's norm is not in the file and is not applied.
   *
   * @param zip a feed-forward {@code ComputationGraph} in {@code ModelSerializer} format
   * @param config device, engine and threads
   * @param seed of the dropout masks
   * @param largestBatch the largest number of rows that will be given, at least 1
   * @throws IOException if the file cannot be read, with the reason; parameters in double or half
   *     precision are rounded to single
   * @throws dev.ensayo.core.config.InvalidSettingException as for a sequential network
   */
  public static GraphModel loadGraph(Path zip, BackendConfig config, long seed, int largestBatch)
      throws IOException {
    return readGraph(zip, new ModelEngine(config, seed, largestBatch));
  }

  /**
   * Writes a network with the layers of another and fresh parameters.
   *
   * @param zip of any Deeplearning4j network
   * @param target receives the new network, without updater state
   * @param config device, engine and threads
   * @param seed of the initial weights
   * @throws IOException if a file cannot be read or written
   */
  public static void reinitialize(Path zip, Path target, BackendConfig config, long seed)
      throws IOException {
    LoadedBackend.prepare(config);
    FreshNetworks.write(zip, target, seed);
  }

  private static NetworkModel readGraph(Path zip, ModelEngine engine) throws IOException {
    ComputationGraph network = NetworkZip.readGraph(zip);
    return engine.of(
        network,
        NetworkSizes.of(network.getConfiguration()),
        OptionalDouble.empty(),
        ModelEngine.Cut.NONE);
  }

  private static NetworkModel graph(GraphSpec spec, ModelEngine engine) {
    ComputationGraph network =
        new ComputationGraph(GraphConfigurations.of(spec, engine.weights(), DataType.FLOAT));
    network.init();
    return engine.of(network, NetworkSizes.of(spec), spec.clipping().norm(), ModelEngine.Cut.NONE);
  }
}
