package dev.ensayo.backend.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.compiled.SequenceNetworks.Cell;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;

/** What windows, carried state and masks promise, and what a step costs. */
class SequencePlanTest {
  private static final int VOCABULARY = 7;
  private static final int SEQUENCES = 3;
  private static final int STEPS = 8;

  private static MultiLayerNetwork network(Cell cell, double keep) {
    List<Layer> layers = new ArrayList<>();
    layers.add(SequenceNetworks.embedding(VOCABULARY, 5, false));
    layers.add(cell.layer(5, 40, 1));
    layers.add(cell.layer(40, 30, keep));
    layers.add(SequenceNetworks.output(30, VOCABULARY));
    return SequenceNetworks.initialized(
        SequenceNetworks.network(new Adam(1e-2), DataType.FLOAT, layers));
  }

  private static int[] tokens(String stream) {
    return SequenceNetworks.tokens(
        new SeedSequence(5).stream(stream), SEQUENCES * STEPS, VOCABULARY);
  }

  /** A window whose targets are its tokens. */
  private static SequenceWindow window(int[] tokens, int steps) {
    return SequenceNetworks.window(tokens, tokens, null, steps);
  }

  /** Two half windows with the state carried between them give the whole window's bits. */
  @ParameterizedTest
  @EnumSource(Cell.class)
  void carryingStateChangesNothing(Cell cell) {
    int[] tokens = tokens("tokens");
    int rows = SEQUENCES * STEPS;
    int half = rows / 2 * VOCABULARY;
    try (SequencePlan plan = SequenceNetworks.compile(network(cell, 1), SEQUENCES, STEPS)) {
      float[] whole = new float[rows * VOCABULARY];
      SequenceState end = SequenceNetworks.state(plan, SEQUENCES);
      plan.predict(window(tokens, STEPS), end, whole);
      SequenceState state = SequenceNetworks.state(plan, SEQUENCES);
      float[] part = new float[half];
      for (int window = 0; window < 2; window++) {
        int[] own = Arrays.copyOfRange(tokens, window * rows / 2, (window + 1) * rows / 2);
        plan.predict(window(own, STEPS / 2), state, part);
        assertThat(part).isEqualTo(Arrays.copyOfRange(whole, window * half, (window + 1) * half));
      }
      assertThat(state.values()).isEqualTo(end.values());
    }
  }

  /** A sequence by itself, step by step, as when text is sampled. */
  @ParameterizedTest
  @EnumSource(Cell.class)
  void oneStepOfOneSequenceAtATime(Cell cell) {
    int[] tokens = tokens("tokens");
    try (SequencePlan plan = SequenceNetworks.compile(network(cell, 1), SEQUENCES, STEPS)) {
      float[] whole = new float[SEQUENCES * STEPS * VOCABULARY];
      plan.predict(window(tokens, STEPS), SequenceNetworks.state(plan, SEQUENCES), whole);
      SequenceState state = SequenceNetworks.state(plan, 1);
      float[] next = new float[VOCABULARY];
      for (int t = 0; t < STEPS; t++) {
        int row = t * SEQUENCES + 1;
        plan.predict(window(new int[] {tokens[row]}, 1), state, next);
        assertThat(next)
            .containsExactly(
                Arrays.copyOfRange(whole, row * VOCABULARY, (row + 1) * VOCABULARY), within(1e-5f));
      }
    }
  }

  /** Over masked steps a sequence's state stands still, and its tokens do not matter. */
  @ParameterizedTest
  @EnumSource(Cell.class)
  void maskedStepsLeaveTheState(Cell cell) {
    int[] tokens = tokens("tokens");
    float[] mask = new float[SEQUENCES * STEPS];
    Arrays.fill(mask, 1);
    for (int t = 3; t < STEPS; t++) {
      mask[t * SEQUENCES + 1] = 0;
    }
    try (SequencePlan plan = SequenceNetworks.compile(network(cell, 1), SEQUENCES, STEPS)) {
      SequenceState full = SequenceNetworks.state(plan, SEQUENCES);
      plan.score(window(tokens, STEPS), full, null);
      SequenceState early = SequenceNetworks.state(plan, SEQUENCES);
      plan.score(window(tokens, 3), early, null);
      SequenceState masked = SequenceNetworks.state(plan, SEQUENCES);
      double loss = plan.score(window(tokens, STEPS).mask(mask), masked, null);
      assertThat(of(masked, 0)).isEqualTo(of(full, 0));
      // Products of all steps at once round by the number of steps.
      assertThat(of(masked, 1)).containsExactly(of(early, 1), within(1e-6f));
      int[] others = tokens.clone();
      for (int i = 0; i < others.length; i++) {
        others[i] = mask[i] == 0 ? (others[i] + 1) % VOCABULARY : others[i];
      }
      SequenceState again = SequenceNetworks.state(plan, SEQUENCES);
      assertThat(plan.score(window(others, STEPS).mask(mask), again, null)).isEqualTo(loss);
    }
  }

