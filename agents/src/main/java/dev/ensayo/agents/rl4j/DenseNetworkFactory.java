package dev.ensayo.agents.rl4j;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.rl4j.network.dqn.DQN;
import org.deeplearning4j.rl4j.network.dqn.DQNFactory;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Builds the network that RL4J's {@code DQNFactoryStdDense} builds, with two differences: layers
 * may differ in width, and the seed is the run's, where RL4J's is always 12345.
 */
final class DenseNetworkFactory implements DQNFactory {
  private final List<Integer> hiddenUnits;
  private final double learningRate;
  private final double l2;
  private final long seed;

  DenseNetworkFactory(Rl4jDqnConfig config, long seed) {
    this.hiddenUnits = config.hiddenUnits();
    this.learningRate = config.learningRate();
    this.l2 = config.l2();
    this.seed = seed;
  }

  @Override
  @SuppressWarnings("deprecation") // QLearningDiscreteDense takes no other network
  public DQN buildDQN(int[] inputShape, int actions) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(new Adam(learningRate))
            .weightInit(WeightInit.XAVIER)
            .l2(l2)
            .list();
    int inputs = Arrays.stream(inputShape).reduce(1, Math::multiplyExact);
    for (int units : hiddenUnits) {
      layers.layer(
          new DenseLayer.Builder().nIn(inputs).nOut(units).activation(Activation.RELU).build());
      inputs = units;
    }
    layers.layer(
        new OutputLayer.Builder(LossFunction.MSE)
            .nIn(inputs)
            .nOut(actions)
            .activation(Activation.IDENTITY)
            .build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return new DQN(network);
  }
}
