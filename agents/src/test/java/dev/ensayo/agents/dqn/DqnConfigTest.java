package dev.ensayo.agents.dqn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ensayo.agents.dqn.value.ScalarHeadSpec;
import dev.ensayo.agents.dqn.value.TdLoss;
import dev.ensayo.agents.exploration.LinearEpsilon;
import dev.ensayo.agents.replay.BufferSpec;
import dev.ensayo.agents.replay.UniformSamplerSpec;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.ConfigException;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DqnConfigTest {
  private static final DecisionProcessSpec FOUR =
      new DecisionProcessSpec(ObservationSpec.continuous(4), 2, 0, OptionalDouble.empty(), false);

  private static DqnConfig config(String yaml) {
    return Settings.of(DqnConfig.class, yaml);
  }

  @Test
  void everyChangeOfThePlainAlgorithmIsOffByDefault() {
    DqnConfig config = Settings.defaults(DqnConfig.class);
    assertThat(config.nStep()).isEqualTo(1);
    assertThat(config.doubleDqn()).isFalse();
    assertThat(config.targetBlend()).isEqualTo(1);
    assertThat(config.gradientClipping()).isEqualTo(GradientClipping.none());
    assertThat(config.regularization()).isEqualTo(Regularization.none());
    assertThat(config.replay()).isEqualTo(new BufferSpec(10_000, new UniformSamplerSpec()));
    assertThat(config.target()).isInstanceOf(TargetSpec.Greedy.class);
    assertThat(config.head()).isInstanceOf(ScalarHeadSpec.class);
    assertThat(config.dueling()).isFalse();
    assertThat(config.noisy()).isFalse();
    assertThat(config.loss()).isEqualTo(TdLoss.SQUARED_ERROR);
    assertThat(config.epsilon())
        .isEqualTo(new LinearEpsilon(1, 0.05, OptionalLong.empty(), OptionalDouble.of(0.5)));
  }

  @Test
  void studyOfTheReadmeAndItsVariants() {
    DqnConfig base = config("{discount: 0.99, replay: {capacity: 10000, sampler: uniform}}");
    assertThat(base.replay()).isEqualTo(new BufferSpec(10_000, new UniformSamplerSpec()));
    assertThat(config("{discount: 0.99, targetUpdatePeriod: 1}").targetUpdatePeriod()).isEqualTo(1);
    DqnConfig noReplay = config("{discount: 0.99, replay: {capacity: 64, sampler: uniform}}");
    assertThat(((BufferSpec) noReplay.replay()).capacity()).isEqualTo(noReplay.batchSize());
  }

  @Test
  void settingsBecomeANetwork() {
    DqnConfig config =
        config(
            "{hiddenUnits: [120, 84], activation: tanh, initialization: uniform,"
                + " loss: squared-error, gradientClipping: {norm: 10},"
                + " regularization: {l2: 1e-4}, updater: {type: adam, learningRate: 2.5e-4}}");
    NetworkSpec spec = QNetwork.spec(config.fittedTo(FOUR.observation()), FOUR);
    assertThat(spec.inputs()).isEqualTo(4);
    assertThat(spec.layers())
        .containsExactly(
            DenseSpec.of(120, Activation.TANH, config.initialization()),
            DenseSpec.of(84, Activation.TANH, config.initialization()),
            DenseSpec.of(2, Activation.IDENTITY, config.initialization()));
    assertThat(spec.loss()).isEqualTo(Loss.SQUARED_ERROR);
    assertThat(spec.clipping().norm()).hasValue(10);
    assertThat(spec.regularization().l2()).isEqualTo(1e-4);
    assertThat(((UpdaterSpec.Adam) spec.updater()).learningRate()).isEqualTo(2.5e-4);
  }

  /** All that there are, so that none is forgotten. */
  static Stream<String> updaters() {
    return Arrays.stream(UpdaterSpec.class.getPermittedSubclasses())
        .map(type -> type.getAnnotation(Choice.class).value());
  }

  @ParameterizedTest
  @MethodSource("updaters")
  void learningRateTakesThePlaceOfTheUpdaters(String type) {
    UpdaterSpec plain = config("{updater: " + type + "}").updater();
    String yaml = "{learningRate: 0.0078125, updater: " + type + "}";
    if (plain.hasLearningRate()) {
      assertThat(config(yaml).updater())
          .isEqualTo(config("{updater: {type: " + type + ", learningRate: 0.0078125}}").updater());
    } else {
      assertThatThrownBy(() -> config(yaml))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("learningRate: " + type + " has no learning rate");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{batchSize: 128, replay: {capacity: 64}} | batchSize | replay.capacity (64)",
        "{batchSize: 64, warmupSteps: 63} | warmupSteps | batchSize + nStep − 1 = 64, not 63",
        "{batchSize: 64, warmupSteps: 64, nStep: 2} | warmupSteps | = 65, not 64",
        "{activation: softmax} | activation | not for hidden units",
        "{updater: adadelta, learningRate: 0.1} | learningRate | no learning rate",
        "{discount: 1.01} | discount | [0, 1]",
        "{targetBlend: 0} | targetBlend | (0, 1]",
        "{targetUpdatePeriod: 0} | targetUpdatePeriod | at least 1",
        "{hiddenUnits: [64, 0]} | hiddenUnits | [1, 65536]",
        "{targetUpdatePeriode: 5} | targetUpdatePeriode | targetUpdatePeriod",
        "{replay: {sampler: prioritised}} | replay.sampler | prioritized",
        "{replay: {type: none, sampler: prioritized}} | replay.sampler | unknown key",
        "{head: {type: categorical, vMin: 10, vMax: 10}} | head.vMin | smaller than vMax (10.0)",
        "{head: {type: categorical, vMin: 5, vMax: -5}} | head.vMin | smaller than vMax (-5.0)",
        "{head: categorical, loss: huber} | loss | belongs to a scalar head",
        "{head: categorical, target: munchausen} | head.type | use scalar or quantile",
        "{target: munchausen, doubleDqn: true} | doubleDqn | must be false",
        "{target: munchausen, nStep: 3} | nStep | must be 1",
        "{noisy: true} | epsilon | must end at 0",
        "{noisy: true, epsilon: {type: exponential, decaySteps: 10}} | epsilon | must end at 0",
        "{noisy: true, epsilon: {type: constant, value: 0.1}} | epsilon | must end at 0",
        "{network: {type: convolutional, convolutions: []}} | network.convolutions | type mlp"
      })
  void mistakesAreNamed(String yaml, String key, String message) {
    assertThatThrownBy(() -> config(yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(message);
  }
}
