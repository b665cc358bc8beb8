package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.RecurrentSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.SequenceInput;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.backend.spec.SequenceOutput;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.config.Choices;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What {@link SequenceModel} promises. */
class SequenceModelTest {
  private static final int VOCABULARY = 11;
  private static final int SEQUENCES = 3;
  private static final int STEPS = 5;
  private static final UpdaterSpec ADAM =
      Settings.of(UpdaterSpec.Adam.class, "{learningRate: 1e-2}");

  @TempDir Path folder;

  /** Layers as an agent would have them. */
  record Layers(@Setting(value = "layers") List<RecurrentSpec> layers) {
    Layers {
      Settings.check(Layers.class, layers);
    }
  }

  private static RecurrentSpec layer(String text) {
    return Settings.of(Layers.class, "{layers: [" + text + "]}").layers().get(0);
  }

  private static SequenceNetworkSpec spec(
      String cell, double dropout, UpdaterSpec updater, OptionalDouble norm) {
    return new SequenceNetworkSpec(
        VOCABULARY,
        6,
        List.of(
            layer("{type: " + cell + ", units: 9}"),
            layer("{type: " + cell + ", units: 8, dropout: " + dropout + "}")),
        dropout,
        updater,
        Regularization.none(),
        new GradientClipping(norm, OptionalDouble.empty()));
  }

  private static SequenceModel create(SequenceNetworkSpec spec, long seed) {
    return SequenceModels.create(spec, engine(Engine.COMPILED), seed, SEQUENCES, STEPS);
  }

  private static double[] train(SequenceModel model, SequenceState state, String stream) {
    RandomStream random = new SeedSequence(3).stream(stream);
    FitResult result = new FitResult();
    double[] losses = new double[12];
    for (int i = 0; i < losses.length; i++) {
      int[] tokens = tokens(random);
      model.fitWindow(tokens, tokens(random), null, STEPS, STEPS, state, result);
      losses[i] = result.loss();
    }
    return losses;
  }

