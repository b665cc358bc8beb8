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
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.RecurrentSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.SequenceInput;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.backend.spec.SequenceOutput;
import dev.ensayo.backend.spec.TransformerNetworkSpec;
import dev.ensayo.backend.spec.TransformerSpec;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Embeddings that are put from outside, and those that stay as they are put. */
class EmbeddingRowsTest {
  private static final int VOCABULARY = 7;
  private static final int SIZE = 4;
  private static final int SEQUENCES = 3;
  private static final int STEPS = 5;

  @TempDir private Path folder;

  /** Parts of a spec as an agent would have them. */
  record Parts(
      @Setting(value = "layers") List<RecurrentSpec> layers,
      @Setting(value = "updater") UpdaterSpec updater) {
    Parts {
      Settings.check(Parts.class, layers, updater);
    }
  }

  /** With all that could move a row: decay, penalties, limits, momentum, dropout. */
  private static SequenceNetworkSpec spec(String cell, boolean trained) {
    Parts parts =
        Settings.of(
            Parts.class,
            "{layers: [{type: %s, units: 4}], updater: {type: adam, learningRate: 0.05}}"
                .formatted(cell));
    return new SequenceNetworkSpec(
        new SequenceInput.Tokens(VOCABULARY, SIZE, 0.1, 0, trained),
        parts.layers(),
        0,
        SequenceOutput.classes(VOCABULARY),
        parts.updater(),
        Settings.of(Regularization.class, "{l1: 1e-2, l2: 1e-2}"),
        new GradientClipping(OptionalDouble.of(0.5), OptionalDouble.of(0.5)));
  }

