package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static dev.ensayo.backend.ModelContractTest.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.Model;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.DuelingSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.NoisyDenseSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers with factorized noise, hidden, as output and in a dueling output, on both engines. */
class NoisyDenseTest {
  private static final int BATCH = 6;
  private static final int INPUTS = 9;
  private static final int OUTPUTS = 4;

  @TempDir private Path folder;

  private static NetworkSpec spec(LayerSpec... layers) {
    return new NetworkSpec(
        INPUTS,
        List.of(layers),
        Loss.HUBER,
        new UpdaterSpec.Nesterovs(0.02, 0.9),
        Regularization.none(),
        GradientClipping.none());
  }

  private static NetworkSpec chain() {
    return spec(
        new NoisyDenseSpec(12, Activation.RELU, 0.5),
        DenseSpec.of(7, Activation.TANH, Initialization.XAVIER),
        new NoisyDenseSpec(OUTPUTS, Activation.IDENTITY, 0.5));
  }

  static Stream<NetworkSpec> networks() {
    return Stream.of(
        chain(),
        spec(
            new NoisyDenseSpec(12, Activation.RELU, 0.5),
            DuelingSpec.of(
                2, 2, 5, Activation.RELU, Initialization.XAVIER, OptionalDouble.of(0.3))));
  }

  private static RandomStream stream(String name) {
    return new SeedSequence(8).stream(name);
  }

  private static float[] outputs(Model model, float[] inputs, int batch) {
    float[] outputs = new float[batch * OUTPUTS];
    model.predict(inputs, batch, outputs);
    return outputs;
  }

