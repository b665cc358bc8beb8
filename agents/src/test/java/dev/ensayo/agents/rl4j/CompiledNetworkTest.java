package dev.ensayo.agents.rl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.deeplearning4j.rl4j.network.CommonOutputNames;
import org.deeplearning4j.rl4j.network.dqn.DQN;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** RL4J's learner over both engines. */
@SuppressWarnings("deprecation") // RL4J's own learners take no other network
class CompiledNetworkTest {
  private static final String SETTINGS =
      "{batchSize: 8, hiddenUnits: [16, 12], targetUpdatePeriod: 10, learningRate: 5e-3,"
          + " epsilon: {steps: 40}";

  private static Rl4jDqnConfig config(String more) {
    return Settings.of(Rl4jDqnConfig.class, SETTINGS + more + "}");
  }

  private static OnlineNetwork network(Rl4jDqnConfig config) {
    return Rl4jDqnTraining.network(config, Corridor.continuous(9), BackendConfig.defaults(), 3);
  }

  private static SteppedQLearning learner(Rl4jDqnConfig config, OnlineNetwork network) {
    Corridor corridor = new Corridor(Corridor.continuous(9), new SeedSequence(5).stream("start"));
    return new SteppedQLearning(
        new EnvironmentMdp(corridor, Nd4j.getRandomFactory().getNewRandomInstance(2)),
        network.dqn(),
        Rl4jDqnTraining.learning(config, 1000, 11));
  }

  @ParameterizedTest
  @ValueSource(strings = {"doubleDqn: false", "doubleDqn: true", "l2: 1e-2"})
  void bothEnginesLearnTheSameNetwork(String setting) {
    Rl4jDqnConfig library = config(", " + setting);
    Rl4jDqnConfig compiled = config(", engine: compiled, " + setting);
    try (OnlineNetwork ofLibrary = network(library);
        OnlineNetwork ofEngine = network(compiled)) {
      assertThat(ofEngine).isInstanceOf(CompiledNetwork.class);
      float[] initial = ofLibrary.parameters();
      assertThat(ofEngine.parameters()).containsExactly(initial);
      SteppedQLearning first = learner(library, ofLibrary);
      SteppedQLearning second = learner(compiled, ofEngine);
      for (int i = 0; i < 100; i++) {
        assertThat(second.step()).isCloseTo(first.step(), within(1e-4));
        assertThat(ofEngine.updates()).isEqualTo(ofLibrary.updates());
        if (ofEngine.updates() > 0 && library.l2() == 0) {
          assertThat(ofEngine.loss()).isCloseTo(ofLibrary.loss(), within(1e-5));
        }
      }
      assertThat(ofEngine.updates()).isGreaterThan(90);
      assertThat(ofEngine.parameters())
          .usingComparatorWithPrecision(1e-4f)
          .containsExactly(ofLibrary.parameters());
      assertThat(ofEngine.parameters()).isNotEqualTo(initial);
    }
  }

  @Test
  void aCopyKeepsItsParameters() {
    try (OnlineNetwork network = network(config(", engine: compiled"))) {
      CompiledNetwork online = (CompiledNetwork) network;
      float[] before = online.parameters();
      CompiledNetwork copy = online.clone();
      INDArray observations = Nd4j.createFromArray(new float[][] {{0.2f, 0.9f}, {0.4f, 0.8f}});
      online.fit(observations, Nd4j.createFromArray(new float[][] {{1, 2}, {3, 4}}));

      assertThat(copy.parameters()).containsExactly(before);
      assertThat(online.parameters()).isNotEqualTo(before);
      copy.copyFrom(online);
      assertThat(copy.parameters()).containsExactly(online.parameters());
    }
  }

  @Test
  void manyRowsAreAnsweredAsFew() {
    try (OnlineNetwork network = network(config(", engine: compiled"))) {
      INDArray all = Nd4j.rand(150, 2);
      INDArray values = network.dqn().output(all).get(CommonOutputNames.QValues);
      assertThat(values.shape()).containsExactly(150, 2);
      for (int row : new int[] {0, 63, 64, 149}) {
        INDArray one = network.dqn().output(all.getRow(row, true)).get(CommonOutputNames.QValues);
        assertThat(values.getRow(row).toFloatVector())
            .usingComparatorWithPrecision(1e-6f)
            .containsExactly(one.toFloatVector());
      }
    }
  }

  @Test
  void rl4jOpensWhatItSaves(@TempDir Path folder) throws Exception {
    try (OnlineNetwork network = network(config(", engine: compiled"))) {
      Path zip = folder.resolve("saved.zip");
      network.dqn().save(zip.toString());
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      network.dqn().save(stream);
      Path streamed = Files.write(folder.resolve("streamed.zip"), stream.toByteArray());
      INDArray observation = Nd4j.createFromArray(new float[][] {{0.2f, 0.9f}});
      float[] values =
          network.dqn().output(observation).get(CommonOutputNames.QValues).toFloatVector();
      for (Path saved : new Path[] {zip, streamed}) {
        INDArray opened =
            DQN.load(saved.toString()).output(observation).get(CommonOutputNames.QValues);
        assertThat(opened.toFloatVector())
            .usingComparatorWithPrecision(1e-6f)
            .containsExactly(values);
      }
    }
  }

  @Test
  void gradientsApartFromTheirStepAreRefused() {
    try (OnlineNetwork network = network(config(", engine: compiled"))) {
      assertThatThrownBy(() -> network.dqn().applyGradient(null, 1))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("whole gradient steps");
    }
  }

  @Test
  void itIsNotForTheGpu() {
    BackendConfig gpu = new BackendConfig(BackendConfig.Device.GPU, Optional.empty(), 1);
    Budget budget = Budget.ofEnvironmentSteps(10);
    Rl4jDqnProvider provider = new Rl4jDqnProvider();
    assertThatThrownBy(() -> provider.check(config(", engine: compiled"), null, budget, gpu))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("computes on the CPU");
    provider.check(config(""), null, budget, gpu);
  }
}
