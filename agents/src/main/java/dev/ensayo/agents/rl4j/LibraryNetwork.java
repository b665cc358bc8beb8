package dev.ensayo.agents.rl4j;

import dev.ensayo.backend.model.NetworkMemory;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.rl4j.network.dqn.DQN;
import org.deeplearning4j.rl4j.network.dqn.IDQN;
import org.deeplearning4j.util.ModelSerializer;

/** A network computed by Deeplearning4j, as RL4J's own are. */
@SuppressWarnings("deprecation") // RL4J's own learners take no other network
final class LibraryNetwork implements OnlineNetwork {
  private final DQN dqn;
  private final MultiLayerNetwork network;

  LibraryNetwork(DQN dqn) {
    this.dqn = dqn;
    this.network = (MultiLayerNetwork) dqn.getNeuralNetworks()[0];
  }

  @Override
  public IDQN<?> dqn() {
    return dqn;
  }

  @Override
  public int updates() {
    return network.getIterationCount();
  }

  @Override
  public double loss() {
    return network.score();
  }

  @Override
  public float[] parameters() {
    return network.params().toFloatVector();
  }

  @Override
  public void write(Path zip) throws IOException {
    ModelSerializer.writeModel(network, zip.toFile(), true);
  }

  @Override
  public void close() {
    NetworkMemory.free(network);
  }
}
