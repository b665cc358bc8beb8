package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.NetworkMemory;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.spec.EveryKind;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.Readout;
import dev.ensayo.backend.spec.RecurrentRegularization;
import dev.ensayo.backend.spec.RecurrentSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.SequenceInput;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.backend.spec.SequenceOutput;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.Choices;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Both engines of sequence models beside each other: windows with carried state from equal initial
 * parameters, and zips that go from one to the other.
 *
 * <p>Rates are small because layer normalization amplifies roundings: with parameters that stand
 * still the norms of gradients agree to 1e-5 and better, with rates ten times as large the engines
 * are 1e-3 apart after eight steps.
 */
class SequenceEnginesTest {
  private static final int VOCABULARY = 7;
  private static final int SEQUENCES = 4;
  private static final int STEPS = 6;
  private static final int WINDOWS = 4;

  private static final double TOLERANCE = 1e-4;

  /** How far parameters have gone after all windows, of their norm. */
  private static final double MOVED = 1e-3;

  /**
   * All there are, with all their switches, one way; how weights start is tested elsewhere, and
   * layers that read both ways have tests of their own.
   */
  private static final List<String> CELLS =
      Stream.concat(
              EveryKind.cells().stream()
                  .filter(cell -> !cell.contains("orthogonal") && !cell.contains("bidirectional"))
                  .map(cell -> cell.replaceAll("[{}]|, units: \\d+", "")),
              Stream.of(
                  "type: rnn, activation: relu",
                  "type: rnn, activation: relu, layerNormalization: true"))
          .toList();

  private static final List<String> UPDATERS =
      EveryKind.updaters(
              Map.of(
                  "sgd", "learningRate: 0.1",
                  "nesterovs", "learningRate: 0.01",
                  "rmsprop", "learningRate: 3e-3, epsilon: 1e-2",
                  "adagrad", "learningRate: 3e-3",
                  "radam", "learningRate: 0.1"))
          .stream()
          .map(updater -> updater.replaceAll("[{}]", ""))
          .toList();

  static Stream<String> plainCells() {
    return Choices.of(RecurrentSpec.class).keySet().stream().map(name -> "type: " + name);
  }

  /**
   * Cells that read both ways, and each way to read their steps: all but the library's own LSTM,
   * whose gradient goes past the ends of sequences.
   */
  static Stream<Arguments> bothWays() {
    return plainCells()
        .map(cell -> cell.equals("type: lstm") ? cell + ", layerNormalization: true" : cell)
        .flatMap(
            cell ->
                Arrays.stream(Readout.values())
                    .map(readout -> Arguments.of(cell + ", bidirectional: true", readout)));
  }

  @TempDir Path folder;

  /** Parts of a spec as an agent would have them. */
  record Parts(
      @Setting(value = "layers") List<RecurrentSpec> layers,
      @Setting(value = "updater") UpdaterSpec updater) {
    Parts {
      Settings.check(Parts.class, layers, updater);
    }
  }

  private static Parts parts(String first, String second, String updater) {
    return Settings.of(
        Parts.class,
        "{layers: [{%s, units: 9}, {%s, units: 8}], updater: {%s}}"
            .formatted(first, second, updater));
  }

  /** Each cell with the first updater and with another one, the first cell with each updater. */
  static Stream<Arguments> cellsAndUpdaters() {
    List<Arguments> pairs = new ArrayList<>();
    for (int cell = 0; cell < CELLS.size(); cell++) {
      for (int updater = 0; updater < UPDATERS.size(); updater++) {
        if (cell == 0 || updater == 0 || updater == 1 + cell % (UPDATERS.size() - 1)) {
          pairs.add(Arguments.of(CELLS.get(cell), UPDATERS.get(updater)));
        }
      }
    }
    return pairs.stream();
  }

  private static SequenceNetworkSpec languageModel(String cell, String updater) {
    Parts parts = parts(cell, cell, updater);
    return new SequenceNetworkSpec(
        VOCABULARY,
        5,
        parts.layers(),
        0,
        parts.updater(),
        Regularization.none(),
        GradientClipping.none());
  }

