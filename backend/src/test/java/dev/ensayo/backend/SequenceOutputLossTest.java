package dev.ensayo.backend;

import static dev.ensayo.backend.ModelContractTest.engine;
import static dev.ensayo.backend.ModelContractTest.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.OutputLoss;
import dev.ensayo.backend.model.SequenceModel;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.spec.EveryKind;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.SequenceInput;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.backend.spec.SequenceOutput;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig.Engine;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Recurrent networks on losses that are given by their gradient, and what acting needs. */
class SequenceOutputLossTest {
  private static final int SEQUENCES = 3;
  private static final int STEPS = 5;
  private static final int FEATURES = 4;
  private static final int OUTPUTS = 2;

  private static SequenceModel model(String cell, double dropout, Engine engine) {
    SequenceNetworkSpec spec =
        new SequenceNetworkSpec(
            new SequenceInput.Vectors(FEATURES),
            List.of(EveryKind.cell(cell), EveryKind.cell(cell)),
            dropout,
            SequenceOutput.numbers(OUTPUTS, Loss.MEAN_SQUARED_ERROR)
                .starting(Initialization.ORTHOGONAL, 0.01),
            new UpdaterSpec.Sgd(0.3),
            Regularization.none(),
            new GradientClipping(OptionalDouble.of(0.3), OptionalDouble.empty()));
    return SequenceModels.create(spec, engine(engine), 4, SEQUENCES, STEPS);
  }

  private static SequenceWindow window(RandomStream random, int before) {
    return new SequenceWindow()
        .steps(STEPS, STEPS - before)
        .vectors(gaussian(random, SEQUENCES * STEPS * FEATURES));
  }

  /** The mean over the learned steps of Σ (y − t)² / O: what the spec's own loss learns from. */
  private static OutputLoss meanSquares(float[] targets, int before) {
    return (outputs, rows, gradients) -> {
      double loss = 0;
      int first = before * SEQUENCES * OUTPUTS;
      double count = rows * OUTPUTS - first;
      for (int i = 0; i < rows * OUTPUTS; i++) {
        double error = outputs[0][i] - targets[i];
        // Of steps that are not learned from the slope does not matter.
        gradients[0][i] = (float) (2 * error / count);
        loss += i < first ? 0 : error * error / count;
      }
      return loss;
    };
  }

  @ParameterizedTest
  @EnumSource
  void aLossGivenByItsGradientIsThatLoss(Engine engine) {
    RandomStream random = new SeedSequence(1).stream("data");
    FitResult one = new FitResult();
    FitResult two = new FitResult();
    for (int before : new int[] {0, 2}) {
      String cell = before == 0 ? "{type: lstm, units: 6}" : "{type: gru, units: 6}";
      // Deeplearning4j draws the mask of an output layer in another order when it learns.
      double dropout = engine == Engine.COMPILED ? 0.2 : 0;
      try (SequenceModel named = model(cell, dropout, engine);
          SequenceModel given = model(cell, dropout, engine)) {
        SequenceState first = named.newState(SEQUENCES);
        SequenceState second = given.newState(SEQUENCES);
        for (int i = 0; i < 6; i++) {
          float[] targets = gaussian(random, SEQUENCES * STEPS * OUTPUTS);
          SequenceWindow window = window(random, before).targets(targets);
          named.fit(window, first, one);
          given.fit(window, second, meanSquares(targets, before), two);
          assertThat(two.gradientNorm()).isEqualTo(one.gradientNorm(), within(1e-5));
        }
        assertThat(given.parameters()).containsExactly(named.parameters(), within(1e-4f));
        assertThat(second.values()).containsExactly(first.values(), within(1e-4f));
      }
    }
  }

  /** Two columns of the output layer's weights, orthonormal but for their gain. */
  @Test
  void theOutputLayerStartsAsItIsTold() {
    try (SequenceModel model = model("{type: gru, units: 6}", 0, Engine.COMPILED)) {
      float[] all = model.parameters();
      int weights = all.length - OUTPUTS - 6 * OUTPUTS;
      double squares = 0;
      for (int i = weights; i < all.length - OUTPUTS; i++) {
        squares += (double) all[i] * all[i];
      }
      assertThat(Math.sqrt(squares)).isEqualTo(0.01 * Math.sqrt(OUTPUTS), within(1e-7));
    }
  }

