package dev.ensayo.backend.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.ensayo.backend.compiled.SequenceNetworks.Cell;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
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

  /** Two half windows with the state carried between them give the whole window's bits. */
  @ParameterizedTest
  @EnumSource(Cell.class)
  void carryingStateChangesNothing(Cell cell) {
    int[] tokens = tokens("tokens");
    int rows = SEQUENCES * STEPS;
    int half = rows / 2 * VOCABULARY;
    try (SequencePlan plan = SequenceNetworks.compile(network(cell, 1), SEQUENCES, STEPS)) {
      float[] whole = new float[rows * VOCABULARY];
      float[] end = new float[SEQUENCES * plan.stateSize()];
      plan.predict(tokens, null, SEQUENCES, STEPS, end, whole);
      float[] state = new float[end.length];
      float[] part = new float[half];
      for (int window = 0; window < 2; window++) {
        int[] own = Arrays.copyOfRange(tokens, window * rows / 2, (window + 1) * rows / 2);
        plan.predict(own, null, SEQUENCES, STEPS / 2, state, part);
        assertThat(part).isEqualTo(Arrays.copyOfRange(whole, window * half, (window + 1) * half));
      }
      assertThat(state).isEqualTo(end);
    }
  }

  /** A sequence by itself, step by step, as when text is sampled. */
  @ParameterizedTest
  @EnumSource(Cell.class)
  void oneStepOfOneSequenceAtATime(Cell cell) {
    int[] tokens = tokens("tokens");
    try (SequencePlan plan = SequenceNetworks.compile(network(cell, 1), SEQUENCES, STEPS)) {
      float[] whole = new float[SEQUENCES * STEPS * VOCABULARY];
      plan.predict(tokens, null, SEQUENCES, STEPS, null, whole);
      float[] state = new float[plan.stateSize()];
      float[] next = new float[VOCABULARY];
      for (int t = 0; t < STEPS; t++) {
        int row = t * SEQUENCES + 1;
        plan.predict(new int[] {tokens[row]}, null, 1, 1, state, next);
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
      float[] full = new float[SEQUENCES * plan.stateSize()];
      plan.score(tokens, tokens, null, SEQUENCES, STEPS, full);
      float[] early = new float[full.length];
      plan.score(tokens, tokens, null, SEQUENCES, 3, early);
      float[] masked = new float[full.length];
      double loss = plan.score(tokens, tokens, mask, SEQUENCES, STEPS, masked);
      int size = plan.stateSize();
      assertThat(Arrays.copyOfRange(masked, 0, size)).isEqualTo(Arrays.copyOfRange(full, 0, size));
      assertThat(Arrays.copyOfRange(masked, size, 2 * size))
          .isEqualTo(Arrays.copyOfRange(early, size, 2 * size));
      int[] others = tokens.clone();
      for (int i = 0; i < others.length; i++) {
        others[i] = mask[i] == 0 ? (others[i] + 1) % VOCABULARY : others[i];
      }
      assertThat(plan.score(others, others, mask, SEQUENCES, STEPS, new float[full.length]))
          .isEqualTo(loss);
    }
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
      float[] state = new float[SEQUENCES * plan.stateSize()];
      int[] previous = new int[SEQUENCES];
      double mean = 0;
      for (int window = 0; window < 400; window++) {
        for (int row = 0; row < tokens.length; row++) {
          tokens[row] = random.nextInt(VOCABULARY);
          targets[row] = previous[row % SEQUENCES];
          previous[row % SEQUENCES] = tokens[row];
        }
        double loss = plan.fit(tokens, targets, null, SEQUENCES, STEPS, STEPS, state, random);
        mean = window < 380 ? 0 : mean + loss / 20;
      }
      // A guess costs ln 7 = 1.95 nats.
      assertThat(mean).isLessThan(0.5);
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
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    RandomStream random = new SeedSequence(7).stream("masks");
    try (SequencePlan plan = SequenceNetworks.compile(network(cell, 0.8), SEQUENCES, STEPS)) {
      float[] state = new float[SEQUENCES * plan.stateSize()];
      float[] next = new float[SEQUENCES * VOCABULARY];
      long least = Long.MAX_VALUE;
      long nativeBytes = Pointer.totalBytes();
      for (int round = 0; round < 20; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 20; i++) {
          plan.fit(tokens, tokens, null, SEQUENCES, STEPS, STEPS, state, random);
          plan.fit(tokens, tokens, mask, SEQUENCES, STEPS, 3, state, random);
          plan.score(tokens, tokens, null, SEQUENCES, STEPS, state);
          plan.predict(tokens, null, 1, 1, state, next);
        }
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      assertThat(least).isLessThan(1000);
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
    assertThatThrownBy(
            () ->
                Plan.compile(
                    configuration,
                    network.params(),
                    network.updaterState(),
                    1,
                    OptionalDouble.empty()))
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
