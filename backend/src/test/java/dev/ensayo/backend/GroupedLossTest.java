package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static dev.ensayo.backend.ModelContractTest.gaussian;
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
import dev.ensayo.backend.spec.LossTerms;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The losses over groups of outputs: three actions of five numbers, on both engines. */
class GroupedLossTest {
  private static final int BATCH = 4;
  private static final int ACTIONS = 3;
  private static final int K = 5;
  private static final int OUTPUTS = ACTIONS * K;

  @TempDir private Path folder;

  private static NetworkSpec spec(Loss loss, LossTerms terms, Activation activation) {
    return new NetworkSpec(
        List.of(6),
        List.of(
            DenseSpec.of(8, Activation.TANH, Initialization.XAVIER),
            DenseSpec.of(OUTPUTS, activation, Initialization.XAVIER)),
        loss,
        new UpdaterSpec.Sgd(0.5),
        Regularization.none(),
        GradientClipping.none(),
        terms);
  }

  private static NetworkSpec spec(Loss loss) {
    return spec(loss, LossTerms.groups(K), Activation.IDENTITY);
  }

  /** Weight 1 + row/2 for one action of each row, 0 for the others. */
  private static float[] weights() {
    float[] weights = new float[BATCH * OUTPUTS];
    for (int row = 0; row < BATCH; row++) {
      for (int k = 0; k < K; k++) {
        weights[row * OUTPUTS + row % ACTIONS * K + k] = 1 + row / 2f;
      }
    }
    return weights;
  }

