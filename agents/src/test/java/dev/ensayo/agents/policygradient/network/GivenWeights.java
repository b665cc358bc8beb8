package dev.ensayo.agents.policygradient.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.agents.fakes.Runs;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.fakes.Fixture;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The weights of a network with separate torsos, given and compared with by PyTorch. */
final class GivenWeights {
  private final FeedForwardActorCritic network;
  private final Path folder;

  /**
   * @param folder for models on their way
   */
  GivenWeights(FeedForwardActorCritic network, Path folder) {
    this.network = network;
    this.folder = folder;
  }

  private ComputationGraph graph() throws IOException {
    Path zip = folder.resolve("model.zip");
    network.write(zip);
    return ModelSerializer.restoreComputationGraph(zip.toFile(), false);
  }

  /** Puts the given weights into the network: they go through a zip, and its state back. */
  void begin(Fixture before, DecisionProcessSpec process, BackendConfig backend)
      throws IOException {
    ComputationGraph graph = graph();
    setLayers(graph, "actor", "policy", before.each("policy"));
    setLayers(graph, "critic", "value", before.each("values"));
    if (!process.hasDiscreteActions()) {
      graph.getLayer("log-std").setParam("b", row(before.floats("logDeviations")));
    }
    Path zip = folder.resolve("given.zip");
    ModelSerializer.writeModel(graph, zip.toFile(), false);
    try (FeedForwardActorCritic loaded =
        FeedForwardActorCritic.load(zip, true, process, backend, 64)) {
      Runs.load(network, Runs.save(loaded));
    }
  }

  private static void setLayers(
      ComputationGraph graph, String torso, String head, List<Fixture> layers) {
    for (int i = 0; i < layers.size(); i++) {
      String name = i == layers.size() - 1 ? head : torso + (i + 1);
      INDArray weight = Nd4j.createFromArray(layers.get(i).rows("weight")).castTo(DataType.FLOAT);
      graph.getLayer(name).setParam("W", weight.transpose());
      graph.getLayer(name).setParam("b", row(layers.get(i).floats("bias")));
    }
  }

  private static INDArray row(float[] values) {
    return Nd4j.createFromArray(new float[][] {values});
  }

  /** Compares all of them with those that PyTorch came to. */
  void check(Fixture after) throws IOException {
    ComputationGraph graph = graph();
    checkLayers(graph, "actor", "policy", after.each("policy"));
    checkLayers(graph, "critic", "value", after.each("values"));
    if (network.heads().distribution().hasDeviations()) {
      assertThat(graph.getLayer("log-std").getParam("b").reshape(-1).toFloatVector())
          .containsExactly(after.floats("logDeviations"), within(1e-5f));
    }
  }

  private static void checkLayers(
      ComputationGraph graph, String torso, String head, List<Fixture> layers) {
    for (int i = 0; i < layers.size(); i++) {
      String name = i == layers.size() - 1 ? head : torso + (i + 1);
      assertThat(
              graph.getLayer(name).getParam("W").transpose().dup('c').reshape(-1).toFloatVector())
          .containsExactly(layers.get(i).floats("weight"), within(1e-5f));
      assertThat(graph.getLayer(name).getParam("b").reshape(-1).toFloatVector())
          .containsExactly(layers.get(i).floats("bias"), within(1e-5f));
    }
  }
}
