package dev.ensayo.backend;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A graph's checkpoint and its zip. */
final class GraphState implements Stateful {
  private final ComputationGraph network;
  private final RandomStream dropoutStream;

  GraphState(ComputationGraph network, RandomStream dropoutStream) {
    this.network = network;
    this.dropoutStream = dropoutStream;
  }

  void write(Path zip) throws IOException {
    ComputationGraphConfiguration configuration = network.getConfiguration().clone();
    // A copy of a graph's configuration forgets how far it was trained.
    configuration.setIterationCount(network.getConfiguration().getIterationCount());
    configuration.setEpochCount(network.getConfiguration().getEpochCount());
    boolean withUpdater = true;
    for (GraphVertex vertex : configuration.getVertices().values()) {
      if (vertex instanceof LayerVertex layer) {
        withUpdater &= !NetworkConfigurations.hasForeignUpdater(layer.getLayerConf());
        NetworkConfigurations.makePortable(layer.getLayerConf().getLayer());
      }
    }
    ComputationGraph portable = new ComputationGraph(configuration);
    portable.init(network.params().dup(), false);
    INDArray state = network.updaterState();
    if (withUpdater && state != null) {
      portable.getUpdater().getStateViewArray().assign(state);
    }
    ModelSerializer.writeModel(portable, zip.toFile(), withUpdater);
    portable.close();
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("graph");
    out.writeInt(network.getConfiguration().getIterationCount());
    out.writeInt(network.getConfiguration().getEpochCount());
    out.writeFloats(network.params().toFloatVector());
    INDArray state = network.updaterState();
    out.writeFloats(state == null ? new float[0] : state.toFloatVector());
    dropoutStream.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("graph");
    int iterations = in.readInt();
    int epochs = in.readInt();
    float[] parameters = new float[(int) network.numParams()];
    in.readFloats(parameters);
    INDArray state = network.updaterState();
    float[] updaterState = new float[state == null ? 0 : (int) state.length()];
    in.readFloats(updaterState);
    dropoutStream.loadState(in);

    network.getConfiguration().setIterationCount(iterations);
    network.getConfiguration().setEpochCount(epochs);
    assign(network.params(), parameters);
    if (state != null) {
      assign(state, updaterState);
    }
  }

  private static void assign(INDArray target, float[] values) {
    INDArray source = Nd4j.createFromArray(values);
    target.assign(source.castTo(target.dataType()).reshape(target.shape()));
    source.close();
  }
}