  private static int[] tokens(RandomStream random) {
    int[] tokens = new int[SEQUENCES * STEPS];
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = random.nextInt(VOCABULARY);
    }
    return tokens;
  }

  static Set<String> cells() {
    return Choices.of(RecurrentSpec.class).keySet();
  }

  @ParameterizedTest
  @MethodSource("cells")
  void aCheckpointGoesOnBitForBit(String cell) throws IOException {
    SequenceNetworkSpec spec = spec(cell, 0.2, ADAM, OptionalDouble.of(0.5));
    try (SequenceModel one = create(spec, 5);
        SequenceModel other = create(spec, 6)) {
      assertThat(one.parameters()).isNotEqualTo(other.parameters());
      SequenceState state = one.newState(SEQUENCES);
      train(one, state, "before");
      one.setLearningRate(3e-3);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      StateWriter out = new StateWriter(bytes);
      one.saveState(out);
      state.saveState(out);
      out.flush();
      SequenceState restored = other.newState(SEQUENCES);
      StateReader in = new StateReader(new ByteArrayInputStream(bytes.toByteArray()));
      other.loadState(in);
      restored.loadState(in);
      assertThat(train(other, restored, "after")).isEqualTo(train(one, state, "after"));
      assertThat(other.parameters()).isEqualTo(one.parameters());
    }
  }

  /** Deeplearning4j reads the zip and computes the same; so does a model made of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "rnn",
        "lstm",
        "gru",
        "rnn, layerNormalization: true",
        "lstm, layerNormalization: true",
        "gru, layerNormalization: true"
      })
  void aZipOpensInDeeplearning4j(String cell) throws IOException {
    Path zip = folder.resolve("model.zip");
    try (SequenceModel model = create(spec(cell, 0, ADAM, OptionalDouble.empty()), 5)) {
      SequenceState state = model.newState(SEQUENCES);
      train(model, state, "before");
      model.write(zip);
      int[] tokens = tokens(new SeedSequence(3).stream("tokens"));
      float[] probabilities = new float[SEQUENCES * STEPS * VOCABULARY];
      model.predict(tokens, STEPS, model.newState(SEQUENCES), probabilities);
      MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(zip.toFile());
      INDArray ids = Nd4j.zeros(SEQUENCES, 1, STEPS);
      for (int row = 0; row < tokens.length; row++) {
        ids.putScalar(row % SEQUENCES, 0, row / SEQUENCES, tokens[row]);
      }
      INDArray expected = network.output(ids);
      for (int i = 0; i < probabilities.length; i++) {
        int row = i / VOCABULARY;
        assertThat(probabilities[i])
            .isEqualTo(
                expected.getFloat(row % SEQUENCES, i % VOCABULARY, row / SEQUENCES), within(1e-5f));
      }
      try (SequenceModel read =
          SequenceModels.load(zip, engine(Engine.COMPILED), 5, SEQUENCES, STEPS)) {
        SequenceState own = read.newState(SEQUENCES);
        own.copyFrom(state);
        assertThat(train(read, own, "after")).isEqualTo(train(model, state, "after"));
      }
    }
  }

  /** Plain gradient descent moves by rate · min(‖g‖, limit). */
  @Test
  void stepsAreAsLongAsTheRateAndTheLimitSay() {
    SequenceNetworkSpec spec = spec("gru", 0, new UpdaterSpec.Sgd(0.5), OptionalDouble.of(0.01));
    try (SequenceModel model = create(spec, 5)) {
      SequenceState state = model.newState(SEQUENCES);
      int[] tokens = tokens(new SeedSequence(3).stream("tokens"));
      FitResult result = new FitResult();
      for (double rate : new double[] {0.5, 2}) {
        if (rate != 0.5) {
          model.setLearningRate(rate);
        }
        float[] before = model.parameters();
        model.fitWindow(tokens, tokens, null, STEPS, STEPS, state, result);
        assertThat(result.gradientNorm()).isGreaterThan(0.01);
        float[] after = model.parameters();
        double squares = 0;
        for (int i = 0; i < after.length; i++) {
          squares += (after[i] - before[i]) * (double) (after[i] - before[i]);
        }
        assertThat(Math.sqrt(squares)).isEqualTo(rate * 0.01, within(1e-5));
      }
    }
  }

  /**
   * The loss of a window is the sum of its tokens' −ln p, and a fit without dropout sees its mean.
   */
  @Test
  void scoresAreInNats() {
    try (SequenceModel model = create(spec("lstm", 0, ADAM, OptionalDouble.empty()), 5)) {
      RandomStream random = new SeedSequence(3).stream("tokens");
      int[] tokens = tokens(random);
      int[] targets = tokens(random);
      float[] mask = {1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 0};
      float[] probabilities = new float[SEQUENCES * STEPS * VOCABULARY];
      model.predict(tokens, STEPS, model.newState(SEQUENCES), probabilities);
      double expected = 0;
      int count = 0;
      for (int row = 0; row < tokens.length; row++) {
        if (mask[row] > 0) {
          expected -= Math.log(probabilities[row * VOCABULARY + targets[row]]);
          count++;
        }
      }
      double score = model.scoreWindow(tokens, targets, mask, STEPS, model.newState(SEQUENCES));
      assertThat(score).isEqualTo(expected, within(1e-4));
      FitResult result = new FitResult();
      model.fitWindow(tokens, targets, mask, STEPS, STEPS, model.newState(SEQUENCES), result);
      assertThat(result.loss()).isEqualTo(expected / count, within(1e-5));
    }
  }

  private static SequenceNetworkSpec addingSpec(String cell) {
    return new SequenceNetworkSpec(
        new SequenceInput.Vectors(2),
        List.of(layer("{type: " + cell + ", units: 16}")),
        0,
        SequenceOutput.numbers(1, Loss.MEAN_SQUARED_ERROR).atLastStep(),
        ADAM,
        Regularization.none(),
        new GradientClipping(OptionalDouble.of(1), OptionalDouble.empty()));
  }

  /**
   * The adding problem of Hochreiter and Schmidhuber, "Long short-term memory", 1997, section 5.4:
   * the sum of the two marked of T numbers in [0, 1). Always 1 costs 1/6.
   */
  @ParameterizedTest
  @Tag("learning")
  @ValueSource(strings = {"lstm", "gru"})
  void learnsToAdd(String cell) throws IOException {
    int sequences = 32;
    int steps = 10;
    RandomStream random = new SeedSequence(3).stream("numbers");
    float[] vectors = new float[steps * sequences * 2];
    float[] targets = new float[sequences];
    FitResult result = new FitResult();
    SequenceWindow window = new SequenceWindow().steps(steps).vectors(vectors).targets(targets);
    Path zip = folder.resolve("adding.zip");
    try (SequenceModel model =
        SequenceModels.create(addingSpec(cell), engine(Engine.COMPILED), 5, sequences, steps)) {
      SequenceState state = model.newState(sequences);
      double mean = 0;
      for (int update = 0; update < 1000; update++) {
        for (int b = 0; b < sequences; b++) {
          int one = random.nextInt(steps / 2);
          int two = steps / 2 + random.nextInt(steps / 2);
          targets[b] = 0;
          for (int t = 0; t < steps; t++) {
            int at = (t * sequences + b) * 2;
            vectors[at] = (float) random.nextDouble();
            vectors[at + 1] = t == one || t == two ? 1 : 0;
            targets[b] += vectors[at] * vectors[at + 1];
          }
        }
        state.reset();
        model.fit(window, state, result);
        mean += update < 950 ? 0 : result.loss() / 50;
      }
      assertThat(mean).isLessThan(0.01);
      float[] losses = new float[sequences];
      state.reset();
      double sum = model.score(window, state, losses);
      float[] sums = new float[sequences];
      state.reset();
      model.predict(window, state, sums);
      double expected = 0;
      for (int b = 0; b < sequences; b++) {
        assertThat(losses[b])
            .isEqualTo((sums[b] - targets[b]) * (sums[b] - targets[b]), within(1e-6f));
        expected += losses[b];
      }
      assertThat(sum).isEqualTo(expected, within(1e-5));
      model.write(zip);
      try (SequenceModel read =
          SequenceModels.load(
              zip, SequenceInput.Kind.VECTORS, engine(Engine.COMPILED), 5, sequences, steps)) {
        assertThat(read.inputSize()).isEqualTo(2);
        assertThat(read.outputSize()).isEqualTo(1);
        float[] again = new float[sequences];
        read.predict(window, read.newState(sequences), again);
        assertThat(again).isEqualTo(sums);
      }
    }
  }

  @Test
  void windowsMustFitTheModel() {
    try (SequenceModel model =
        SequenceModels.create(addingSpec("gru"), engine(Engine.COMPILED), 5, SEQUENCES, STEPS)) {
      SequenceState state = model.newState(SEQUENCES);
      FitResult result = new FitResult();
      SequenceWindow window = new SequenceWindow().steps(STEPS);
      float[] vectors = new float[SEQUENCES * STEPS * 2];
      assertThatThrownBy(() -> model.fit(window.tokens(new int[99]), state, result))
          .hasMessageContaining("model of vectors");
      assertThatThrownBy(() -> model.fit(window.vectors(vectors), state, result))
          .hasMessageContaining("targets must be numbers");
      assertThatThrownBy(
              () -> model.fit(window.vectors(vectors).targets(new float[2]), state, result))
          .hasMessageContaining("targets must hold [3, 1]");
      window.vectors(vectors).targets(new float[3]).weights(new float[2]);
      assertThatThrownBy(() -> model.fit(window, state, result)).hasMessageContaining("3 weights");
      window.weights(new float[3]);
      float[] before = model.parameters();
      model.fit(window, state, result);
      assertThat(result.loss()).isZero();
      assertThat(result.gradientNorm()).isZero();
      assertThat(model.parameters()).isEqualTo(before);
    }
  }

  /** One matrix for both ends, through a zip. */
  @Test
  void outputsMayBeTiedToEmbeddings() throws IOException {
    SequenceNetworkSpec tied = tied("{type: gru, units: 6}");
    try (SequenceModel model = create(tied, 5)) {
      assertThat(model.parameterCount())
          .isEqualTo(VOCABULARY * 6 + 3 * 6 * (6 + 6) + 4 * 6 + VOCABULARY);
      SequenceState state = model.newState(SEQUENCES);
      train(model, state, "before");
      Path zip = folder.resolve("tied.zip");
      model.write(zip);
      try (SequenceModel read =
          SequenceModels.load(zip, engine(Engine.COMPILED), 5, SEQUENCES, STEPS)) {
        int[] tokens = tokens(new SeedSequence(3).stream("tokens"));
        float[] one = new float[SEQUENCES * STEPS * VOCABULARY];
        float[] other = new float[one.length];
        model.predict(tokens, STEPS, model.newState(SEQUENCES), one);
        read.predict(tokens, STEPS, read.newState(SEQUENCES), other);
        assertThat(other).containsExactly(one, within(1e-5f));
      }
    }
    assertThatThrownBy(() -> tied("{type: gru, units: 7}"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("must be 7");
  }

  /** All probabilities are there, sum to 1 and are what is scored, also through a zip. */
  @Test
  void anAdaptiveSoftmaxIsExact() throws IOException {
    try (SequenceModel model = create(clustered(List.of(2, 4)), 5)) {
      SequenceState state = model.newState(SEQUENCES);
      train(model, state, "before");
      RandomStream random = new SeedSequence(3).stream("tokens");
      int[] tokens = tokens(random);
      int[] targets = tokens(random);
      float[] probabilities = new float[SEQUENCES * STEPS * VOCABULARY];
      float[] losses = new float[SEQUENCES * STEPS];
      model.predict(tokens, STEPS, model.newState(SEQUENCES), probabilities);
      model.scoreWindow(tokens, targets, null, STEPS, model.newState(SEQUENCES), losses);
      for (int row = 0; row < losses.length; row++) {
        double sum = 0;
        for (int token = 0; token < VOCABULARY; token++) {
          sum += probabilities[row * VOCABULARY + token];
        }
        assertThat(sum).isEqualTo(1, within(1e-6));
        double p = probabilities[row * VOCABULARY + targets[row]];
        assertThat(losses[row]).isEqualTo((float) -Math.log(p), within(1e-5f));
      }
      Path zip = folder.resolve("adaptive.zip");
      model.write(zip);
      for (Engine engine : Engine.values()) {
        try (SequenceModel read = SequenceModels.load(zip, engine(engine), 5, SEQUENCES, STEPS)) {
          float[] other = new float[probabilities.length];
          read.predict(tokens, STEPS, read.newState(SEQUENCES), other);
          assertThat(other).containsExactly(probabilities, within(1e-5f));
        }
      }
      assertThatThrownBy(
              () ->
                  model.fit(
                      new SequenceWindow().steps(STEPS).tokens(tokens).targets(targets),
                      model.newState(SEQUENCES),
                      (outputs, rows, slopes) -> 0,
                      new FitResult()))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageContaining("learns from targets alone");
    }
  }

  @Test
  void clustersBeginInOrderWithinTheVocabulary() {
    assertThatThrownBy(() -> clustered(List.of(4, 2))).hasMessageContaining("must go upwards");
    assertThatThrownBy(() -> clustered(List.of())).hasMessageContaining("at least one cluster");
    assertThatThrownBy(() -> clustered(List.of(2, VOCABULARY)))
        .hasMessageContaining("must be less than the " + VOCABULARY);
  }

  private static SequenceNetworkSpec clustered(List<Integer> cutoffs) {
    return new SequenceNetworkSpec(
        new SequenceInput.Tokens(VOCABULARY, 6),
        List.of(layer("{type: gru, units: 6}")),
        0,
        new SequenceOutput.ClusteredClasses(VOCABULARY, cutoffs, 2, 0.3),
        ADAM,
        Regularization.none(),
        GradientClipping.none());
  }

  private static SequenceNetworkSpec tied(String layer) {
    return new SequenceNetworkSpec(
        new SequenceInput.Tokens(VOCABULARY, 6),
        List.of(layer(layer)),
        0,
        SequenceOutput.classes(VOCABULARY).tiedToEmbedding(),
        ADAM,
        Regularization.none(),
        GradientClipping.none());
  }

  /** Plain gradient descent moves by what the schedule says times the factor. */
  @Test
  void factorsMultiplyTheSchedule() throws IOException {
    UpdaterSpec updater =
        Settings.of(
            UpdaterSpec.Sgd.class,
            "{learningRate: 0.5, schedule: {type: exponential, decay: 0.5}}");
    SequenceNetworkSpec spec = spec("gru", 0, updater, OptionalDouble.empty());
    try (SequenceModel model = create(spec, 5);
        SequenceModel other = create(spec, 6)) {
      assertThat(rate(model)).isEqualTo(0.5, within(1e-4));
      assertThat(rate(model)).isEqualTo(0.25, within(1e-4));
      model.scaleLearningRate(0.1);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      StateWriter out = new StateWriter(bytes);
      model.saveState(out);
      out.flush();
      other.loadState(new StateReader(new ByteArrayInputStream(bytes.toByteArray())));
      for (SequenceModel one : List.of(model, other)) {
        assertThat(rate(one)).isEqualTo(0.0125, within(1e-5));
        one.scaleLearningRate(1);
        assertThat(rate(one)).isEqualTo(0.0625, within(1e-5));
        one.setLearningRate(2);
        assertThat(rate(one)).isEqualTo(2, within(1e-3));
      }
    }
  }

  /** The length of a step over that of its gradient. */
  private static double rate(SequenceModel model) {
    int[] tokens = tokens(new SeedSequence(3).stream("tokens"));
    FitResult result = new FitResult();
    float[] before = model.parameters();
    model.fitWindow(tokens, tokens, null, STEPS, STEPS, model.newState(SEQUENCES), result);
    float[] after = model.parameters();
    double squares = 0;
    for (int i = 0; i < after.length; i++) {
      squares += (after[i] - before[i]) * (double) (after[i] - before[i]);
    }
    return Math.sqrt(squares) / result.gradientNorm();
  }

  /** Nothing changes but what is measured; the last state depends on itself alone. */
  @Test
  void measuresHowFarTheStateReaches() {
    try (SequenceModel model = create(spec("rnn", 0.5, ADAM, OptionalDouble.empty()), 5)) {
      SequenceState state = model.newState(SEQUENCES);
      train(model, state, "before");
      float[] values = state.values().clone();
      float[] parameters = model.parameters();
      SequenceWindow window =
          new SequenceWindow().steps(STEPS).tokens(tokens(new SeedSequence(3).stream("tokens")));
      double[][] norms =
          model.hiddenGradientNorms(window, state, 2, new SeedSequence(3).stream("signs"));
      assertThat(norms).hasDimensions(2, STEPS);
      assertThat(norms[0][0]).isEqualTo(1, within(1e-6));
      assertThat(norms[1][0]).isEqualTo(1, within(1e-6));
      assertThat(norms[0][STEPS - 1]).isBetween(1e-6, 0.5);
      assertThat(state.values()).isEqualTo(values);
      assertThat(model.parameters()).isEqualTo(parameters);
    }
  }

  /** Smoothing bends what is minimized, and leaves scores alone. */
  @Test
  void smoothedTargetsCostAShareOfAllClasses() {
    SequenceNetworkSpec plain = spec("gru", 0, ADAM, OptionalDouble.empty());
    SequenceNetworkSpec smoothed =
        new SequenceNetworkSpec(
            plain.input(),
            plain.layers(),
            0,
            SequenceOutput.classes(VOCABULARY).smoothed(0.2),
            ADAM,
            Regularization.none(),
            GradientClipping.none());
    RandomStream random = new SeedSequence(3).stream("tokens");
    int[] tokens = tokens(random);
    int[] targets = tokens(random);
    float[] losses = new float[tokens.length];
    float[] probabilities = new float[tokens.length * VOCABULARY];
    FitResult result = new FitResult();
    try (SequenceModel model = create(smoothed, 5)) {
      model.scoreWindow(tokens, targets, null, STEPS, model.newState(SEQUENCES), losses);
      model.predict(tokens, STEPS, model.newState(SEQUENCES), probabilities);
      double expected = 0;
      for (int row = 0; row < tokens.length; row++) {
        double all = 0;
        for (int v = 0; v < VOCABULARY; v++) {
          all -= Math.log(probabilities[row * VOCABULARY + v]) / VOCABULARY;
        }
        double own = -Math.log(probabilities[row * VOCABULARY + targets[row]]);
        assertThat(losses[row]).isEqualTo((float) own, within(1e-5f));
        expected += (0.8 * own + 0.2 * all) / tokens.length;
      }
      model.fitWindow(tokens, targets, null, STEPS, STEPS, model.newState(SEQUENCES), result);
      assertThat(result.loss()).isEqualTo(expected, within(1e-5));
    }
  }

  /** U(1 / √U) all over and 1 for the forget gate, without embeddings. */
  @Test
  void startsWithOpenForgetGates() {
    SequenceNetworkSpec spec =
        new SequenceNetworkSpec(
            VOCABULARY,
            0,
            List.of(layer("{type: lstm, units: 16}")),
            0,
            ADAM,
            Regularization.none(),
            GradientClipping.none());
    try (SequenceModel model = create(spec, 5)) {
      float[] parameters = model.parameters();
      int weights = 64 * (VOCABULARY + 16);
      assertThat(parameters).hasSize(weights + 64 + 17 * VOCABULARY);
      float largest = 0;
      for (int i = 0; i < weights; i++) {
        largest = Math.max(largest, Math.abs(parameters[i]));
      }
      assertThat(largest).isBetween(0.24f, 0.25f);
      for (int i = 0; i < 64; i++) {
        assertThat(parameters[weights + i]).isEqualTo(i / 16 == 1 ? 1 : 0);
      }
    }
  }

  /** U·Uᵀ = 1, for a GRU gate by gate, for an LSTM over all gates together. */
  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru"})
  void recurrentWeightsMayStartOrthogonal(String cell) {
    int units = 12;
    SequenceNetworkSpec spec =
        new SequenceNetworkSpec(
            VOCABULARY,
            0,
            List.of(layer("{type: " + cell + ", units: " + units + ", orthogonal: true}")),
            0,
            ADAM,
            Regularization.none(),
            GradientClipping.none());
    int gates = cell.equals("rnn") ? 1 : cell.equals("gru") ? 3 : 4;
    int together = cell.equals("gru") ? 1 : gates;
    try (SequenceModel model = create(spec, 5)) {
      float[] parameters = model.parameters();
      for (int first = 0; first < gates; first += together) {
        int from = VOCABULARY * gates * units + first * units * units;
        for (int i = 0; i < units; i++) {
          for (int j = 0; j < units; j++) {
            double product = 0;
            for (int column = 0; column < together * units; column++) {
              int at = from + column * units;
              product += parameters[at + i] * parameters[at + j];
            }
            assertThat(product).isEqualTo(i == j ? 1 : 0, within(1e-5));
          }
        }
      }
    }
  }

  @Test
  void statesCanBeResetOneByOne() {
    try (SequenceModel model = create(spec("lstm", 0, ADAM, OptionalDouble.empty()), 5)) {
      SequenceState state = model.newState(SEQUENCES);
      int[] tokens = {1, 2, 3};
      float[] first = new float[SEQUENCES * VOCABULARY];
      model.predict(tokens, 1, state, first);
      state.reset(1);
      float[] second = new float[SEQUENCES * VOCABULARY];
      model.predict(tokens, 1, state, second);
      for (int i = 0; i < first.length; i++) {
        if (i / VOCABULARY == 1) {
          assertThat(second[i]).isEqualTo(first[i]);
        }
      }
      assertThat(second).isNotEqualTo(first);
      state.reset();
      model.predict(tokens, 1, state, second);
      assertThat(second).isEqualTo(first);
    }
  }

  @Test
  void wrongInputIsRefused() {
    SequenceNetworkSpec spec = spec("gru", 0, ADAM, OptionalDouble.empty());
    try (SequenceModel model = create(spec, 5)) {
      SequenceState state = model.newState(SEQUENCES);
      float[] out = new float[SEQUENCES * VOCABULARY];
      assertThatThrownBy(() -> model.predict(new int[] {0, VOCABULARY, 0}, 1, state, out))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("tokens[1] is 11, not an id in [0, 11)");
      assertThatThrownBy(() -> model.predict(new int[2], 1, state, out))
          .hasMessageContaining("tokens must hold 3");
      assertThatThrownBy(() -> model.predict(new int[3], 1, state, new float[3]))
          .hasMessageContaining("probabilities must hold [3, 11]");
      assertThatThrownBy(() -> model.predict(new int[99], STEPS + 1, state, new float[999]))
          .hasMessageContaining("6 steps")
          .hasMessageContaining("[5, 3]");
      FitResult result = new FitResult();
      int[] tokens = new int[SEQUENCES * STEPS];
      assertThatThrownBy(
              () -> model.fitWindow(tokens, tokens, null, STEPS, STEPS + 1, state, result))
          .hasMessageContaining("1 to 5");
    }
    assertThatThrownBy(() -> layer("{type: rnn, units: 3, activation: gelu}"))
        .hasMessageContaining("tanh or relu");
  }

  @Test
  void aClosedModelSaysSo() {
    SequenceModel model = create(spec("rnn", 0, ADAM, OptionalDouble.empty()), 5);
    SequenceState state = model.newState(1);
    model.close();
    model.close();
    assertThatThrownBy(() -> model.predict(new int[1], 1, state, new float[VOCABULARY]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }
}
