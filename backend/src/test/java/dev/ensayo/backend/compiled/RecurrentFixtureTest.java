package dev.ensayo.backend.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.io.Resources;
import dev.ensayo.backend.compiled.SequenceNetworks.Cell;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.model.SequenceState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.conf.dropout.SpatialDropout;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * Ten windows of truncated backpropagation beside PyTorch's: {@code recurrent_fixture.py}, {@code
 * normalized_fixture.py}, {@code minimal_fixture.py} and {@code awd_fixture.py}, which say what is
 * trained, made the text files with PyTorch 1.13 in double.
 */
class RecurrentFixtureTest {
  private static final int VOCABULARY = 7;
  private static final int SEQUENCES = 3;
  private static final int STEPS = 4;
  private static final int WINDOWS = 10;

  /**
   * As near as single digits of float allow, and normalization magnifies them; in the copy of this
   * class in double as near as the digits of the fixture.
   */
  @ParameterizedTest
  @CsvSource({
    "rnn, RNN_TANH, 420",
    "lstm, LSTM, 420",
    "gru, GRU_RESET_AFTER, 420",
    "rnn-normalized, RNN_NORMALIZED, 4200",
    "lstm-normalized, LSTM_NORMALIZED, 4200",
    "gru-normalized, GRU_NORMALIZED, 4200",
    "lstm-tied, LSTM, 420",
    "lstm-adaptive, LSTM, 420",
    "min-gru, MIN_GRU, 420",
    "min-gru-plain, MIN_GRU_PLAIN, 420",
    "min-lstm, MIN_LSTM, 420",
    "min-lstm-plain, MIN_LSTM_PLAIN, 420",
    "rnn-awd, RNN_TANH, 840",
    "lstm-awd, LSTM, 840",
    "gru-awd, GRU_RESET_AFTER, 840"
  })
  void trainsAsPyTorchDoes(String name, Cell cell, int units) throws IOException {
    double tolerance = Math.max(1e-9, units * Math.ulp(1f));
    double[] expected = fixture(name);
    MultiLayerNetwork network =
        SequenceNetworks.initialized(
            SequenceNetworks.network(new Sgd(0.5), DataType.FLOAT, layers(name, cell)));
    WindowRegularization regularization =
        name.endsWith("-awd")
            ? new WindowRegularization(0.2, 0.4, 2, 1)
            : WindowRegularization.NONE;
    RandomGenerator masks = new FixtureMasks();
    try (SequencePlan plan = SequenceNetworks.compile(network, SEQUENCES, STEPS, regularization)) {
      Slice parameters = plan.parameters();
      for (int i = 0; i < parameters.length(); i++) {
        parameters.put(i, Math.sin(i) / 2);
      }
      SequenceState state = SequenceNetworks.state(plan, SEQUENCES);
      int rows = SEQUENCES * STEPS;
      int[] tokens = new int[rows];
      int[] targets = new int[rows];
      for (int window = 0; window < WINDOWS; window++) {
        for (int row = 0; row < rows; row++) {
          int n = window * rows + row;
          tokens[row] = (n * n + n) % VOCABULARY;
          targets[row] = (n * 3 + 1) % VOCABULARY;
        }
        double loss = plan.fit(SequenceNetworks.window(tokens, targets, null, STEPS), state, masks);
        assertThat(loss).as("window %d", window).isEqualTo(expected[window], within(tolerance));
      }
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < parameters.length(); i++) {
        sum += parameters.get(i);
        squares += parameters.get(i) * parameters.get(i);
      }
      assertThat(sum).isEqualTo(expected[WINDOWS], within(50 * tolerance));
      assertThat(squares).isEqualTo(expected[WINDOWS + 1], within(50 * tolerance));
    }
  }

  private static List<Layer> layers(String name, Cell cell) {
    if (name.endsWith("-tied")) {
      return tied(cell);
    }
    if (name.endsWith("-awd")) {
      return regularized(cell);
    }
    return name.endsWith("-adaptive") ? adaptive(cell) : plain(cell);
  }

  private static List<Layer> adaptive(Cell cell) {
    return List.of(
        cell.layer(VOCABULARY, 6, 1),
        cell.layer(6, 5, 1),
        SequenceNetworks.adaptiveSoftmax(5, VOCABULARY, 2, 2, 4));
  }

  private static List<Layer> plain(Cell cell) {
    return List.of(
        cell.layer(VOCABULARY, 6, 1), cell.layer(6, 5, 1), SequenceNetworks.output(5, VOCABULARY));
  }

  private static List<Layer> tied(Cell cell) {
    return List.of(
        SequenceNetworks.tiedEmbedding(VOCABULARY, 5),
        cell.layer(5, 6, 1),
        cell.layer(6, 5, 1),
        SequenceNetworks.tiedOutput(5, VOCABULARY));
  }

  /** With one mask of dropout for all steps of a window. */
  private static List<Layer> regularized(Cell cell) {
    return List.of(
        SequenceNetworks.tiedEmbedding(VOCABULARY, 5),
        locked(cell.layer(5, 6, 1), 0.7),
        locked(cell.layer(6, 5, 1), 0.8),
        new DropoutLayer(new SpatialDropout(0.9)),
        SequenceNetworks.tiedOutput(5, VOCABULARY));
  }

  private static Layer locked(Layer layer, double keep) {
    layer.setIDropout(new SpatialDropout(keep));
    return layer;
  }

  /** Number k of all that are drawn is kept if the fixture says so. */
  private static final class FixtureMasks implements RandomGenerator {
    private long drawn;

    @Override
    public long nextLong() {
      long k = drawn++;
      return (k * k + 3 * k) % 11 < 7 ? 0 : -1;
    }
  }

  private static double[] fixture(String name) throws IOException {
    String file = "recurrent_fixture.txt";
    if (name.startsWith("min-")) {
      file = "minimal_fixture.txt";
    } else if (name.endsWith("-normalized")) {
      file = "normalized_fixture.txt";
    } else if (name.endsWith("-awd")) {
      file = "awd_fixture.txt";
    }
    List<String> lines =
        Resources.readLines(
            Resources.getResource("dev/ensayo/backend/compiled/" + file), StandardCharsets.UTF_8);
    String line = lines.stream().filter(l -> l.startsWith(name + " ")).findFirst().orElseThrow();
    return Arrays.stream(line.split(" ", -1)).skip(1).mapToDouble(Double::parseDouble).toArray();
  }
}
