package dev.ensayo.agents.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.model.FitResult;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.SequenceInput;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.backend.spec.SequenceOutput;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrentNetworkTest {
  private static final int INPUTS = 3;
  private static final int OUTPUTS = 2;
  private static final int STEPS = 8;

  private static RecurrentNetwork network(String cell) {
    Memory memory = Settings.of(Memory.class, "{cell: " + cell + ", units: 5, layers: 2}");
    return RecurrentNetwork.create(
        new SequenceNetworkSpec(
            new SequenceInput.Vectors(INPUTS),
            memory.specs(Initialization.ORTHOGONAL),
            0,
            SequenceOutput.numbers(OUTPUTS, Loss.SQUARED_ERROR),
            Settings.of(UpdaterSpec.Sgd.class, "{learningRate: 0.1}"),
            Regularization.none(),
            GradientClipping.none()),
        ObservationSpec.continuous(INPUTS),
        BackendConfig.defaults(),
        1,
        new WindowSize(4, STEPS));
  }

  private static float[] numbers(int count) {
    RandomStream random = new SeedSequence(5).stream("numbers");
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = 2 * random.nextFloat() - 1;
    }
    return numbers;
  }

  private static void same(float[] found, float[] expected) {
    assertThat(found).hasSize(expected.length);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).as("number %s", i).isCloseTo(expected[i], within(2e-6f));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "gru", "lstm", "min-gru", "min-lstm"})
  void aWindowIsItsStepsOneByOne(String cell) {
    try (RecurrentNetwork network = network(cell)) {
      float[] observations = numbers(STEPS * 2 * INPUTS);
      float[] window = new float[STEPS * 2 * OUTPUTS];
      SequenceState carried = network.newState(2);
      network.unroll(observations, null, STEPS, carried, window);
      RowStates rows = new RowStates(network, 2);
      float[] outputs = new float[2 * OUTPUTS];
      for (int t = 0; t < STEPS; t++) {
        int from = t * 2 * INPUTS;
        float[] now = Arrays.copyOfRange(observations, from, from + 2 * INPUTS);
        float[] peeked = new float[2 * OUTPUTS];
        rows.peek(now, new int[] {0, 1}, 2, peeked);
        rows.step(now, 2, outputs);
        same(outputs, Arrays.copyOfRange(window, t * 2 * OUTPUTS, (t + 1) * 2 * OUTPUTS));
        assertThat(peeked).as("a look takes nothing in").isEqualTo(outputs);
      }
      same(rows.values(), carried.values());
    }
  }

  /** The loss ½·Σ c·output² of the steps of a window. */
  private static float[] learned(
      RecurrentNetwork network,
      float[] observations,
      float[] mask,
      float[] resets,
      int steps,
      SequenceState state,
      float[] weights,
      FitResult result) {
    network.fit(
        observations,
        mask,
        resets,
        steps,
        state,
        (outputs, rows, gradients) -> {
          double sum = 0;
          for (int i = 0; i < rows * OUTPUTS; i++) {
            double weight = weights[i / OUTPUTS];
            sum += 0.5 * weight * outputs[0][i] * outputs[0][i];
            gradients[0][i] = (float) (weight * outputs[0][i]);
          }
          return sum;
        },
        result);
    return network.parameters();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rnn", "gru", "lstm", "min-gru", "min-lstm"})
  void anEpisodeThatBeginsInsideIsAWindowOfItsOwn(String cell) {
    int begin = 5;
    float[] observations = numbers(STEPS * INPUTS);
    float[] stored;
    FitResult inside = new FitResult();
    float[] once;
    try (RecurrentNetwork network = network(cell)) {
      SequenceState state = network.newState(1);
      network.unroll(numbers(3 * INPUTS), null, 3, state, new float[3 * OUTPUTS]);
      stored = state.values().clone();
      float[] resets = new float[STEPS];
      resets[begin] = 1;
      float[] weights = new float[STEPS];
      Arrays.fill(weights, 1);
      once = learned(network, observations, null, resets, STEPS, state, weights, inside);
    }
    // Side by side: steps 0 to 4 from the stored state, steps 5 to 7 from nothing.
    float[] apart = new float[begin * 2 * INPUTS];
    float[] mask = new float[begin * 2];
    for (int t = 0; t < begin; t++) {
      System.arraycopy(observations, t * INPUTS, apart, t * 2 * INPUTS, INPUTS);
      mask[t * 2] = 1;
      if (begin + t < STEPS) {
        System.arraycopy(observations, (begin + t) * INPUTS, apart, (t * 2 + 1) * INPUTS, INPUTS);
        mask[t * 2 + 1] = 1;
      }
    }
    FitResult beside = new FitResult();
    try (RecurrentNetwork network = network(cell)) {
      SequenceState state = network.newState(2);
      state.copyFrom(0, stored, 0);
      same(learned(network, apart, mask, null, begin, state, mask, beside), once);
    }
    assertThat(inside.loss()).isCloseTo(beside.loss(), within(1e-5));
    assertThat(inside.gradientNorm()).isCloseTo(beside.gradientNorm(), within(1e-5));
  }

  @Test
  void rowsBeginApart() {
    try (RecurrentNetwork network = network("lstm")) {
      RowStates rows = new RowStates(network, 1);
      float[] outputs = new float[3 * OUTPUTS];
      rows.step(numbers(3 * INPUTS), 3, outputs);
      float[] before = rows.values().clone();
      rows.begin(1);
      for (int row = 0; row < 3; row++) {
        float[] own = Arrays.copyOfRange(rows.values(), row * rows.size(), (row + 1) * rows.size());
        float[] was = Arrays.copyOfRange(before, row * rows.size(), (row + 1) * rows.size());
        assertThat(own).isEqualTo(row == 1 ? new float[rows.size()] : was);
      }
      rows.begin(4);
      assertThat(rows.values()).hasSize(5 * rows.size());
      assertThat(Arrays.copyOf(rows.values(), rows.size()))
          .isEqualTo(Arrays.copyOf(before, rows.size()));
    }
  }

  @Test
  void parametersFollowThoseOfAnother() {
    try (RecurrentNetwork network = network("gru");
        RecurrentNetwork target = network("gru")) {
      float[] before = target.parameters();
      float[] weights = new float[STEPS];
      Arrays.fill(weights, 1);
      float[] after =
          learned(
              network,
              numbers(STEPS * INPUTS),
              null,
              null,
              STEPS,
              network.newState(1),
              weights,
              new FitResult());
      assertThat(target.parameters()).isEqualTo(before).isNotEqualTo(after);
      target.moveTowards(network, 0.25);
      float[] blended = target.parameters();
      for (int i = 0; i < after.length; i++) {
        assertThat(blended[i]).isCloseTo(0.75f * before[i] + 0.25f * after[i], within(1e-6f));
      }
      target.moveTowards(network, 1);
      assertThat(target.parameters()).isEqualTo(after);
    }
  }
}
