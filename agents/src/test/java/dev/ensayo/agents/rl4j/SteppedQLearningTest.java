package dev.ensayo.agents.rl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.SeedSequence;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.rl4j.learning.configuration.QLearningConfiguration;
import org.deeplearning4j.rl4j.learning.sync.qlearning.discrete.QLearningDiscreteDense;
import org.deeplearning4j.rl4j.network.configuration.DQNDenseNetworkConfiguration;
import org.deeplearning4j.rl4j.network.dqn.DQNFactoryStdDense;
import org.deeplearning4j.rl4j.space.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Against RL4J's own loop and its own factory. */
class SteppedQLearningTest {
  private static final int STEPS = 60;

  private final Corridor corridor =
      new Corridor(Corridor.continuous(9), new SeedSequence(5).stream("start"));
  private final Corridor sameCorridor =
      new Corridor(Corridor.continuous(9), new SeedSequence(5).stream("start"));

  private static EnvironmentMdp mdp(Corridor corridor) {
    return new EnvironmentMdp(corridor, Nd4j.getRandomFactory().getNewRandomInstance(2));
  }

  private static float[] parameters(QLearningDiscreteDense<?> learner) {
    return ((MultiLayerNetwork) learner.getQNetwork().getNeuralNetworks()[0])
        .params()
        .toFloatVector();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void learnsWhatRl4jsOwnLoopLearns(String doubleDqn) {
    Rl4jDqnConfig config =
        Settings.of(
            Rl4jDqnConfig.class,
            "{batchSize: 8, hiddenUnits: [16], targetUpdatePeriod: 10, doubleDqn: "
                + doubleDqn
                + ", epsilon: {steps: 40}, rewardFactor: 0.5, l2: 1e-3}");
    QLearningConfiguration learning = Rl4jDqnTraining.learning(config, STEPS, 11);
    QLearningDiscreteDense<Box> whole =
        new QLearningDiscreteDense<>(mdp(corridor), new DenseNetworkFactory(config, 3), learning);
    float[] initial = parameters(whole);

    whole.train();

    assertThat(corridor.totalSteps()).isEqualTo(whole.getStepCount()).isBetween(STEPS, STEPS + 9);
    SteppedQLearning stepped =
        new SteppedQLearning(
            mdp(sameCorridor),
            new DenseNetworkFactory(config, 3).buildDQN(new int[] {2}, 2),
            learning);
    assertThat(parameters(stepped)).containsExactly(initial);
    for (int i = 0; i < whole.getStepCount(); i++) {
      stepped.step();
    }
    assertThat(stepped.getStepCount()).isEqualTo(whole.getStepCount());
    assertThat(stepped.getEpochCount()).isEqualTo(whole.getEpochCount()).isGreaterThan(5);
    assertThat(sameCorridor.resets()).isEqualTo(corridor.resets());
    assertThat(parameters(stepped)).containsExactly(parameters(whole)).isNotEqualTo(initial);
  }

  @Test
  void theNetworkIsThatOfRl4jsFactory() {
    Rl4jDqnConfig config =
        Settings.of(Rl4jDqnConfig.class, "{hiddenUnits: [7, 7], learningRate: 0.002, l2: 0.01}");
    MultiLayerNetwork rl4js =
        (MultiLayerNetwork)
            new DQNFactoryStdDense(
                    DQNDenseNetworkConfiguration.builder()
                        .numLayers(2)
                        .numHiddenNodes(7)
                        .updater(new Adam(0.002))
                        .l2(0.01)
                        .build())
                .buildDQN(new int[] {3}, 2)
                .getNeuralNetworks()[0];

    MultiLayerNetwork ours =
        (MultiLayerNetwork)
            new DenseNetworkFactory(config, 12345)
                .buildDQN(new int[] {3}, 2)
                .getNeuralNetworks()[0];

    assertThat(ours.getLayerWiseConfigurations().toJson())
        .isEqualTo(rl4js.getLayerWiseConfigurations().toJson());
    assertThat(ours.params().toFloatVector()).containsExactly(rl4js.params().toFloatVector());
  }

  @Test
  void defaultsAreRl4jsOwn() {
    Rl4jDqnConfig config = Settings.defaults(Rl4jDqnConfig.class);
    QLearningConfiguration rl4js = new QLearningConfiguration();
    int steps = 1_000_000;
    QLearningConfiguration ours = Rl4jDqnTraining.learning(config, steps, 1);
    rl4js.setSeed(1L);
    rl4js.setMaxStep(steps);
    rl4js.setMaxEpochStep(Integer.MAX_VALUE);
    // RL4J's default is the float 0.1f.
    assertThat(ours.getMinEpsilon())
        .isEqualTo((double) 0.1f, org.assertj.core.data.Offset.offset(1e-7));
    rl4js.setMinEpsilon(ours.getMinEpsilon());
    assertThat(ours).isEqualTo(rl4js);
    DQNDenseNetworkConfiguration network = DQNDenseNetworkConfiguration.builder().build();
    // Room for no more than the run can fill.
    assertThat(Rl4jDqnTraining.learning(config, 500, 1).getExpRepMaxSize()).isEqualTo(500);
    assertThat(config.hiddenUnits())
        .hasSize(network.getNumLayers())
        .containsOnly(network.getNumHiddenNodes());
    assertThat(config.l2()).isEqualTo(network.getL2());
    assertThat(config.learningRate()).isEqualTo(new Adam().getLearningRate());
  }
}
