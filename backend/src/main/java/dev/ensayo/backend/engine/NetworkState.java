package dev.ensayo.backend.engine;

import dev.ensayo.backend.configuration.NetworkConfigurations;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A checkpoint and a zip of a network whose layers follow one another. */
public final class NetworkState extends SavedNetwork {
  private final MultiLayerNetwork network;

  NetworkState(MultiLayerNetwork network, RandomStream dropoutStream) {
    super(network, dropoutStream, "model");
    this.network = network;
  }

  @Override
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
  int iterations() {
    return network.getIterationCount();
  }

  @Override
  int epochs() {
    return network.getEpochCount();
  }

  @Override
  void setCounts(int iterations, int epochs) {
    network.getLayerWiseConfigurations().setIterationCount(iterations);
    network.getLayerWiseConfigurations().setEpochCount(epochs);
  }
}
