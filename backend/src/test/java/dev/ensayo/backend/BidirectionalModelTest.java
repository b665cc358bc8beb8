package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.NetworkMemory;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Readout;
import dev.ensayo.backend.spec.RecurrentSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.SequenceInput;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.backend.spec.SequenceOutput;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What a network that reads both ways looks at, and what it asks for. */
class BidirectionalModelTest {
  private static final int VOCABULARY = 6;
  private static final int SEQUENCES = 2;
  private static final int STEPS = 5;

  /** Sequence 0 has five steps, 1 has three. */
  private static final float[] MASK = {1, 1, 1, 1, 1, 1, 1, 0, 1, 0};

  @TempDir Path folder;

  record Layers(@Setting(value = "recurrent layers") List<RecurrentSpec> layers) {}

  private static SequenceNetworkSpec spec(Readout readout, String settings) {
    List<RecurrentSpec> layers =
        Settings.of(Layers.class, "{layers: [{type: lstm, units: 4, " + settings + "}]}").layers();
    return new SequenceNetworkSpec(
        new SequenceInput.Tokens(VOCABULARY, 3),
        List.of(layers.get(0), layers.get(0)),
        0,
        SequenceOutput.classes(VOCABULARY).reading(readout),
        new UpdaterSpec.Sgd(0.1),
        Regularization.none(),
        GradientClipping.none());
  }

  private static SequenceModel model(Readout readout, String settings) {
    return SequenceModels.create(
        spec(readout, settings), engine(Engine.COMPILED), 3, SEQUENCES, STEPS);
  }

  private static int[] tokens() {
    int[] tokens = new int[SEQUENCES * STEPS];
    Arrays.setAll(tokens, i -> (i * i + 1) % VOCABULARY);
    return tokens;
  }

  private static float[] outputs(SequenceModel model, int[] tokens, float[] mask) {
    float[] outputs = new float[SEQUENCES * STEPS * VOCABULARY];
    SequenceWindow window = new SequenceWindow().steps(STEPS).tokens(tokens).mask(mask);
    model.predict(window, model.newState(SEQUENCES), outputs);
    return outputs;
  }

  /** The output of a step of a sequence. */
  private static float[] row(float[] outputs, int step, int sequence) {
    int at = (step * SEQUENCES + sequence) * VOCABULARY;
    return Arrays.copyOfRange(outputs, at, at + VOCABULARY);
  }

  @Test
  void everyAnswerDependsOnBothEndsOfItsOwnSequence() {
    try (SequenceModel model = model(Readout.EVERY_STEP, "bidirectional: true")) {
      assertThat(model.newState(SEQUENCES).size()).isZero();
      float[] before = outputs(model, tokens(), MASK);
      int[] changed = tokens();
      changed[4 * SEQUENCES] = (changed[4 * SEQUENCES] + 1) % VOCABULARY;
      float[] after = outputs(model, changed, MASK);
      for (int step = 0; step < STEPS; step++) {
        assertThat(row(after, step, 0)).isNotEqualTo(row(before, step, 0));
      }
      for (int step = 0; step < 3; step++) {
        assertThat(row(after, step, 1)).isEqualTo(row(before, step, 1));
      }
      // What lies behind a sequence's end is nothing.
      int[] behind = tokens();
      behind[3 * SEQUENCES + 1] = (behind[3 * SEQUENCES + 1] + 1) % VOCABULARY;
      float[] same = outputs(model, behind, MASK);
      for (int step = 0; step < 3; step++) {
        assertThat(row(same, step, 1)).isEqualTo(row(before, step, 1));
      }
    }
  }

