package dev.ensayo.agents.rl4j;

import dev.ensayo.core.agent.Policy;
import java.util.Arrays;
import java.util.Optional;
import org.deeplearning4j.rl4j.network.CommonOutputNames;
import org.deeplearning4j.rl4j.network.IOutputNeuralNet;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The action of highest value, the first of equals, by RL4J's network. */
final class GreedyPolicy implements Policy {
  private final IOutputNeuralNet network;
  private final ObservationEncoder encoder;

  GreedyPolicy(IOutputNeuralNet network, ObservationEncoder encoder) {
    this.network = network;
    this.encoder = encoder;
  }

  @Override
  public int selectAction(float[] observation) {
    int[] action = new int[1];
    selectActions(observation, observation.length, 1, action);
    return action[0];
  }

  @Override
  public void selectActions(float[] observations, int observationSize, int count, int[] actions) {
    float[][] q = values(observations, count);
    for (int i = 0; i < count; i++) {
      actions[i] = indexOfMax(q[i]);
    }
  }

  private float[][] values(float[] observations, int count) {
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = encoder.encode(observations, i);
    }
    INDArray values = network.output(Nd4j.createFromArray(rows)).get(CommonOutputNames.QValues);
    return values.toFloatMatrix();
  }

  @Override
  public Optional<double[]> actionValues(float[] observation) {
    float[] row = values(observation, 1)[0];
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
