package dev.ensayo.agents.rl4j;

import dev.ensayo.core.agent.Policy;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.rl4j.network.CommonOutputNames;
import org.deeplearning4j.rl4j.network.IOutputNeuralNet;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The action of highest value or probability, the first of equals, by RL4J's network. */
final class GreedyPolicy implements Policy {
  private final UnaryOperator<INDArray> network;
  private final boolean givesValues;
  private final ObservationEncoder encoder;

  private GreedyPolicy(
      UnaryOperator<INDArray> network, boolean givesValues, ObservationEncoder encoder) {
    this.network = network;
    this.givesValues = givesValues;
    this.encoder = encoder;
  }

  /** The action of highest value by a network of action values. */
  GreedyPolicy(IOutputNeuralNet network, ObservationEncoder encoder) {
    this(rows -> network.output(rows).get(CommonOutputNames.QValues), true, encoder);
  }

  /** The most probable action by a network of probabilities. */
  static GreedyPolicy ofProbabilities(MultiLayerNetwork network, ObservationEncoder encoder) {
    return new GreedyPolicy(rows -> network.output(rows), false, encoder);
  }

  @Override
  public int selectAction(float[] observation) {
    int[] action = new int[1];
    selectActions(observation, observation.length, 1, action);
    return action[0];
  }

  @Override
  public void selectActions(float[] observations, int observationSize, int count, int[] actions) {
    float[][] q = outputs(observations, count);
    for (int i = 0; i < count; i++) {
      actions[i] = indexOfMax(q[i]);
    }
  }

  private float[][] outputs(float[] observations, int count) {
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = encoder.encode(observations, i);
    }
    return network.apply(Nd4j.createFromArray(rows)).toFloatMatrix();
  }

  @Override
  public Optional<double[]> actionValues(float[] observation) {
    if (!givesValues) {
      return Optional.empty();
    }
    float[] row = outputs(observation, 1)[0];
    double[] each = new double[row.length];
    Arrays.setAll(each, action -> row[action]);
    return Optional.of(each);
  }

  private static int indexOfMax(float[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }
}