  /** A sequence is answered alike whatever it is padded to. */
  @ParameterizedTest
  @EnumSource(Readout.class)
  void paddingChangesNothing(Readout readout) {
    try (SequenceModel model = model(readout, "bidirectional: true")) {
      float[] padded = outputs(model, tokens(), MASK);
      float[] alone = new float[3 * VOCABULARY];
      int[] own = {tokens()[1], tokens()[3], tokens()[5]};
      model.predict(new SequenceWindow().steps(3).tokens(own), model.newState(1), alone);
      for (int step = 0; step < (readout.onePerSequence() ? 1 : 3); step++) {
        float[] expected = Arrays.copyOfRange(alone, step * VOCABULARY, (step + 1) * VOCABULARY);
        assertThat(row(padded, step, 1)).containsExactly(expected, within(1e-6f));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void partsOfWindowsAreNotLearnedFrom(Engine engine) {
    for (SequenceNetworkSpec spec :
        List.of(
            spec(Readout.EVERY_STEP, "bidirectional: true"),
            spec(Readout.MEAN, "bidirectional: false"))) {
      try (SequenceModel model = SequenceModels.create(spec, engine(engine), 3, SEQUENCES, STEPS)) {
        SequenceWindow window =
            new SequenceWindow().steps(STEPS, 2).tokens(tokens()).targets(tokens());
        assertThatThrownBy(() -> model.fit(window, model.newState(SEQUENCES), new FitResult()))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("learns from all steps of a window");
      }
    }
  }

  /** While training alone, and others each time. */
  @ParameterizedTest
  @EnumSource(Engine.class)
  void dropsInputs(Engine engine) {
    try (SequenceModel model =
        SequenceModels.create(
            spec(Readout.EVERY_STEP, "bidirectional: true, dropout: 0.5"),
            engine(engine),
            3,
            SEQUENCES,
            STEPS)) {
      float[] before = outputs(model, tokens(), null);
      assertThat(outputs(model, tokens(), null)).isEqualTo(before);
      FitResult first = new FitResult();
      FitResult second = new FitResult();
      SequenceWindow window = new SequenceWindow().steps(STEPS).tokens(tokens()).targets(tokens());
      model.setLearningRate(1e-12);
      model.fit(window, model.newState(SEQUENCES), first);
      model.fit(window, model.newState(SEQUENCES), second);
      assertThat(first.gradientNorm()).isNotCloseTo(second.gradientNorm(), within(1e-5));
    }
  }

  /** Deeplearning4j's own reader, which is given the mask, answers as the compiled engine does. */
  @ParameterizedTest
  @EnumSource(Readout.class)
  void aZipOpensInDeeplearning4j(Readout readout) throws IOException {
    Path zip = folder.resolve("model.zip");
    try (SequenceModel model = model(readout, "bidirectional: true, dropout: 0.5")) {
      model.write(zip);
      INDArray ids = Nd4j.zeros(SEQUENCES, 1, STEPS);
      INDArray mask = Nd4j.zeros(SEQUENCES, STEPS);
      for (int row = 0; row < SEQUENCES * STEPS; row++) {
        ids.putScalar(row % SEQUENCES, 0, row / SEQUENCES, tokens()[row]);
        mask.putScalar(row % SEQUENCES, row / SEQUENCES, MASK[row]);
      }
      MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(zip.toFile(), true);
      // The library's network tells the first of two such layers alone.
      for (int layer = 1; layer < network.getnLayers() - 1; layer++) {
        network.getLayer(layer).setMaskArray(mask);
      }
      INDArray rows = network.output(ids);
      float[] expected =
          (rows.rank() == 3 ? rows.permute(2, 0, 1) : rows).dup('c').data().asFloat();
      NetworkMemory.free(network);
      float[] outputs = outputs(model, tokens(), MASK);
      for (int row = 0; row < expected.length / VOCABULARY; row++) {
        if (readout.onePerSequence() || MASK[row] != 0) {
          int step = row / SEQUENCES;
          assertThat(row(outputs, step, row % SEQUENCES))
              .containsExactly(row(expected, step, row % SEQUENCES), within(1e-5f));
        }
      }
    }
  }
}