  /** A sequence that begins anew predicts as one with a state of zeros, whatever came before. */
  @Test
  void aSequenceBeginsAnew() {
    RandomStream random = new SeedSequence(2).stream("data");
    float[] vectors = gaussian(random, SEQUENCES * STEPS * FEATURES);
    float[] resets = new float[SEQUENCES * STEPS];
    resets[2 * SEQUENCES + 1] = 1;
    float[] outputs = new float[SEQUENCES * STEPS * OUTPUTS];
    float[] step = new float[SEQUENCES * OUTPUTS];
    try (SequenceModel model = model("{type: lstm, units: 6}", 0, Engine.COMPILED)) {
      SequenceState whole = model.newState(SEQUENCES);
      Arrays.fill(whole.values(), 0.5f);
      SequenceState single = model.newState(SEQUENCES);
      single.copyFrom(whole);
      SequenceWindow window = new SequenceWindow().steps(STEPS).vectors(vectors).resets(resets);
      model.predict(window, whole, outputs);
      for (int t = 0; t < STEPS; t++) {
        if (t == 2) {
          single.reset(1);
        }
        int from = t * SEQUENCES * FEATURES;
        float[] now = Arrays.copyOfRange(vectors, from, from + SEQUENCES * FEATURES);
        model.predict(new SequenceWindow().steps(1).vectors(now), single, step);
        int at = t * SEQUENCES * OUTPUTS;
        assertThat(Arrays.copyOfRange(outputs, at, at + SEQUENCES * OUTPUTS))
            .containsExactly(step, within(1e-6f));
      }
      assertThat(whole.values()).containsExactly(single.values(), within(1e-6f));
    }
  }

  /** Both engines, with ends, beginnings anew and carried states, on both kinds of losses. */
  @Test
  void bothEnginesBeginAnewAlike() {
    RandomStream random = new SeedSequence(3).stream("data");
    FitResult one = new FitResult();
    FitResult two = new FitResult();
    for (String cell : List.of("rnn", "gru")) {
      String yaml = "{type: " + cell + ", units: 6}";
      try (SequenceModel compiled = model(yaml, 0, Engine.COMPILED);
          SequenceModel library = model(yaml, 0, Engine.DEEPLEARNING4J)) {
        SequenceState first = compiled.newState(SEQUENCES);
        SequenceState second = library.newState(SEQUENCES);
        float[] outputs = new float[SEQUENCES * STEPS * OUTPUTS];
        float[] others = new float[outputs.length];
        for (int i = 0; i < 8; i++) {
          float[] resets = new float[SEQUENCES * STEPS];
          for (int row = 0; row < resets.length; row++) {
            resets[row] = random.nextInt(4) == 0 ? 1 : 0;
          }
          float[] targets = gaussian(random, outputs.length);
          SequenceWindow window = window(random, 2 * (i % 2)).targets(targets).resets(resets);
          if (i < 4) {
            compiled.fit(window, first, meanSquares(targets, 2 * (i % 2)), one);
            library.fit(window, second, meanSquares(targets, 2 * (i % 2)), two);
          } else {
            compiled.fit(window, first, one);
            library.fit(window, second, two);
          }
          assertThat(two.loss()).isEqualTo(one.loss(), within(1e-4));
          assertThat(two.gradientNorm()).isEqualTo(one.gradientNorm(), within(1e-4));
          assertThat(second.values()).containsExactly(first.values(), within(1e-3f));
          compiled.predict(window, first, outputs);
          library.predict(window, second, others);
          assertThat(others).containsExactly(outputs, within(1e-3f));
          assertThat(library.score(window, second, null))
              .isEqualTo(compiled.score(window, first, null), within(1e-2));
        }
        assertThat(library.parameters()).containsExactly(compiled.parameters(), within(1e-3f));
      }
    }
  }

  /** Deeplearning4j's LSTM puts out what it should and says that it does not learn. */
  @Test
  void theLibrarysLstmBeginsAnewWithoutLearning() {
    RandomStream random = new SeedSequence(4).stream("data");
    float[] resets = new float[SEQUENCES * STEPS];
    resets[2 * SEQUENCES + 1] = 1;
    SequenceWindow window = window(random, 0).resets(resets);
    float[] outputs = new float[SEQUENCES * STEPS * OUTPUTS];
    float[] others = new float[outputs.length];
    String cell = "{type: lstm, units: 6}";
    try (SequenceModel compiled = model(cell, 0, Engine.COMPILED);
        SequenceModel library = model(cell, 0, Engine.DEEPLEARNING4J)) {
      SequenceState state = library.newState(SEQUENCES);
      compiled.predict(window, compiled.newState(SEQUENCES), outputs);
      library.predict(window, state, others);
      assertThat(others).containsExactly(outputs, within(1e-5f));
      float[] targets = gaussian(random, outputs.length);
      assertThatThrownBy(() -> library.fit(window, state, meanSquares(targets, 0), new FitResult()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Deeplearning4j's LSTM, whose gradient goes past them");
    }
  }

  /** What a replay buffer keeps of a sequence. */
  @Test
  void statesAreCopiedOneByOne() {
    SequenceState state = new SequenceState(2, 3);
    state.copyFrom(1, new float[] {9, 1, 2, 3}, 1);
    assertThat(state.values()).containsExactly(0, 0, 0, 1, 2, 3);
    float[] kept = new float[4];
    state.copyTo(1, kept, 1);
    assertThat(kept).containsExactly(0, 1, 2, 3);
    assertThatThrownBy(() -> state.copyTo(2, kept, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
