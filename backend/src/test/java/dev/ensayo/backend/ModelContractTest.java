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
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What {@link Model} promises, for every engine. */
class ModelContractTest {
  private static final int BATCH = 8;

  @TempDir Path folder;

  static BackendConfig engine(BackendConfig.Engine engine) {
    return Settings.of(BackendConfig.class, "{engine: " + Settings.label(engine) + "}");
  }

  static NetworkSpec spec(Loss loss, UpdaterSpec updater, double dropout) {
    return new NetworkSpec(
        4,
        List.of(
            DenseSpec.of(16, Activation.RELU, Initialization.UNIFORM),
            new DenseSpec(12, Activation.TANH, Initialization.XAVIER, dropout),
            DenseSpec.of(3, Activation.IDENTITY, Initialization.XAVIER)),
        loss,
        updater,
        Regularization.none(),
        GradientClipping.none());
  }

  static NetworkSpec huber() {
    return spec(Loss.HUBER, Settings.of(UpdaterSpec.Adam.class, "{learningRate: 1e-2}"), 0);
  }

  static float[] gaussian(RandomStream random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static double[] train(Model model, int steps, String stream) {
    RandomStream random = new SeedSequence(3).stream(stream);
    FitResult result = new FitResult();
    double[] losses = new double[steps];
    for (int i = 0; i < steps; i++) {
      float[] inputs = gaussian(random, BATCH * 4);
      model.fit(inputs, gaussian(random, BATCH * 3), null, BATCH, result);
      losses[i] = result.loss();
    }
    return losses;
  }

  private static byte[] state(Model model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter out = new StateWriter(bytes);
    model.saveState(out);
    out.flush();
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(BackendConfig.Engine.class)
  void sameSeedSameModel(BackendConfig.Engine engine) {
    try (Model one = Models.create(huber(), engine(engine), 5, BATCH);
        Model two = Models.create(huber(), engine(engine), 5, BATCH);
        Model other = Models.create(huber(), engine(engine), 6, BATCH)) {
      assertThat(one.parameters()).isEqualTo(two.parameters()).isNotEqualTo(other.parameters());
      // 4·16 + 16 + 16·12 + 12 + 12·3 + 3
      assertThat(one.parameterCount()).isEqualTo(323);
      assertThat(one.inputSize()).isEqualTo(4);
      assertThat(one.outputSize()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource(BackendConfig.Engine.class)
  void fitsALine(BackendConfig.Engine engine) {
    NetworkSpec line =
        new NetworkSpec(
            2,
            List.of(DenseSpec.of(1, Activation.IDENTITY, Initialization.ZERO)),
            Loss.SQUARED_ERROR,
            new UpdaterSpec.Sgd(0.1),
            Regularization.none(),
            GradientClipping.none());
    RandomStream random = new SeedSequence(1).stream("line");
    try (Model model = Models.create(line, engine(engine), 1, BATCH)) {
      FitResult result = new FitResult();
      for (int step = 0; step < 300; step++) {
        float[] x = gaussian(random, BATCH * 2);
        float[] y = new float[BATCH];
        for (int b = 0; b < BATCH; b++) {
          y[b] = 3 * x[2 * b] - 2 * x[2 * b + 1] + 0.5f;
        }
        model.fit(x, y, null, BATCH, result);
      }
      assertThat(result.loss()).isLessThan(1e-8);
      // Deeplearning4j's order: the weights, then the bias.
      assertThat(model.parameters()).containsExactly(new float[] {3, -2, 0.5f}, within(1e-4f));
    }
  }

  /**
   * One step from zero weights, by hand: ŷ = 0, so with targets (1, 4), weights (1, ½) and x = 2
   * the Huber losses are ½·1² and ½·(4 − ½), their sum is 2.25, and the clipped errors −1 and −1
   * give dL/dW = (−2, −1), dL/db = (−1, −½): norm √(4 + 1 + 1 + ¼) = 2.5. SGD with η = 1 subtracts
   * it.
   */
  @ParameterizedTest
  @EnumSource(BackendConfig.Engine.class)
  void weighsTheLossOfEachOutput(BackendConfig.Engine engine) {
    try (Model model = Models.create(oneStep(GradientClipping.none()), engine(engine), 1, 4)) {
      FitResult result = new FitResult();
      model.fit(new float[] {2}, new float[] {1, 4}, new float[] {1, 0.5f}, 1, result);
      assertThat(result.loss()).isEqualTo(2.25, within(1e-6));
      assertThat(result.gradientNorm()).isEqualTo(2.5, within(1e-6));
      assertThat(model.parameters()).containsExactly(new float[] {2, 1, 1, 0.5f}, within(1e-6f));
    }
  }

  /**
   * The gradient (−2, −1, −1, −½) of the test above, scaled from norm 2.5 to 1, then cut at 0.5.
   */
  @ParameterizedTest
  @EnumSource(BackendConfig.Engine.class)
  void clipsTheNormThenTheValues(BackendConfig.Engine engine) {
    GradientClipping both = new GradientClipping(OptionalDouble.of(1), OptionalDouble.of(0.5));
    try (Model model = Models.create(oneStep(both), engine(engine), 1, 4)) {
      FitResult result = new FitResult();
      model.fit(new float[] {2}, new float[] {1, 4}, new float[] {1, 0.5f}, 1, result);
      assertThat(result.gradientNorm()).isEqualTo(2.5, within(1e-6));
      assertThat(model.parameters())
          .containsExactly(new float[] {0.5f, 0.4f, 0.4f, 0.2f}, within(1e-6f));
    }
  }

  private static NetworkSpec oneStep(GradientClipping clipping) {
    return new NetworkSpec(
        1,
        List.of(DenseSpec.of(2, Activation.IDENTITY, Initialization.ZERO)),
        Loss.HUBER,
        new UpdaterSpec.Sgd(1),
        Regularization.none(),
        clipping);
  }

  @ParameterizedTest
  @EnumSource(BackendConfig.Engine.class)
  void copiesAndBlends(BackendConfig.Engine engine) {
    try (Model one = Models.create(huber(), engine(engine), 1, BATCH);
        Model two = Models.create(huber(), engine(engine), 2, BATCH)) {
      float[] a = one.parameters();
      float[] b = two.parameters();
      one.blendParametersFrom(two, 0.25);
      float[] blended = one.parameters();
      for (int i = 0; i < a.length; i++) {
        assertThat(blended[i]).isEqualTo(0.75f * a[i] + 0.25f * b[i], within(1e-6f));
      }
      one.copyParametersFrom(two);
      assertThat(one.parameters()).isEqualTo(b);
    }
  }

  @ParameterizedTest
  @EnumSource(BackendConfig.Engine.class)
  void predictsEachRowByItself(BackendConfig.Engine engine) {
    RandomStream random = new SeedSequence(1).stream("rows");
    float[] inputs = gaussian(random, BATCH * 4);
    try (Model model = Models.create(huber(), engine(engine), 1, BATCH)) {
      float[] together = new float[BATCH * 3];
      model.predict(inputs, BATCH, together);
      for (int b = 0; b < BATCH; b++) {
        float[] row = new float[4];
        System.arraycopy(inputs, 4 * b, row, 0, 4);
        float[] alone = new float[3];
        model.predict(row, 1, alone);
        for (int o = 0; o < 3; o++) {
          assertThat(alone[o]).isEqualTo(together[3 * b + o], within(1e-6f));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(BackendConfig.Engine.class)
  void continuesBitForBitFromACheckpoint(BackendConfig.Engine engine) throws IOException {
    NetworkSpec spec =
        spec(Loss.HUBER, Settings.of(UpdaterSpec.Adam.class, "{learningRate: 1e-2}"), 0.3);
    try (Model straight = Models.create(spec, engine(engine), 5, BATCH);
        Model resumed = Models.create(spec, engine(engine), 99, BATCH)) {
      train(straight, 7, "before");
      resumed.loadState(new StateReader(new ByteArrayInputStream(state(straight))));
      double[] expected = train(straight, 7, "after");
      double[] actual = train(resumed, 7, "after");
      assertThat(actual).isEqualTo(expected);
      assertThat(state(resumed)).isEqualTo(state(straight));
    }
  }

  @ParameterizedTest
  @EnumSource(BackendConfig.Engine.class)
  void writesWhatDeeplearning4jOpens(BackendConfig.Engine engine) throws IOException {
    List<UpdaterSpec> updaters =
        List.of(
            Settings.defaults(UpdaterSpec.Adam.class),
            Settings.of(UpdaterSpec.RmsProp.class, "{centered: true}"));
    for (UpdaterSpec updater : updaters) {
      try (Model model = Models.create(spec(Loss.HUBER, updater, 0.2), engine(engine), 5, BATCH)) {
        train(model, 3, "before");
        Path zip = folder.resolve("model.zip");
        model.write(zip);

        MultiLayerNetwork opened = ModelSerializer.restoreMultiLayerNetwork(zip.toFile(), true);
        assertThat(opened.getLayerWiseConfigurations().toJson()).doesNotContain("dev.ensayo");
        assertThat(opened.params().toFloatVector()).isEqualTo(model.parameters());
        float[] inputs = gaussian(new SeedSequence(4).stream("x"), BATCH * 4);
        float[] outputs = new float[BATCH * 3];
        model.predict(inputs, BATCH, outputs);
        INDArray expected =
            opened.output(Nd4j.createFromArray(inputs).reshape(BATCH, 4), false).dup('c');
        assertThat(outputs).containsExactly(expected.data().asFloat(), within(1e-5f));
        if (updater instanceof UpdaterSpec.Adam) {
          assertThat(opened.getIterationCount()).isEqualTo(3);
          assertThat(opened.updaterState().length()).isEqualTo(2L * model.parameterCount());
        }
        // A plain Deeplearning4j program can go on training it.
        opened.fit(
            Nd4j.createFromArray(inputs).reshape(BATCH, 4),
            Nd4j.createFromArray(outputs).reshape(BATCH, 3));
        Files.delete(zip);
      }
    }
  }

  /** Written after three steps and loaded again, a model goes on as if nothing had happened. */
  @ParameterizedTest
  @EnumSource(BackendConfig.Engine.class)
  void loadsWhatWasWritten(BackendConfig.Engine engine) throws IOException {
    NetworkSpec spec = spec(Loss.MEAN_SQUARED_ERROR, Settings.defaults(UpdaterSpec.Adam.class), 0);
    Path zip = folder.resolve("model.zip");
    try (Model model = Models.create(spec, engine(engine), 5, BATCH)) {
      train(model, 3, "before");
      model.write(zip);
      try (Model loaded = Models.load(zip, engine(engine), 5, BATCH)) {
        assertThat(loaded.inputSize()).isEqualTo(4);
        assertThat(loaded.outputSize()).isEqualTo(3);
        assertThat(loaded.parameters()).isEqualTo(model.parameters());
        assertThat(train(loaded, 4, "after")).isEqualTo(train(model, 4, "after"));
        assertThat(loaded.parameters()).isEqualTo(model.parameters());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(BackendConfig.Engine.class)
  void wrongShapesAreRefusedWithBothShapes(BackendConfig.Engine engine) {
    try (Model model = Models.create(huber(), engine(engine), 5, BATCH)) {
      FitResult result = new FitResult();
      assertThatThrownBy(() -> model.predict(new float[7], 2, new float[6]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("inputs must hold [2, 4] = 8 values, not [7]");
      assertThatThrownBy(() -> model.predict(new float[8], 2, new float[5]))
          .hasMessage("outputs must hold [2, 3] = 6 values, not [5]");
      assertThatThrownBy(() -> model.fit(new float[8], new float[5], null, 2, result))
          .hasMessage("targets must hold [2, 3] = 6 values, not [5]");
      assertThatThrownBy(() -> model.fit(new float[8], new float[6], new float[2], 2, result))
          .hasMessage("weights must hold [2, 3] = 6 values, not [2]");
      assertThatThrownBy(() -> model.predict(new float[400], BATCH + 1, new float[400]))
          .hasMessageContaining("9 rows")
          .hasMessageContaining("1 to 8");
      assertThatThrownBy(
              () -> {
                try (Model other =
                    Models.create(oneStep(GradientClipping.none()), engine(engine), 1, 1)) {
                  model.copyParametersFrom(other);
                }
              })
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("4 parameters")
          .hasMessageContaining("323");
    }
  }

  @ParameterizedTest
  @EnumSource(BackendConfig.Engine.class)
  void notANumberIsPassedOn(BackendConfig.Engine engine) {
    try (Model model = Models.create(huber(), engine(engine), 5, BATCH)) {
      FitResult result = new FitResult();
      float[] targets = new float[6];
      targets[4] = Float.NaN;
      model.fit(new float[8], targets, null, 2, result);
      assertThat(result.loss()).isNaN();
      assertThat(result.gradientNorm()).isNaN();
    }
  }

  @ParameterizedTest
  @EnumSource(BackendConfig.Engine.class)
  void aClosedModelSaysSo(BackendConfig.Engine engine) {
    Model model = Models.create(huber(), engine(engine), 5, BATCH);
    model.close();
    model.close();
    assertThatThrownBy(() -> model.predict(new float[4], 1, new float[3]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @ParameterizedTest
  @EnumSource(BackendConfig.Engine.class)
  void trainingSideBySideGivesTheSameBits(BackendConfig.Engine engine) throws Exception {
    NetworkSpec spec = spec(Loss.HUBER, Settings.defaults(UpdaterSpec.Adam.class), 0.3);
    List<float[]> alone = new ArrayList<>();
    for (int seed = 0; seed < 2; seed++) {
      alone.add(trained(spec, engine, seed));
    }
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<float[]>> together = new ArrayList<>();
      for (int seed = 0; seed < 2; seed++) {
        int own = seed;
        together.add(threads.submit(() -> trained(spec, engine, own)));
      }
      for (int seed = 0; seed < 2; seed++) {
        assertThat(together.get(seed).get()).isEqualTo(alone.get(seed));
      }
    } finally {
      threads.shutdown();
    }
  }

  private static float[] trained(NetworkSpec spec, BackendConfig.Engine engine, long seed) {
    try (Model model = Models.create(spec, engine(engine), seed, BATCH)) {
      train(model, 30, "side by side");
      return model.parameters();
    }
  }

  @Test
  void specsThatCannotBeAreRefused() {
    assertThatThrownBy(
            () ->
                new NetworkSpec(
                    2,
                    List.of(DenseSpec.of(2, Activation.RELU, Initialization.ZERO)),
                    Loss.SOFTMAX_CROSS_ENTROPY,
                    new UpdaterSpec.Sgd(1),
                    Regularization.none(),
                    GradientClipping.none()))
        .hasMessageContaining("must be softmax");
    assertThatThrownBy(() -> Settings.of(GradientClipping.class, "{norm: 0}"))
        .hasMessageContaining("norm");
  }
}
