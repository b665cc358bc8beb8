package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static dev.ensayo.backend.ModelContractTest.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.DuelingSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.LossTerms;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A dueling output of K numbers for each action, on both engines. */
class DuelingAtomsTest {
  private static final int BATCH = 5;
  private static final int INPUTS = 6;
  private static final int ACTIONS = 3;
  private static final int K = 4;
  private static final int OUTPUTS = ACTIONS * K;

  private static NetworkSpec spec(int hidden) {
    return new NetworkSpec(
        List.of(INPUTS),
        List.of(
            DuelingSpec.of(
                ACTIONS,
                K,
                hidden,
                Activation.RELU,
                Initialization.XAVIER,
                OptionalDouble.empty())),
        Loss.GROUPED_CROSS_ENTROPY,
        new UpdaterSpec.Sgd(0.3),
        Regularization.none(),
        GradientClipping.none(),
        LossTerms.groups(K));
  }

  /** By hand from the parameters of two linear streams: W_V, b_V, W_A, b_A. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void isValuePlusAdvantagesWithoutTheirMean(Engine engine) {
    float[] inputs = gaussian(new SeedSequence(1).stream("x"), BATCH * INPUTS);
    try (Model model = Models.create(spec(0), engine(engine), 3, BATCH)) {
      assertThat(model.outputSize()).isEqualTo(OUTPUTS);
      float[] outputs = new float[BATCH * OUTPUTS];
      // A step, so that the biases are no zeros.
      float[] targets = new float[BATCH * OUTPUTS];
      targets[1] = 1;
      model.fit(inputs, targets, null, BATCH, new FitResult());
      float[] p = model.parameters();
      model.predict(inputs, BATCH, outputs);
      int advantages = INPUTS * K + K;
      for (int row = 0; row < BATCH; row++) {
        for (int k = 0; k < K; k++) {
          double value = linear(p, 0, K, k, inputs, row);
          double mean = 0;
          for (int a = 0; a < ACTIONS; a++) {
            mean += linear(p, advantages, OUTPUTS, a * K + k, inputs, row) / ACTIONS;
          }
          for (int a = 0; a < ACTIONS; a++) {
            double advantage = linear(p, advantages, OUTPUTS, a * K + k, inputs, row);
            assertThat(outputs[row * OUTPUTS + a * K + k])
                .isEqualTo((float) (value + advantage - mean), within(1e-5f));
          }
        }
      }
    }
  }

  private static double linear(
      float[] parameters, int start, int units, int unit, float[] inputs, int row) {
    double sum = parameters[start + INPUTS * units + unit];
    for (int i = 0; i < INPUTS; i++) {
      sum += parameters[start + unit * INPUTS + i] * inputs[row * INPUTS + i];
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7})
  void enginesLearnAlike(int hidden) {
    try (Model compiled = Models.create(spec(hidden), engine(Engine.COMPILED), 3, BATCH);
        Model library = Models.create(spec(hidden), engine(Engine.DEEPLEARNING4J), 3, BATCH)) {
      assertThat(compiled.parameters()).isEqualTo(library.parameters());
      RandomStream random = new SeedSequence(1).stream("batches");
      for (int step = 0; step < 20; step++) {
        float[] inputs = gaussian(random, BATCH * INPUTS);
        float[] targets = new float[BATCH * OUTPUTS];
        for (int group = 0; group < BATCH * ACTIONS; group++) {
          targets[group * K + random.nextInt(K)] = 1;
        }
        compiled.fit(inputs, targets, null, BATCH, new FitResult());
        library.fit(inputs, targets, null, BATCH, new FitResult());
      }
      assertThat(compiled.parameters()).containsExactly(library.parameters(), within(2e-5f));
    }
  }

  @Test
  void theFactoryWithoutAtomsAndNoiseIsTheOutputOfBefore() {
    assertThat(
            DuelingSpec.of(3, 1, 8, Activation.RELU, Initialization.XAVIER, OptionalDouble.empty()))
        .isEqualTo(new DuelingSpec(3, 8, Activation.RELU, Initialization.XAVIER));
  }
}