  private static byte[] state(Model model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter out = new StateWriter(bytes);
    model.saveState(out);
    out.flush();
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void startsAsThePaperSays(Engine engine) {
    NetworkSpec spec = spec(new NoisyDenseSpec(400, Activation.IDENTITY, 0.6));
    try (Model model = Models.create(spec, engine(engine), 3, BATCH)) {
      int means = INPUTS * 400 + 400;
      float[] parameters = model.parameters();
      assertThat(parameters).hasSize(2 * means);
      double square = 0;
      float largest = 0;
      for (int i = 0; i < means; i++) {
        square += parameters[i] * parameters[i];
        largest = Math.max(largest, Math.abs(parameters[i]));
        assertThat(parameters[means + i]).isEqualTo(0.2f);
      }
      // Uniform within ±1/3: the variance is 1/27.
      assertThat(largest).isBetween(0.33f, 1 / 3f);
      assertThat(square / means).isEqualTo(1 / 27.0, within(0.002));
    }
  }

  /** By hand: y = x·(μ + σ ⊙ f(ε)f(ε')ᵀ) + μ_b + σ_b ⊙ f(ε'), ε and ε' from the stream. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void addsTheNoiseOfThePaper(Engine engine) {
    NetworkSpec spec = spec(new NoisyDenseSpec(OUTPUTS, Activation.IDENTITY, 0.5));
    try (Model model = Models.create(spec, engine(engine), 3, BATCH)) {
      model.drawNoise(stream("noise"));
      RandomStream same = stream("noise");
      double[] in = factors(same, INPUTS);
      double[] out = factors(same, OUTPUTS);
      float[] p = model.parameters();
      int deviations = INPUTS * OUTPUTS + OUTPUTS;
      float[] inputs = gaussian(stream("x"), BATCH * INPUTS);
      float[] actual = outputs(model, inputs, BATCH);
      for (int row = 0; row < BATCH; row++) {
        for (int o = 0; o < OUTPUTS; o++) {
          int bias = INPUTS * OUTPUTS + o;
          double sum = p[bias] + p[deviations + bias] * out[o];
          for (int i = 0; i < INPUTS; i++) {
            int weight = o * INPUTS + i;
            double noisy = p[weight] + p[deviations + weight] * in[i] * out[o];
            sum += inputs[row * INPUTS + i] * noisy;
          }
          assertThat(actual[row * OUTPUTS + o]).isEqualTo((float) sum, within(1e-5f));
        }
      }
    }
  }

  private static double[] factors(RandomStream random, int count) {
    double[] factors = new double[count];
    for (int i = 0; i < count; i++) {
      double e = random.nextGaussian();
      factors[i] = e < 0 ? -Math.sqrt(-e) : Math.sqrt(e);
    }
    return factors;
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void drawsAndRemoves(Engine engine) {
    RandomStream random = stream("noise");
    float[] inputs = gaussian(stream("x"), BATCH * INPUTS);
    try (Model model = Models.create(chain(), engine(engine), 3, BATCH)) {
      assertThat(model.hasNoise()).isTrue();
      float[] without = outputs(model, inputs, BATCH);
      model.drawNoise(random);
      float[] first = outputs(model, inputs, BATCH);
      assertThat(outputs(model, inputs, BATCH)).isEqualTo(first).isNotEqualTo(without);
      model.drawNoise(random);
      assertThat(outputs(model, inputs, BATCH)).isNotEqualTo(first);
      model.removeNoise();
      assertThat(outputs(model, inputs, BATCH)).isEqualTo(without);
    }
    try (Model plain = Models.create(ModelContractTest.huber(), engine(engine), 3, BATCH)) {
      assertThat(plain.hasNoise()).isFalse();
      RandomStream untouched = stream("noise");
      plain.drawNoise(untouched);
      assertThat(untouched.nextLong()).isEqualTo(stream("noise").nextLong());
    }
  }

  /** A single row that finds W out of date goes another way than a batch. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void aRowByItselfSeesTheSameNoise(Engine engine) {
    float[] inputs = gaussian(stream("x"), BATCH * INPUTS);
    float[] targets = gaussian(stream("y"), BATCH * OUTPUTS);
    RandomStream random = stream("noise");
    try (Model model = Models.create(chain(), engine(engine), 3, BATCH)) {
      for (int round = 0; round < 3; round++) {
        if (round > 0) {
          model.drawNoise(random);
        }
        model.fit(inputs, targets, null, BATCH, new FitResult());
        float[][] alone = {outputs(model, inputs, 1), null};
        float[] together = outputs(model, inputs, BATCH);
        alone[1] = outputs(model, inputs, 1);
        for (float[] row : alone) {
          assertThat(row).containsExactly(Arrays.copyOf(together, OUTPUTS), within(1e-5f));
        }
      }
    }
  }

  /** Twenty steps, each with another noise: ‖θ − θ'‖ / ‖θ'‖ stays below 1e-4. */
  @ParameterizedTest
  @MethodSource("networks")
  void enginesLearnAlike(NetworkSpec spec) {
    try (Model compiled = Models.create(spec, engine(Engine.COMPILED), 3, BATCH);
        Model library = Models.create(spec, engine(Engine.DEEPLEARNING4J), 3, BATCH)) {
      float[] start = library.parameters();
      assertThat(compiled.parameters()).isEqualTo(start);
      RandomStream noise = stream("noise");
      RandomStream again = stream("noise");
      RandomStream data = stream("data");
      for (int step = 0; step < 20; step++) {
        float[] inputs = gaussian(data, BATCH * INPUTS);
        float[] targets = gaussian(data, BATCH * OUTPUTS);
        compiled.drawNoise(noise);
        library.drawNoise(again);
        assertThat(outputs(compiled, inputs, BATCH))
            .containsExactly(outputs(library, inputs, BATCH), within(2e-4f));
        FitResult result = new FitResult();
        compiled.fit(inputs, targets, null, BATCH, result);
        double loss = result.loss();
        library.fit(inputs, targets, null, BATCH, result);
        assertThat(loss).isEqualTo(result.loss(), within(1e-4));
      }
      float[] expected = library.parameters();
      float[] actual = compiled.parameters();
      double difference = 0;
      double size = 0;
      int moved = 0;
      for (int i = 0; i < expected.length; i++) {
        difference += Math.pow(actual[i] - expected[i], 2);
        size += Math.pow(expected[i], 2);
        moved += expected[i] == start[i] ? 0 : 1;
      }
      assertThat(Math.sqrt(difference / size)).isLessThan(1e-4);
      assertThat(moved).isGreaterThan(expected.length / 2);
    }
  }

  /** Deviations have no slope without noise. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void withoutNoiseOnlyMeansAreLearned(Engine engine) {
    NetworkSpec spec = spec(new NoisyDenseSpec(OUTPUTS, Activation.IDENTITY, 0.5));
    try (Model model = Models.create(spec, engine(engine), 3, BATCH)) {
      float[] before = model.parameters();
      model.drawNoise(stream("noise"));
      model.removeNoise();
      float[] inputs = gaussian(stream("x"), BATCH * INPUTS);
      model.fit(inputs, gaussian(stream("y"), BATCH * OUTPUTS), null, BATCH, new FitResult());
      float[] after = model.parameters();
      int means = before.length / 2;
      assertThat(Arrays.copyOfRange(after, means, after.length))
          .isEqualTo(Arrays.copyOfRange(before, means, after.length));
      assertThat(Arrays.copyOf(after, means)).isNotEqualTo(Arrays.copyOf(before, means));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void stateHoldsTheNoise(NetworkSpec spec) throws IOException {
    float[] inputs = gaussian(stream("x"), BATCH * INPUTS);
    for (Engine first : Engine.values()) {
      for (Engine second : Engine.values()) {
        try (Model model = Models.create(spec, engine(first), 3, BATCH);
            Model other = Models.create(spec, engine(second), 4, BATCH)) {
          model.drawNoise(stream("noise"));
          other.drawNoise(stream("others"));
          outputs(other, inputs, BATCH);
          other.loadState(new StateReader(new ByteArrayInputStream(state(model))));
          assertThat(outputs(other, inputs, BATCH))
              .containsExactly(outputs(model, inputs, BATCH), within(1e-5f));
          assertThat(state(other)).isEqualTo(state(model));
          model.removeNoise();
          other.loadState(new StateReader(new ByteArrayInputStream(state(model))));
          assertThat(outputs(other, inputs, BATCH))
              .containsExactly(outputs(model, inputs, BATCH), within(1e-5f));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void copiesAndBlendsWithoutTheNoise(Engine engine) {
    float[] inputs = gaussian(stream("x"), BATCH * INPUTS);
    try (Model model = Models.create(chain(), engine(engine), 3, BATCH);
        Model target = Models.create(chain(), engine(engine), 4, BATCH)) {
      target.drawNoise(stream("target"));
      outputs(target, inputs, BATCH);
      model.drawNoise(stream("noise"));
      target.copyParametersFrom(model);
      assertThat(target.parameters()).isEqualTo(model.parameters());
      assertThat(outputs(target, inputs, BATCH)).isNotEqualTo(outputs(model, inputs, BATCH));
      model.drawNoise(stream("target"));
      float[] expected = outputs(model, inputs, BATCH);
      assertThat(outputs(target, inputs, BATCH)).containsExactly(expected, within(1e-6f));
      target.blendParametersFrom(model, 0.5);
      assertThat(outputs(target, inputs, BATCH)).containsExactly(expected, within(1e-6f));
    }
  }

  /** With the jar ensayo-layers a Deeplearning4j program opens it, and sees no noise. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void isWrittenWithItsLayerAndWithoutNoise(Engine engine) throws IOException {
    float[] inputs = gaussian(stream("x"), BATCH * INPUTS);
    try (Model model = Models.create(chain(), engine(engine), 3, BATCH)) {
      float[] expected = outputs(model, inputs, BATCH);
      model.drawNoise(stream("noise"));
      Path zip = folder.resolve("model.zip");
      model.write(zip);
      MultiLayerNetwork opened = ModelSerializer.restoreMultiLayerNetwork(zip.toFile(), true);
      assertThat(opened.getLayerWiseConfigurations().toJson())
          .contains("dev.ensayo.backend.extension.NoisyDense")
          .doesNotContain("dev.ensayo.backend.training");
      opened.close();
      for (Engine loading : Engine.values()) {
        try (Model loaded = Models.load(zip, engine(loading), 9, BATCH)) {
          assertThat(loaded.hasNoise()).isTrue();
          assertThat(outputs(loaded, inputs, BATCH)).containsExactly(expected, within(1e-5f));
        }
      }
    }
  }
}
