package dev.ensayo.backend.doubled.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.doubled.compiled.SequenceNetworks.Cell;
import dev.ensayo.backend.doubled.compiled.arithmetic.Slice;
import dev.ensayo.backend.doubled.model.SequenceState;
import dev.ensayo.backend.doubled.model.SequenceWindow;
import dev.ensayo.core.random.SeedSequence;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Sgd;

/** ‖∂h_T/∂h_t‖ against central differences in double, and the estimate of it. */
class HiddenGradientTest {
  private static final int SEQUENCES = 2;
  private static final int STEPS = 6;
  private static final int VOCABULARY = 4;
  private static final int UNITS = 5;
  private static final double STEP = 0x1p-18;

  private static MultiLayerNetwork network(Cell cell) {
    return SequenceNetworks.initialized(
        SequenceNetworks.network(
            new Sgd(1),
            DataType.DOUBLE,
            List.of(
                SequenceNetworks.embedding(VOCABULARY, 3, false),
                cell.layer(3, 4, 1),
                cell.layer(4, UNITS, 0.5),
                SequenceNetworks.output(UNITS, VOCABULARY))));
  }

  private static int[] tokens() {
    return SequenceNetworks.tokens(
        new SeedSequence(2).stream("tokens"), SEQUENCES * STEPS, VOCABULARY);
  }

  /** All unit vectors in turn give the norm itself. */
  @ParameterizedTest
  @EnumSource(Cell.class)
  void isTheJacobiansNorm(Cell cell) {
    try (SequencePlan plan = SequenceNetworks.compile(network(cell), SEQUENCES, STEPS)) {
      SequenceState start = SequenceNetworks.state(plan, SEQUENCES);
      Arrays.fill(start.values(), 0.25);
      SequenceWindow window = new SequenceWindow().steps(STEPS).tokens(tokens());
      double[][] squares = new double[2][STEPS];
      double[][] directions = {new double[SEQUENCES * 4], new double[SEQUENCES * UNITS]};
      for (int unit = 0; unit < UNITS; unit++) {
        Arrays.fill(directions[1], 0);
        for (int b = 0; b < SEQUENCES; b++) {
          directions[1][b * UNITS + unit] = 1;
        }
        plan.addSquaredSlopes(window, start, directions, squares);
      }
      assertThat(start.values()).containsOnly(0.25);
      assertThat(squares[0]).containsOnly(0);
      assertThat(squares[1][STEPS - 1]).isEqualTo(SEQUENCES * UNITS);
      boolean cells = cell == Cell.LSTM || cell == Cell.LSTM_NORMALIZED;
      int hidden = plan.stateSize() - (cells ? 2 : 1) * UNITS;
      for (int t = 0; t < STEPS - 1; t++) {
        assertThat(squares[1][t])
            .as("step %d", t)
            .isEqualTo(differences(plan, start, t, hidden), within(1e-7 * squares[1][t] + 1e-12));
      }
    }
  }

  /** Σ (∂h_T/∂h_t)² of the upper layer, whose h of the state begins at an index. */
  private static double differences(SequencePlan plan, SequenceState start, int t, int hidden) {
    int size = start.size();
    SequenceState middle = SequenceNetworks.copy(start);
    int[] tokens = tokens();
    plan.score(SequenceNetworks.window(tokens, tokens, null, t + 1), middle, null);
    int[] rest = Arrays.copyOfRange(tokens, (t + 1) * SEQUENCES, tokens.length);
    double sum = 0;
    for (int unit = 0; unit < UNITS; unit++) {
      SequenceState above = SequenceNetworks.copy(middle);
      SequenceState below = SequenceNetworks.copy(middle);
      double[] width = new double[SEQUENCES];
      for (int b = 0; b < SEQUENCES; b++) {
        int at = b * size + hidden + unit;
        above.values()[at] += STEP;
        below.values()[at] -= STEP;
        width[b] = above.values()[at] - below.values()[at];
      }
      double[] high = last(plan, rest, above);
      double[] low = last(plan, rest, below);
      for (int i = 0; i < high.length; i++) {
        double slope = (high[i] - low[i]) / width[i / UNITS];
        sum += slope * slope;
      }
    }
    return sum;
  }

  private static double[] last(SequencePlan plan, int[] tokens, SequenceState state) {
    int steps = tokens.length / SEQUENCES;
    plan.score(SequenceNetworks.window(tokens, tokens, null, steps), state, null);
    Slice rows = plan.recurrentBlocks().get(1).outputRows();
    double[] last = new double[SEQUENCES * UNITS];
    for (int i = 0; i < last.length; i++) {
      last[i] = rows.get((steps - 1) * last.length + i);
    }
    return last;
  }

  /** The mean over many random signs is the norm that unit vectors give. */
  @Test
  void signsGiveTheNormInTheMean() {
    try (SequencePlan plan = SequenceNetworks.compile(network(Cell.LSTM), SEQUENCES, STEPS)) {
      SequenceWindow window = new SequenceWindow().steps(STEPS).tokens(tokens());
      SequenceState zero = SequenceNetworks.state(plan, SEQUENCES);
      double[][] norms =
          plan.hiddenGradientNorms(window, zero, 4000, new SeedSequence(1).stream("signs"));
      double[][] squares = new double[2][STEPS];
      double[][] directions = {new double[SEQUENCES * 4], new double[SEQUENCES * UNITS]};
      for (int unit = 0; unit < UNITS; unit++) {
        for (int layer = 0; layer < 2; layer++) {
          int units = directions[layer].length / SEQUENCES;
          Arrays.fill(directions[layer], 0);
          for (int b = 0; b < SEQUENCES && unit < units; b++) {
            directions[layer][b * units + unit] = 1;
          }
        }
        plan.addSquaredSlopes(window, zero, directions, squares);
      }
      for (int layer = 0; layer < 2; layer++) {
        assertThat(norms[layer][0]).isEqualTo(1, within(1e-12));
        for (int k = 1; k < STEPS; k++) {
          double exact = Math.sqrt(squares[layer][STEPS - 1 - k] / directions[layer].length);
          assertThat(norms[layer][k]).isEqualTo(exact, within(0.03 * exact));
        }
      }
    }
  }
}
