package dev.ensayo.backend;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network's checkpoint and its zip. */
final class NetworkState implements Stateful {
  private final MultiLayerNetwork network;
  private final RandomStream dropoutStream;

  NetworkState(MultiLayerNetwork network, RandomStream dropoutStream) {
    this.network = network;
    this.dropoutStream = dropoutStream;
  }

  void write(Path zip) throws IOException {
    MultiLayerNetwork portable =
        new MultiLayerNetwork(NetworkConfigurations.portable(network.getLayerWiseConfigurations()));
    portable.init(network.params().dup(), false);
    boolean withUpdater =
        !NetworkConfigurations.hasForeignUpdaterState(network.getLayerWiseConfigurations());
    INDArray state = network.updaterState();
    if (withUpdater && state != null) {
      portable.getUpdater().getStateViewArray().assign(state);
    }
    ModelSerializer.writeModel(portable, zip.toFile(), withUpdater);
    portable.close();
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("model");
    out.writeInt(network.getIterationCount());
    out.writeInt(network.getEpochCount());
    out.writeFloats(network.params().toFloatVector());
    INDArray state = network.updaterState();
    out.writeFloats(state == null ? new float[0] : state.toFloatVector());
    dropoutStream.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("model");
    int iterations = in.readInt();
    int epochs = in.readInt();
    float[] parameters = new float[(int) network.numParams()];
    in.readFloats(parameters);
    INDArray state = network.updaterState();
    float[] updaterState = new float[state == null ? 0 : (int) state.length()];
    in.readFloats(updaterState);
    dropoutStream.loadState(in);

    network.getLayerWiseConfigurations().setIterationCount(iterations);
    network.getLayerWiseConfigurations().setEpochCount(epochs);
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
