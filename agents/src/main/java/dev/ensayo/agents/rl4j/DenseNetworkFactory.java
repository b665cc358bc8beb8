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
    this(config.hiddenUnits(), config.learningRate(), config.l2(), seed);
  }

  DenseNetworkFactory(List<Integer> hiddenUnits, double learningRate, double l2, long seed) {
    this.hiddenUnits = hiddenUnits;
    this.learningRate = learningRate;
    this.l2 = l2;
    this.seed = seed;
  }

  @Override
  @SuppressWarnings("deprecation") // RL4J's own learners take no other network
  public DQN buildDQN(int[] inputShape, int actions) {
    int inputs = Arrays.stream(inputShape).reduce(1, Math::multiplyExact);
    return new DQN(
        build(inputs, actions, new OutputLayer.Builder(LossFunction.MSE), Activation.IDENTITY));
  }

  /** The hidden layers with one more for the outputs, initialized. */
  MultiLayerNetwork build(
      int inputs, int outputs, OutputLayer.Builder last, Activation activation) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(new Adam(learningRate))
            .weightInit(WeightInit.XAVIER)
            .l2(l2)
            .list();
    int width = inputs;
    for (int units : hiddenUnits) {
      layers.layer(
          new DenseLayer.Builder().nIn(width).nOut(units).activation(Activation.RELU).build());
      width = units;
    }
    layers.layer(last.nIn(width).nOut(outputs).activation(activation).build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }
}