  private static SequenceNetworkSpec with(SequenceInput input, String cell, SequenceOutput output) {
    String rate = cell.contains("layerNormalization") ? "0.02" : "0.1";
    Parts parts = parts(cell, cell, "type: sgd, learningRate: " + rate);
    return new SequenceNetworkSpec(
        input,
        parts.layers(),
        0,
        output,
        parts.updater(),
        Regularization.none(),
        GradientClipping.none());
  }

  private static SequenceModel create(SequenceNetworkSpec spec, Engine engine) {
    return SequenceModels.create(spec, engine(engine), 5, SEQUENCES, STEPS);
  }

  private static int[] ids(RandomStream random, int count) {
    int[] ids = new int[count];
    Arrays.setAll(ids, i -> random.nextInt(VOCABULARY));
    return ids;
  }

  private static float[] numbers(RandomStream random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }

  /** Tokens in, classes out after each step. */
  private static SequenceWindow tokens(RandomStream random, int steps) {
    int count = steps * SEQUENCES;
    return new SequenceWindow().steps(steps).tokens(ids(random, count)).targets(ids(random, count));
  }

  @ParameterizedTest
  @MethodSource("cellsAndUpdaters")
  void windowsWithCarriedState(String cell, String updater) {
    agree(languageModel(cell, updater), random -> tokens(random, STEPS));
  }

  @ParameterizedTest
  @MethodSource("plainCells")
  void windowsOfDifferentLengthsOfWhichALastPartIsLearnedFrom(String cell) {
    SequenceNetworkSpec spec = languageModel(cell, "type: sgd, learningRate: 0.1");
    agree(
        spec,
        random -> {
          int steps = 1 + random.nextInt(STEPS);
          return tokens(random, steps).steps(steps, 1 + random.nextInt(steps));
        });
  }

  @ParameterizedTest
  @MethodSource("plainCells")
  void tokensWithoutEmbeddings(String cell) {
    agree(
        with(new SequenceInput.Tokens(VOCABULARY, 0), cell, SequenceOutput.classes(VOCABULARY)),
        random -> tokens(random, STEPS));
  }