  /** The formula of the paper for one group, term by term. */
  private static double byHand(Loss loss, float[] outputs, float[] targets, int start) {
    double sum = 0;
    double exponentials = 0;
    for (int k = 0; k < K; k++) {
      exponentials += Math.exp(outputs[start + k]);
    }
    for (int i = 0; i < K; i++) {
      if (loss == Loss.GROUPED_CROSS_ENTROPY) {
        sum -= targets[start + i] * Math.log(Math.exp(outputs[start + i]) / exponentials);
        continue;
      }
      double tau = (2 * i + 1) / (2.0 * K);
      for (int j = 0; j < K; j++) {
        double u = targets[start + j] - outputs[start + i];
        double huber = Math.abs(u) <= 1 ? u * u / 2 : Math.abs(u) - 0.5;
        sum += Math.abs(tau - (u < 0 ? 1 : 0)) * huber / K;
      }
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({
    "GROUPED_CROSS_ENTROPY, COMPILED", "GROUPED_CROSS_ENTROPY, DEEPLEARNING4J",
    "QUANTILE_HUBER, COMPILED", "QUANTILE_HUBER, DEEPLEARNING4J"
  })
  void isTheFormulaOfThePaper(Loss loss, Engine engine) {
    RandomStream random = new SeedSequence(2).stream("batch");
    float[] inputs = gaussian(random, BATCH * 6);
    float[] targets = gaussian(random, BATCH * OUTPUTS);
    try (Model model = Models.create(spec(loss), engine(engine), 7, BATCH)) {
      float[] before = new float[BATCH * OUTPUTS];
      model.predict(inputs, BATCH, before);
      for (boolean weighted : new boolean[] {true, false}) {
        float[] weights = weighted ? weights() : null;
        model.predict(inputs, BATCH, before);
        FitResult result = new FitResult(new float[BATCH * OUTPUTS], new float[BATCH]);
        model.fit(inputs, targets, weights, BATCH, result);
        assertThat(result.outputs()).containsExactly(before, within(1e-6f));
        double mean = 0;
        for (int row = 0; row < BATCH; row++) {
          double expected = 0;
          for (int start = row * OUTPUTS; start < (row + 1) * OUTPUTS; start += K) {
            double weight = weighted ? weights[start] : 1;
            expected += weight * byHand(loss, before, targets, start);
          }
          assertThat(result.exampleLosses()[row]).isEqualTo((float) expected, within(2e-5f));
          mean += expected / BATCH;
        }
        assertThat(result.loss()).isEqualTo(mean, within(1e-5));
      }
    }
  }

  /** ‖θ − θ'‖ stays below 1e-4·‖θ'‖ over twenty steps of which each learns from some groups. */
  @ParameterizedTest
  @EnumSource(
      value = Loss.class,
      names = {"GROUPED_CROSS_ENTROPY", "QUANTILE_HUBER"})
  void enginesLearnAlike(Loss loss) {
    try (Model compiled = Models.create(spec(loss), engine(Engine.COMPILED), 7, BATCH);
        Model library = Models.create(spec(loss), engine(Engine.DEEPLEARNING4J), 7, BATCH)) {
      float[] start = library.parameters();
      for (int step = 0; step < 20; step++) {
        RandomStream random = new SeedSequence(step).stream("batch");
        float[] inputs = gaussian(random, BATCH * 6);
        float[] targets = gaussian(random, BATCH * OUTPUTS);
        for (int i = 0; i < targets.length; i++) {
          targets[i] = Math.abs(targets[i]) / K;
        }
        for (Model model : List.of(compiled, library)) {
          model.fit(inputs, targets, weights(), BATCH, new FitResult());
        }
      }
      double difference = 0;
      double size = 0;
      double way = 0;
      float[] expected = library.parameters();
      float[] actual = compiled.parameters();
      for (int i = 0; i < expected.length; i++) {
        difference += Math.pow(actual[i] - expected[i], 2);
        size += Math.pow(expected[i], 2);
        way += Math.pow(expected[i] - start[i], 2);
      }
      assertThat(way).isGreaterThan(1e-2);
      assertThat(Math.sqrt(difference / size)).isLessThan(1e-4);
    }
  }

  /** Logits of 1,000 would overflow a softmax that takes no maximum off. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void crossEntropyOfLargeLogitsIsFinite(Engine engine) {
    try (Model model = Models.create(spec(Loss.GROUPED_CROSS_ENTROPY), engine(engine), 7, BATCH)) {
      float[] inputs = gaussian(new SeedSequence(2).stream("batch"), BATCH * 6);
      float[] targets = new float[BATCH * OUTPUTS];
      for (int i = 0; i < targets.length; i += K) {
        targets[i] = 1;
      }
      for (int step = 0; step < 3; step++) {
        FitResult result = new FitResult();
        float[] weights = weights();
        for (int i = 0; i < weights.length; i++) {
          weights[i] *= 1e3f;
        }
        model.fit(inputs, targets, weights, BATCH, result);
        assertThat(result.loss()).isFinite();
      }
      float[] outputs = new float[BATCH * OUTPUTS];
      model.predict(inputs, BATCH, outputs);
      float largest = 0;
      for (float output : outputs) {
        assertThat(output).isFinite();
        largest = Math.max(largest, Math.abs(output));
      }
      assertThat(largest).isGreaterThan(100);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Loss.class,
      names = {"GROUPED_CROSS_ENTROPY", "QUANTILE_HUBER"})
  void isWrittenAsTheSquaredError(Loss loss) throws IOException {
    for (Engine engine : Engine.values()) {
      try (Model model = Models.create(spec(loss), engine(engine), 1, BATCH)) {
        Path zip = folder.resolve("model.zip");
        model.write(zip);
        MultiLayerNetwork opened = ModelSerializer.restoreMultiLayerNetwork(zip.toFile(), true);
        assertThat(opened.getLayerWiseConfigurations().toJson())
            .doesNotContain("dev.ensayo")
            .contains("LossL2");
        opened.close();
      }
    }
  }

  @Test
  void termsThatDoNotFitAreRefused() {
    for (Loss loss : List.of(Loss.GROUPED_CROSS_ENTROPY, Loss.QUANTILE_HUBER)) {
      assertThatThrownBy(() -> spec(loss, LossTerms.groups(4), Activation.IDENTITY))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageContaining("must divide the 15 outputs into whole groups, not be 4");
      assertThatThrownBy(() -> spec(loss, LossTerms.none(), Activation.IDENTITY))
          .hasMessageContaining("must be at least");
      assertThatThrownBy(() -> spec(loss, LossTerms.groups(K), Activation.SOFTMAX))
          .hasMessageContaining("must be identity with loss");
      assertThatThrownBy(
              () ->
                  spec(
                      loss,
                      new LossTerms(0, Collections.nCopies(OUTPUTS, 1.0), K),
                      Activation.IDENTITY))
          .hasMessageContaining("cannot be had with loss");
    }
    assertThatThrownBy(() -> spec(Loss.HUBER, LossTerms.groups(K), Activation.IDENTITY))
        .hasMessageContaining("must be 0 with loss huber, which has no groups");
  }
}
