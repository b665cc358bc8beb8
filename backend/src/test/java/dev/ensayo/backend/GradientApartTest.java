package dev.ensayo.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gradient that is computed here and applied there. */
class GradientApartTest {
  private static final int BATCH = 6;
  private static final int STEPS = 4;

  private static Model model(String engine) {
    NetworkSpec spec =
        new NetworkSpec(
            3,
            List.of(
                DenseSpec.of(5, Activation.TANH, Initialization.XAVIER),
                DenseSpec.of(2, Activation.SOFTMAX, Initialization.XAVIER)),
            Loss.SOFTMAX_CROSS_ENTROPY,
            Settings.of(UpdaterSpec.Adam.class, "{learningRate: 0.05}"),
            Settings.of(Regularization.class, "{l2: 0.01}"),
            Settings.of(GradientClipping.class, "{norm: 0.3}"));
    return Models.create(
        spec, Settings.of(BackendConfig.class, "{engine: " + engine + "}"), 7, BATCH);
  }

  private static float[] inputs(int step) {
    RandomStream random = new SeedSequence(step).stream("inputs");
    float[] inputs = new float[BATCH * 3];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextGaussian();
    }
    return inputs;
  }

  private static float[] targets() {
    return new float[] {1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1};
  }

  @ParameterizedTest
  @ValueSource(strings = {"compiled", "deeplearning4j"})
  void thenAppliedIsAFit(String engine) {
    try (Model whole = model(engine);
        Model parts = model(engine)) {
      FitResult fitted = new FitResult();
      FitResult computed = new FitResult();
      float[] gradient = new float[parts.parameterCount()];
      for (int step = 0; step < STEPS; step++) {
        whole.fit(inputs(step), targets(), null, BATCH, fitted);
        float[] before = parts.parameters();
        parts.computeGradient(inputs(step), targets(), null, BATCH, computed, gradient);
        assertThat(parts.parameters()).isEqualTo(before);
        assertThat(computed.loss()).isEqualTo(fitted.loss(), within(1e-6));
        assertThat(computed.gradientNorm()).isEqualTo(fitted.gradientNorm(), within(1e-6));
        parts.applyGradient(gradient);
      }
      if (engine.equals("compiled")) {
        assertThat(parts.parameters()).isEqualTo(whole.parameters());
      } else {
        assertThat(parts.parameters()).containsExactly(whole.parameters(), within(1e-6f));
      }
    }
  }

  @Test
  void isTheSameOnBothEngines() {
    try (Model compiled = model("compiled");
        Model library = model("deeplearning4j")) {
      float[] ours = new float[compiled.parameterCount()];
      float[] theirs = new float[library.parameterCount()];
      FitResult result = new FitResult();
      compiled.computeGradient(inputs(0), targets(), null, BATCH, result, ours);
      library.computeGradient(inputs(0), targets(), null, BATCH, result, theirs);
      assertThat(ours).containsExactly(theirs, within(1e-6f));
    }
  }

  @Test
  void hasAPlaceOnceOneWasComputed() {
    try (Model library = model("deeplearning4j");
        Model compiled = model("compiled")) {
      float[] gradient = new float[library.parameterCount()];
      compiled.applyGradient(gradient);
      assertThatThrownBy(() -> library.applyGradient(gradient))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("only once it has computed one");
      assertThatThrownBy(() -> compiled.applyGradient(new float[3]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("gradient must hold [1, 32]");
    }
  }
}