  @ParameterizedTest
  @MethodSource("plainCells")
  void weightedTargetsAndSmoothedLabels(String cell) {
    agree(
        with(
            new SequenceInput.Tokens(VOCABULARY, 5),
            cell,
            SequenceOutput.classes(VOCABULARY).smoothed(0.2)),
        random -> {
          float[] weights = new float[STEPS * SEQUENCES];
          for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextInt(3) * 0.5f;
          }
          return tokens(random, STEPS).weights(weights);
        });
  }

  @ParameterizedTest
  @MethodSource("plainCells")
  void tiedEmbeddings(String cell) {
    agree(
        with(
            new SequenceInput.Tokens(VOCABULARY, 8),
            cell,
            SequenceOutput.classes(VOCABULARY).tiedToEmbedding()),
        random -> tokens(random, STEPS));
  }

  @ParameterizedTest
  @MethodSource("plainCells")
  void adaptiveSoftmax(String cell) {
    agree(
        with(
            new SequenceInput.Tokens(VOCABULARY, 5),
            cell,
            new SequenceOutput.ClusteredClasses(VOCABULARY, List.of(2, 4), 2, 0.5)),
        random -> tokens(random, STEPS));
  }

  /** Both draw the same masks of recurrent weights and of words. */
  @ParameterizedTest
  @ValueSource(
      strings = {"type: rnn", "type: lstm", "type: gru", "type: lstm, layerNormalization: true"})
  void droppedWeightsAndWords(String cell) {
    SequenceNetworkSpec plain =
        with(
            new SequenceInput.Tokens(VOCABULARY, 5, 0, 0.3, true),
            cell,
            SequenceOutput.classes(VOCABULARY));
    agree(
        regularized(plain, "{recurrentWeightDropout: 0.5}"),
        random -> tokens(random, STEPS).steps(STEPS, STEPS - random.nextInt(2)));
    agree(
        regularized(
            with(
                new SequenceInput.Vectors(3),
                cell,
                SequenceOutput.numbers(2, Loss.MEAN_SQUARED_ERROR).atLastStep()),
            "{recurrentWeightDropout: 0.2}"),
        random ->
            new SequenceWindow()
                .steps(STEPS)
                .vectors(numbers(random, STEPS * SEQUENCES * 3))
                .targets(numbers(random, SEQUENCES * 2)));
  }

  @Test
  void droppedWeightsOfBothWalks() {
    SequenceNetworkSpec plain =
        with(
            new SequenceInput.Tokens(VOCABULARY, 5),
            "type: gru, bidirectional: true",
            SequenceOutput.classes(VOCABULARY));
    agree(regularized(plain, "{recurrentWeightDropout: 0.5}"), random -> tokens(random, STEPS));
  }

  private static SequenceNetworkSpec regularized(SequenceNetworkSpec spec, String settings) {
    return new SequenceNetworkSpec(
        spec.input(),
        spec.layers(),
        spec.outputDropout(),
        spec.output(),
        spec.updater(),
        spec.regularization(),
        spec.clipping(),
        Settings.of(RecurrentRegularization.class, settings));
  }

  /** Dropout of 1/2 of all that is dropped, with one mask for all steps, and hardly a memory. */
  private static SequenceNetworkSpec locked() {
    return new SequenceNetworkSpec(
        new SequenceInput.Tokens(VOCABULARY, 5),
        parts("type: rnn, dropout: 0.5", "type: rnn, dropout: 0.5", "type: sgd, learningRate: 0.1")
            .layers(),
        0.5,
        SequenceOutput.classes(VOCABULARY),
        new UpdaterSpec.Sgd(0.1),
        Regularization.none(),
        GradientClipping.none(),
        Settings.of(
            RecurrentRegularization.class,
            "{lockedDropout: true, recurrentWeightDropout: 0.9999999}"));
  }

  /** Without recurrent weights and with the same token always, all steps are the same. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void lockedDropoutHasOneMaskForAllSteps(Engine engine) {
    try (SequenceModel model = create(locked(), engine)) {
      int count = STEPS * SEQUENCES;
      float[] outputs = new float[count * VOCABULARY];
      int[] tokens = new int[count];
      SequenceWindow window = new SequenceWindow().steps(STEPS).tokens(tokens);
      model.fit(
          window,
          model.newState(SEQUENCES),
          (given, rows, slopes) -> {
            System.arraycopy(given[0], 0, outputs, 0, outputs.length);
            Arrays.fill(slopes[0], 0);
            return 0;
          },
          new FitResult());
      int step = SEQUENCES * VOCABULARY;
      float[] first = Arrays.copyOf(outputs, step);
      for (int t = 1; t < STEPS; t++) {
        assertThat(Arrays.copyOfRange(outputs, t * step, (t + 1) * step))
            .containsExactly(first, within(1e-6f));
      }
      float[] ofSequence = Arrays.copyOf(first, VOCABULARY);
      assertThat(Arrays.copyOfRange(first, VOCABULARY, 2 * VOCABULARY)).isNotEqualTo(ofSequence);
    }
  }

  /** The zip is a network of Deeplearning4j, which predicts what the model does. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void aRegularizedModelIsAPlainNetworkElsewhere(Engine engine) throws IOException {
    SequenceNetworkSpec spec =
        regularized(
            with(
                new SequenceInput.Tokens(VOCABULARY, 5, 0.5, 0.3, true),
                "type: lstm, dropout: 0.5",
                SequenceOutput.classes(VOCABULARY)),
            "{lockedDropout: true, recurrentWeightDropout: 0.5}");
    Path zip = folder.resolve("model.zip");
    RandomStream random = new SeedSequence(7).stream("data");
    SequenceWindow window = tokens(random, STEPS);
    float[] expected = new float[STEPS * SEQUENCES * VOCABULARY];
    try (SequenceModel model = create(spec, engine)) {
      SequenceState state = model.newState(SEQUENCES);
      model.fit(tokens(random, STEPS), state, new FitResult());
      model.predict(window, model.newState(SEQUENCES), expected);
      model.write(zip);
    }
    MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(zip.toFile());
    float[] ids = new float[STEPS * SEQUENCES];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = window.tokens()[i];
    }
    INDArray features =
        Nd4j.createFromArray(ids).reshape('c', STEPS, SEQUENCES).permute(1, 0).dup();
    float[] outputs = network.output(features).permute(2, 0, 1).dup('c').data().asFloat();
    assertThat(outputs).containsExactly(expected, within(1e-5f));
    NetworkMemory.free(network);
    for (Engine other : Engine.values()) {
      try (SequenceModel read = SequenceModels.load(zip, engine(other), 1, SEQUENCES, STEPS)) {
        read.predict(window, read.newState(SEQUENCES), outputs);
        assertThat(outputs).containsExactly(expected, within(1e-5f));
      }
    }
  }

  @Test
  void whatAnEngineCannotDoIsRefused() {
    SequenceNetworkSpec plain =
        with(
            new SequenceInput.Tokens(VOCABULARY, 8, 0, 0.3, true),
            "type: lstm",
            SequenceOutput.classes(VOCABULARY).tiedToEmbedding());
    for (String key : List.of("activationRegularization", "temporalActivationRegularization")) {
      assertThatThrownBy(
              () -> create(regularized(plain, "{" + key + ": 1}"), Engine.DEEPLEARNING4J))
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageContaining("must be 0 with engine: deeplearning4j")
          .extracting(e -> ((InvalidSettingException) e).key())
          .isEqualTo(key);
    }
    assertThatThrownBy(() -> create(plain, Engine.DEEPLEARNING4J))
        .hasMessageContaining("embedding and output are one matrix");
    assertThatThrownBy(
            () ->
                regularized(
                    with(
                        new SequenceInput.Vectors(2),
                        "type: min-lstm",
                        SequenceOutput.classes(VOCABULARY)),
                    "{recurrentWeightDropout: 0.5}"))
        .hasMessageContaining("must be 0: min-lstm has no recurrent weights");
  }

  @ParameterizedTest
  @CsvSource({
    "type: rnn, MEAN_SQUARED_ERROR",
    "type: lstm, HUBER",
    "type: gru, MEAN_ABSOLUTE_ERROR",
    "type: lstm, SIGMOID_CROSS_ENTROPY"
  })
  void vectorsToNumbers(String cell, Loss loss) {
    agree(
        with(new SequenceInput.Vectors(3), cell, SequenceOutput.numbers(2, loss)),
        random -> {
          float[] targets = numbers(random, STEPS * SEQUENCES * 2);
          if (loss == Loss.SIGMOID_CROSS_ENTROPY) {
            for (int i = 0; i < targets.length; i++) {
              targets[i] = targets[i] > 0 ? 1 : 0;
            }
          }
          return new SequenceWindow()
              .steps(STEPS)
              .vectors(numbers(random, STEPS * SEQUENCES * 3))
              .targets(targets);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type: rnn",
        "type: lstm",
        "type: gru",
        "type: rnn, layerNormalization: true",
        "type: lstm, layerNormalization: true"
      })
  void theLastStepAlone(String cell) {
    agree(
        with(
            new SequenceInput.Vectors(3),
            cell,
            SequenceOutput.numbers(2, Loss.MEAN_SQUARED_ERROR).atLastStep()),
        random ->
            new SequenceWindow()
                .steps(STEPS, STEPS - random.nextInt(3))
                .vectors(numbers(random, STEPS * SEQUENCES * 3))
                .targets(numbers(random, SEQUENCES * 2))
                .weights(new float[] {1, 0.5f, 2, 0}));
  }

  /** All that comes between a gradient and a step. */
  @ParameterizedTest
  @MethodSource("plainCells")
  void limitsAndPenalties(String cell) {
    Parts parts = parts(cell, cell, "type: adam, learningRate: 1e-3");
    agree(
        new SequenceNetworkSpec(
            VOCABULARY,
            5,
            parts.layers(),
            0,
            parts.updater(),
            Settings.of(Regularization.class, "{l1: 1e-3, l2: 1e-2}"),
            new GradientClipping(OptionalDouble.of(0.3), OptionalDouble.of(0.05))),
        random -> tokens(random, STEPS));
  }

  /**
   * Sequences that end early: what comes after does not count, and the next window begins anew, for
   * the library forgets their state.
   */
  @ParameterizedTest
  @MethodSource("plainCells")
  void sequencesThatEnd(String cell) {
    SequenceNetworkSpec spec = languageModel(cell, "type: sgd, learningRate: 0.1");
    SequenceNetworkSpec last =
        with(
            new SequenceInput.Tokens(VOCABULARY, 5),
            cell,
            SequenceOutput.classes(VOCABULARY).atLastStep());
    for (SequenceNetworkSpec each : List.of(spec, last)) {
      try (SequenceModel compiled = create(each, Engine.COMPILED);
          SequenceModel library = create(each, Engine.DEEPLEARNING4J)) {
        RandomStream random = new SeedSequence(7).stream("data");
        for (int i = 0; i < WINDOWS; i++) {
          SequenceWindow window = tokens(random, STEPS).mask(ends(random));
          compare(
              compiled,
              library,
              window,
              compiled.newState(SEQUENCES),
              library.newState(SEQUENCES),
              false);
        }
      }
    }
  }

  /** {@code [T·B]}: each sequence has 1 to T steps. */
  private static float[] ends(RandomStream random) {
    float[] mask = new float[STEPS * SEQUENCES];
    for (int b = 0; b < SEQUENCES; b++) {
      int length = 1 + random.nextInt(STEPS);
      for (int t = 0; t < length; t++) {
        mask[t * SEQUENCES + b] = 1;
      }
    }
    return mask;
  }

  /** Windows of whole sequences of different lengths, each from zeros. */
  @ParameterizedTest
  @MethodSource("bothWays")
  void bothWaysThroughSequencesThatEnd(String cell, Readout readout) {
    agree(
        with(
            new SequenceInput.Tokens(VOCABULARY, 5),
            cell,
            SequenceOutput.classes(VOCABULARY).reading(readout)),
        random -> tokens(random, STEPS).mask(ends(random)));
  }

  /** The library's LSTM answers as it should, and is not learned from. */
  @ParameterizedTest
  @EnumSource(Readout.class)
  void anLstmBothWaysThroughSequencesThatEnd(Readout readout) {
    SequenceNetworkSpec spec =
        with(
            new SequenceInput.Tokens(VOCABULARY, 5),
            "type: lstm, bidirectional: true",
            SequenceOutput.classes(VOCABULARY).reading(readout));
    try (SequenceModel compiled = create(spec, Engine.COMPILED);
        SequenceModel library = create(spec, Engine.DEEPLEARNING4J)) {
      RandomStream random = new SeedSequence(7).stream("data");
      SequenceWindow window = tokens(random, STEPS).mask(ends(random));
      SequenceState none = library.newState(SEQUENCES);
      close(outputs(library, window, none), outputs(compiled, window, none));
      assertThatThrownBy(() -> library.fit(window, none, new FitResult()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("LSTM both ways, whose gradient goes past their ends")
          .hasMessageContaining("engine: compiled");
    }
  }

  @ParameterizedTest
  @EnumSource(value = Readout.class, names = "EVERY_STEP", mode = EnumSource.Mode.EXCLUDE)
  void oneWayThroughSequencesThatEnd(Readout readout) {
    agree(
        with(
            new SequenceInput.Vectors(3),
            "type: gru",
            SequenceOutput.numbers(2, Loss.MEAN_SQUARED_ERROR).reading(readout)),
        random ->
            new SequenceWindow()
                .steps(STEPS)
                .vectors(numbers(random, STEPS * SEQUENCES * 3))
                .targets(numbers(random, SEQUENCES * 2))
                .mask(ends(random)));
  }

  /** One-hot rows of tokens that come in the opposite order, and what limits a step. */
  @ParameterizedTest
  @ValueSource(strings = {"type: lstm", "type: min-gru"})
  void bothWaysWithoutEmbeddings(String cell) {
    Parts parts =
        parts(
            cell + ", bidirectional: true",
            cell + ", bidirectional: true",
            "type: adam, learningRate: 1e-3");
    agree(
        new SequenceNetworkSpec(
            VOCABULARY,
            0,
            parts.layers(),
            0,
            parts.updater(),
            Settings.of(Regularization.class, "{l1: 1e-3, l2: 1e-2}"),
            new GradientClipping(OptionalDouble.of(0.3), OptionalDouble.of(0.05))),
        random -> tokens(random, STEPS));
  }

  /** Each part of a sequence that begins anew is read both ways by itself. */
  @ParameterizedTest
  @ValueSource(strings = {"type: rnn", "type: gru", "type: min-lstm"})
  void bothWaysWithinThePartsOfAWindow(String cell) {
    agree(
        with(
            new SequenceInput.Tokens(VOCABULARY, 5),
            cell + ", bidirectional: true",
            SequenceOutput.classes(VOCABULARY)),
        random -> {
          float[] resets = new float[STEPS * SEQUENCES];
          for (int i = SEQUENCES; i < resets.length; i++) {
            resets[i] = random.nextInt(3) == 0 ? 1 : 0;
          }
          return tokens(random, STEPS).resets(resets);
        });
  }

  /** A layer of ours keeps its state over masked steps wherever they are, on both engines. */
  @ParameterizedTest
  @ValueSource(strings = {"type: gru", "type: lstm, layerNormalization: true"})
  void gapsInOurOwnLayers(String cell) {
    agree(
        languageModel(cell, "type: sgd, learningRate: 0.1"),
        random -> {
          float[] mask = new float[STEPS * SEQUENCES];
          for (int i = 0; i < mask.length; i++) {
            mask[i] = random.nextInt(3) == 0 ? 0 : 1;
          }
          return tokens(random, STEPS).mask(mask);
        });
  }

  private static void agree(SequenceNetworkSpec spec, Function<RandomStream, SequenceWindow> make) {
    try (SequenceModel compiled = create(spec, Engine.COMPILED);
        SequenceModel library = create(spec, Engine.DEEPLEARNING4J)) {
      assertThat(library.parameters()).isEqualTo(compiled.parameters());
      SequenceState own = compiled.newState(SEQUENCES);
      SequenceState librarys = library.newState(SEQUENCES);
      assertThat(librarys.size()).isEqualTo(own.size());
      RandomStream random = new SeedSequence(7).stream("data");
      float[] before = compiled.parameters();
      for (int i = 0; i < WINDOWS; i++) {
        compare(compiled, library, make.apply(random), own, librarys, true);
      }
      assertThat(distance(compiled.parameters(), before)).isGreaterThan(MOVED * norm(before));
    }
  }

  /** Scores and predicts a window from copies of the states, then learns from it. */
  private static void compare(
      SequenceModel compiled,
      SequenceModel library,
      SequenceWindow window,
      SequenceState own,
      SequenceState librarys,
      boolean carried) {
    float[] outputs = outputs(compiled, window, own);
    close(outputs(library, window, librarys), outputs);
    float[] losses = new float[STEPS * SEQUENCES];
    float[] expected = new float[STEPS * SEQUENCES];
    double score = compiled.score(window, copy(compiled, own), expected);
    assertThat(library.score(window, copy(library, librarys), losses))
        .isEqualTo(score, within(TOLERANCE * Math.abs(score)));
    close(losses, expected);
    FitResult one = new FitResult();
    FitResult other = new FitResult();
    compiled.fit(window, own, one);
    library.fit(window, librarys, other);
    assertThat(other.loss()).isEqualTo(one.loss(), within(TOLERANCE * Math.abs(one.loss())));
    assertThat(other.gradientNorm())
        .isEqualTo(one.gradientNorm(), within(TOLERANCE * one.gradientNorm()));
    if (carried) {
      close(librarys.values(), own.values());
    }
    close(library.parameters(), compiled.parameters());
  }

  /** Zero where the mask is. */
  private static float[] outputs(SequenceModel model, SequenceWindow window, SequenceState state) {
    float[] outputs = new float[STEPS * SEQUENCES * model.outputSize()];
    model.predict(window, copy(model, state), outputs);
    if (window.mask() != null) {
      for (int i = 0; i < outputs.length; i++) {
        outputs[i] *= window.mask()[i / model.outputSize()];
      }
    }
    return outputs;
  }

  private static SequenceState copy(SequenceModel model, SequenceState state) {
    SequenceState copy = model.newState(state.sequences());
    copy.copyFrom(state);
    return copy;
  }

  private static void close(float[] actual, float[] expected) {
    assertThat(distance(actual, expected)).isLessThanOrEqualTo(TOLERANCE * norm(expected));
  }

  private static double distance(float[] one, float[] other) {
    assertThat(one).hasSameSizeAs(other);
    double squares = 0;
    for (int i = 0; i < one.length; i++) {
      squares += (one[i] - other[i]) * (double) (one[i] - other[i]);
    }
    return Math.sqrt(squares);
  }

  private static double norm(float[] values) {
    return distance(values, new float[values.length]);
  }

  static Stream<Arguments> cellsAndOrders() {
    return Stream.concat(CELLS.stream(), Stream.of("type: lstm, bidirectional: true"))
        .flatMap(
            cell ->
                Stream.of(
                    Arguments.of(cell, Engine.COMPILED, Engine.DEEPLEARNING4J),
                    Arguments.of(cell, Engine.DEEPLEARNING4J, Engine.COMPILED)));
  }

  /**
   * Four steps here, a zip, four there; eight on the first; updater state and carried state kept.
   */
  @ParameterizedTest
  @MethodSource("cellsAndOrders")
  void aZipGoesOnOnTheOtherEngine(String cell, Engine first, Engine second) throws IOException {
    Path zip = folder.resolve("model.zip");
    SequenceNetworkSpec spec = languageModel(cell, "type: adam, learningRate: 1e-3");
    try (SequenceModel one = create(spec, first)) {
      SequenceState state = one.newState(SEQUENCES);
      train(one, state, "first");
      one.write(zip);
      try (SequenceModel other = SequenceModels.load(zip, engine(second), 5, SEQUENCES, STEPS)) {
        assertThat(other.parameters()).isEqualTo(one.parameters());
        SequenceState taken = copy(other, state);
        train(one, state, "second");
        train(other, taken, "second");
        close(other.parameters(), one.parameters());
        close(taken.values(), state.values());
        Path own = folder.resolve("own.zip");
        Path others = folder.resolve("others.zip");
        one.write(own);
        other.write(others);
        close(updaterState(others), updaterState(own));
      }
    }
  }

  private static void train(SequenceModel model, SequenceState state, String stream) {
    RandomStream random = new SeedSequence(3).stream(stream);
    FitResult result = new FitResult();
    for (int i = 0; i < 4; i++) {
      model.fit(tokens(random, STEPS), state, result);
    }
  }

  private static float[] updaterState(Path zip) throws IOException {
    MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(zip.toFile(), true);
    float[] state = network.updaterState().toFloatVector();
    NetworkMemory.free(network);
    return state;
  }

  /** What the library's own reader makes of a model that the library's engine trained. */
  @ParameterizedTest
  @MethodSource("plainCells")
  void aZipOpensInDeeplearning4j(String cell) throws IOException {
    Path zip = folder.resolve("model.zip");
    SequenceNetworkSpec spec = languageModel(cell, "type: adam, learningRate: 1e-3");
    try (SequenceModel model = create(spec, Engine.DEEPLEARNING4J)) {
      train(model, model.newState(SEQUENCES), "first");
      model.write(zip);
      int[] tokens = ids(new SeedSequence(3).stream("tokens"), STEPS * SEQUENCES);
      float[] probabilities = new float[STEPS * SEQUENCES * VOCABULARY];
      model.predict(tokens, STEPS, model.newState(SEQUENCES), probabilities);
      INDArray ids = Nd4j.zeros(SEQUENCES, 1, STEPS);
      for (int row = 0; row < tokens.length; row++) {
        ids.putScalar(row % SEQUENCES, 0, row / SEQUENCES, tokens[row]);
      }
      MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(zip.toFile(), true);
      INDArray expected = network.output(ids).permute(2, 0, 1).dup('c');
      close(probabilities, expected.data().asFloat());
      NetworkMemory.free(network);
    }
  }

  /** ‖∂h_T/∂h_t‖ with the same signs. */
  @ParameterizedTest
  @MethodSource("cells")
  void gradientsReachAsFar(String cell) {
    SequenceNetworkSpec spec = languageModel(cell, "type: adam, learningRate: 1e-3");
    List<double[][]> norms = new ArrayList<>();
    for (Engine engine : List.of(Engine.COMPILED, Engine.DEEPLEARNING4J)) {
      try (SequenceModel model = create(spec, engine)) {
        SequenceState state = model.newState(SEQUENCES);
        train(model, state, "first");
        float[] values = state.values().clone();
        float[] parameters = model.parameters();
        norms.add(
            model.hiddenGradientNorms(
                tokens(new SeedSequence(3).stream("tokens"), STEPS),
                state,
                2,
                new SeedSequence(3).stream("signs")));
        assertThat(state.values()).isEqualTo(values);
        assertThat(model.parameters()).isEqualTo(parameters);
      }
    }
    assertThat(norms.get(1)).hasNumberOfRows(norms.get(0).length);
    for (int layer = 0; layer < norms.get(0).length; layer++) {
      for (int k = 0; k < STEPS; k++) {
        double expected = norms.get(0)[layer][k];
        assertThat(expected).isGreaterThan(1e-8);
        assertThat(norms.get(1)[layer][k]).isEqualTo(expected, within(1e-3 * expected));
      }
    }
  }

  static Stream<String> cells() {
    return Stream.concat(
        CELLS.stream(),
        Stream.of("type: lstm, bidirectional: true", "type: rnn, bidirectional: true"));
  }

  @Test
  void whatTheLibraryCannotDoIsRefused() {
    SequenceNetworkSpec spec = languageModel("type: lstm", "type: sgd, learningRate: 0.1");
    SequenceNetworkSpec last =
        with(
            new SequenceInput.Tokens(VOCABULARY, 5),
            "type: gru",
            SequenceOutput.classes(VOCABULARY).atLastStep());
    Consumer<float[]> score =
        mask -> {
          try (SequenceModel model = create(spec, Engine.DEEPLEARNING4J)) {
            SequenceWindow window = tokens(new SeedSequence(3).stream("tokens"), 2).mask(mask);
            model.score(window, model.newState(SEQUENCES), null);
          }
        };
    assertThatThrownBy(() -> score.accept(new float[] {1, 0, 1, 1, 1, 1, 1, 1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sequence 1 goes on at step 1 after a masked step")
        .hasMessageContaining("engine: compiled");
    try (SequenceModel model = create(last, Engine.DEEPLEARNING4J)) {
      SequenceWindow window =
          tokens(new SeedSequence(3).stream("tokens"), 2)
              .steps(2, 1)
              .mask(new float[] {1, 1, 1, 1, 1, 1, 0, 1});
      assertThatThrownBy(() -> model.fit(window, model.newState(SEQUENCES), new FitResult()))
          .hasMessageContaining("sequence 2 has no step among the last 1")
          .hasMessageContaining("engine: compiled");
    }
  }
}
