package dev.ensayo.agents.rl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.config.Settings;
import java.util.List;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.rl4j.experience.StateActionReward;
import org.deeplearning4j.rl4j.learning.async.AsyncGlobal;
import org.deeplearning4j.rl4j.learning.async.nstep.discrete.QLearningUpdateAlgorithm;
import org.deeplearning4j.rl4j.learning.configuration.AsyncQLearningConfiguration;
import org.deeplearning4j.rl4j.network.dqn.DQN;
import org.deeplearning4j.rl4j.network.dqn.IDQN;
import org.deeplearning4j.rl4j.observation.Observation;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What the agents' pages say about RL4J. */
@SuppressWarnings({"deprecation", "rawtypes"}) // as RL4J declares its learners
class Rl4jAsyncFactsTest {
  private final DQN network =
      new DenseNetworkFactory(Settings.of(Rl4jDqnConfig.class, "{hiddenUnits: [8]}"), 3)
          .buildDQN(new int[] {2}, 2);

  private static INDArray row(float... values) {
    return Nd4j.createFromArray(new float[][] {values});
  }

  private static float[] parameters(IDQN<?> network) {
    return ((MultiLayerNetwork) network.getNeuralNetworks()[0]).params().toFloatVector();
  }

  @Test
  void theTargetFollowsExceptWhereItShould() {
    AsyncGlobal<IDQN> shared =
        new AsyncGlobal<>(
            network,
            AsyncQLearningConfiguration.builder().maxStep(100).targetDqnUpdateFreq(3).build());
    for (int update = 1; update <= 6; update++) {
      Gradient[] gradient = network.gradient(row(0.5f, 0.5f), row(update, 2));
      shared.applyGradient(gradient, 1);
      boolean follows =
          java.util.Arrays.equals(parameters(shared.getTarget()), parameters(network));
      assertThat(follows).as("update %d", update).isEqualTo(update % 3 != 0);
    }
  }

  @Test
  void theValueAddedIsThatOfTheLastObservationActedOn() {
    float gamma = 0.5f;
    float reward = 1;
    Observation last = new Observation(row(0.5f, 0.5f));
    float[] values = network.output(row(0.5f, 0.5f)).get("Q").toFloatVector();
    float[] target = values.clone();
    target[1] = reward + gamma * Math.max(values[0], values[1]);
    INDArray expected = network.gradient(row(0.5f, 0.5f), row(target))[0].gradient().dup();

    Gradient[] gradient =
        new QLearningUpdateAlgorithm(2, gamma)
            .computeGradients(
                network, List.of(new StateActionReward<>(last, 1, (double) reward, false)));

    assertThat(gradient[0].gradient().toFloatVector())
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(expected.toFloatVector());
    assertThat(expected.norm2Number().doubleValue()).isGreaterThan(0.01);
  }
}