  private static float[] rows() {
    RandomStream random = new SeedSequence(11).stream("rows");
    float[] rows = new float[VOCABULARY * SIZE];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = 2 * random.nextFloat() - 1;
    }
    return rows;
  }

  /** Deeplearning4j keeps W {@code [V, D]} first, column by column. */
  private static float[] embeddings(SequenceModel model) {
    float[] all = model.parameters();
    float[] rows = new float[VOCABULARY * SIZE];
    for (int id = 0; id < VOCABULARY; id++) {
      for (int i = 0; i < SIZE; i++) {
        rows[id * SIZE + i] = all[i * VOCABULARY + id];
      }
    }
    return rows;
  }

  private static SequenceModel create(SequenceNetworkSpec spec, Engine engine) {
    return SequenceModels.create(spec, engine(engine), 5, SEQUENCES, STEPS);
  }

  private static int[] ids(RandomStream random) {
    int[] ids = new int[STEPS * SEQUENCES];
    Arrays.setAll(ids, i -> random.nextInt(VOCABULARY));
    return ids;
  }

  private static void train(SequenceModel model, SequenceState state) {
    RandomStream random = new SeedSequence(3).stream("tokens");
    FitResult result = new FitResult();
    for (int i = 0; i < 5; i++) {
      SequenceWindow window = new SequenceWindow().steps(STEPS);
      model.fit(window.tokens(ids(random)).targets(ids(random)), state, result);
      assertThat(result.gradientNorm()).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void rowsArePutAndLearnedFurther(Engine engine) {
    try (SequenceModel model = create(spec("lstm", true), engine)) {
      model.setEmbeddings(rows());
      assertThat(embeddings(model)).containsExactly(rows());
      train(model, model.newState(SEQUENCES));
      assertThat(embeddings(model)).isNotEqualTo(rows());
      assertThatThrownBy(() -> model.setEmbeddings(new float[3]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("3 numbers for an embedding of 28");
    }
  }

  /** Not a bit of a frozen row moves; all else learns, the same on both engines. */
  @ParameterizedTest
  @ValueSource(strings = {"rnn", "lstm", "gru", "min-gru", "min-lstm"})
  void frozenRowsStayAndBothEnginesAgree(String cell) {
    try (SequenceModel compiled = create(spec(cell, false), Engine.COMPILED);
        SequenceModel library = create(spec(cell, false), Engine.DEEPLEARNING4J)) {
      for (SequenceModel model : List.of(compiled, library)) {
        model.setEmbeddings(rows());
        float[] before = model.parameters();
        train(model, model.newState(SEQUENCES));
        assertThat(embeddings(model)).containsExactly(rows());
        assertThat(model.parameters()).isNotEqualTo(before);
      }
      assertThat(compiled.parameters()).containsExactly(library.parameters(), within(2e-4f));
    }
  }

  /** The zip has Deeplearning4j's FrozenLayer: it computes the same there and stays frozen. */
  @Test
  void aFrozenZipOpensInDeeplearning4jAndGoesOnHere() throws IOException {
    Path zip = folder.resolve("model.zip");
    try (SequenceModel model = create(spec("lstm", false), Engine.COMPILED)) {
      model.setEmbeddings(rows());
      train(model, model.newState(SEQUENCES));
      model.write(zip);
      int[] tokens = ids(new SeedSequence(3).stream("asked"));
      float[] probabilities = new float[STEPS * SEQUENCES * VOCABULARY];
      model.predict(tokens, STEPS, model.newState(SEQUENCES), probabilities);
      INDArray ids = Nd4j.zeros(SEQUENCES, 1, STEPS);
      for (int row = 0; row < tokens.length; row++) {
        ids.putScalar(row % SEQUENCES, 0, row / SEQUENCES, tokens[row]);
      }
      MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(zip.toFile(), true);
      float[] there = network.output(ids).permute(2, 0, 1).dup('c').data().asFloat();
      assertThat(there).containsExactly(probabilities, within(1e-5f));
      NetworkMemory.free(network);
    }
    try (SequenceModel again =
            SequenceModels.load(zip, engine(Engine.COMPILED), 5, SEQUENCES, STEPS);
        SequenceModel adapting =
            SequenceModels.loadToAdapt(zip, engine(Engine.COMPILED), 0.1, STEPS)) {
      train(again, again.newState(SEQUENCES));
      assertThat(embeddings(again)).containsExactly(rows());
      int[] asked = Arrays.copyOf(ids(new SeedSequence(3).stream("asked")), STEPS);
      adapting.fitWindow(asked, asked, null, STEPS, STEPS, adapting.newState(1), new FitResult());
      assertThat(embeddings(adapting)).containsExactly(rows());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"learned", "rotary"})
  void thoseOfATransformerToo(String positions) {
    TransformerNetworkSpec spec =
        new TransformerNetworkSpec(
            VOCABULARY,
            false,
            Settings.of(
                TransformerSpec.class,
                "{layers: 2, heads: 1, embeddingSize: 4, context: 5, tiedOutput: false, positions: "
                    + positions
                    + "}"),
            Settings.of(
                    Parts.class,
                    "{layers: [{type: gru, units: 4}], updater: {type: adamw, weightDecay: 0.1}}")
                .updater(),
            Regularization.none(),
            GradientClipping.none());
    for (Engine engine : Engine.values()) {
      try (SequenceModel model = SequenceModels.create(spec, engine(engine), 5, SEQUENCES)) {
        model.setEmbeddings(rows());
        train(model, SequenceState.none(SEQUENCES));
        assertThat(embeddings(model)).containsExactly(rows());
      }
    }
  }

  @Test
  void whatCannotBeFrozenIsRefused() {
    assertThatThrownBy(() -> new SequenceInput.Tokens(5, 0, 0, 0, false))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("must be at least 1 where embeddings are not learned, not 0");
    SequenceNetworkSpec frozen = spec("lstm", false);
    assertThatThrownBy(
            () ->
                new SequenceNetworkSpec(
                    frozen.input(),
                    frozen.layers(),
                    0,
                    SequenceOutput.classes(VOCABULARY).tiedToEmbedding(),
                    frozen.updater(),
                    Regularization.none(),
                    GradientClipping.none()))
        .hasMessage("the embedding is the output's matrix, too, and must be learned");
    try (SequenceModel none =
        create(
            new SequenceNetworkSpec(
                VOCABULARY,
                0,
                frozen.layers(),
                0,
                frozen.updater(),
                Regularization.none(),
                GradientClipping.none()),
            Engine.COMPILED)) {
      assertThatThrownBy(() -> none.setEmbeddings(rows()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the network has no embedding");
    }
  }
}