  /** What is carried of one sequence. */
  private static float[] of(SequenceState state, int sequence) {
    int size = state.size();
    return Arrays.copyOfRange(state.values(), sequence * size, (sequence + 1) * size);
  }

  /** The target is the token before the last: only a carried state can tell. */
  @ParameterizedTest
  @Tag("learning")
  @EnumSource(Cell.class)
  void learnsWhatOnlyAStateCanTell(Cell cell) {
    RandomStream random = new SeedSequence(8).stream("text");
    int[] tokens = new int[SEQUENCES * STEPS];
    int[] targets = new int[SEQUENCES * STEPS];
    try (SequencePlan plan = SequenceNetworks.compile(network(cell, 0.95), SEQUENCES, STEPS)) {
      SequenceState state = SequenceNetworks.state(plan, SEQUENCES);
      SequenceWindow next = SequenceNetworks.window(tokens, targets, null, STEPS);
      int[] previous = new int[SEQUENCES];
      double mean = 0;
      for (int window = 0; window < 400; window++) {
        for (int row = 0; row < tokens.length; row++) {
          tokens[row] = random.nextInt(VOCABULARY);
          targets[row] = previous[row % SEQUENCES];
          previous[row % SEQUENCES] = tokens[row];
        }
        double loss = plan.fit(next, state, random);
        mean = window < 380 ? 0 : mean + loss / 20;
      }
      // A guess costs ln 7 = 1.95 nats. Minimal cells learn less from a step.
      assertThat(mean).isLessThan(cell.name().startsWith("MIN_") ? 0.75 : 0.5);
    }
  }

  /** Steps, scores and samples put nothing on the heap once they run. */
  @ParameterizedTest
  @EnumSource(Cell.class)
  void aStepAllocatesNothing(Cell cell) {
    int[] tokens = tokens("tokens");
    float[] mask = new float[tokens.length];
    Arrays.fill(mask, 1);
    mask[4] = 0;
    RandomStream random = new SeedSequence(7).stream("masks");
    WindowRegularization all = new WindowRegularization(0.1, 0.2, 2, 1);
    try (SequencePlan plan = SequenceNetworks.compile(network(cell, 0.8), SEQUENCES, STEPS, all)) {
      SequenceState state = SequenceNetworks.state(plan, SEQUENCES);
      SequenceState single = SequenceNetworks.state(plan, 1);
      SequenceWindow whole = window(tokens, STEPS);
      SequenceWindow masked = window(tokens, STEPS).mask(mask).steps(STEPS, 3);
      SequenceWindow sampled = window(tokens, 1);
      float[] next = new float[SEQUENCES * VOCABULARY];
      long nativeBytes = Pointer.totalBytes();
      StepAllocation.assertNone(
          "four calls",
          20,
          () -> {
            plan.fit(whole, state, random);
            plan.fit(masked, state, random);
            plan.score(whole, state, null);
            plan.predict(sampled, single, next);
          });
      assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(nativeBytes);
    }
  }

  @Test
  void whatHasNoBlockIsNamed() {
    refuses(
        new LSTM.Builder()
            .nIn(VOCABULARY)
            .nOut(4)
            .activation(Activation.TANH)
            .gateActivationFunction(Activation.HARDSIGMOID)
            .build(),
        "gate activation");
    refuses(new LSTM.Builder().nIn(VOCABULARY).nOut(4).activation(Activation.RELU).build(), "relu");
  }

  @Test
  void aModelOfVectorsRefusesRecurrentLayers() {
    MultiLayerConfiguration configuration =
        SequenceNetworks.network(
            new Adam(),
            DataType.FLOAT,
            List.of(Cell.LSTM.layer(VOCABULARY, 4, 1), SequenceNetworks.output(4, 2)));
    MultiLayerNetwork network = SequenceNetworks.initialized(configuration);
    assertThatThrownBy(() -> Plans.compile(network, 1))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("layer 0")
        .hasMessageContaining("sequence model");
  }

  private static void refuses(Layer layer, String word) {
    MultiLayerNetwork network =
        SequenceNetworks.initialized(
            SequenceNetworks.network(
                new Adam(),
                DataType.FLOAT,
                List.of(layer, SequenceNetworks.output(4, VOCABULARY))));
    assertThatThrownBy(() -> SequenceNetworks.compile(network, 1, 1))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("layer 0")
        .hasMessageContaining(word);
  }
}
