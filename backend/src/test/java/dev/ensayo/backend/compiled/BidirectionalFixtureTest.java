package dev.ensayo.backend.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.io.Resources;
import dev.ensayo.backend.compiled.SequenceNetworks.Cell;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.extension.BothEnds;
import dev.ensayo.backend.model.SequenceState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Ten windows of sequences of different lengths, read both ways, beside PyTorch's packed sequences:
 * {@code bidirectional_fixture.py}, which says what is trained, made the text file with PyTorch
 * 1.13 in double.
 */
class BidirectionalFixtureTest {
  private static final int VOCABULARY = 7;
  private static final int SEQUENCES = 3;
  private static final int STEPS = 4;
  private static final int WINDOWS = 10;

  /** As near as single digits of float allow; in the copy in double as the fixture's digits. */
  private static final double TOLERANCE = Math.max(1e-9, 420 * Math.ulp(1f));

  @ParameterizedTest
  @CsvSource({
    "rnn-steps, RNN_TANH",
    "rnn-last, RNN_TANH",
    "rnn-mean, RNN_TANH",
    "rnn-max, RNN_TANH",
    "lstm-steps, LSTM",
    "lstm-last, LSTM",
    "lstm-mean, LSTM",
    "lstm-max, LSTM",
    "gru-steps, GRU_RESET_AFTER",
    "gru-last, GRU_RESET_AFTER",
    "gru-mean, GRU_RESET_AFTER",
    "gru-max, GRU_RESET_AFTER"
  })
  void trainsAsPyTorchDoes(String name, Cell cell) throws IOException {
    double[] expected = fixture(name);
    MultiLayerNetwork network =
        SequenceNetworks.initialized(
            SequenceNetworks.network(new Sgd(0.5), DataType.FLOAT, layers(name, cell)));
    try (SequencePlan plan = SequenceNetworks.compile(network, SEQUENCES, STEPS)) {
      Slice parameters = plan.parameters();
      for (int i = 0; i < parameters.length(); i++) {
        parameters.put(i, Math.sin(i) / 2);
      }
      SequenceState state = SequenceNetworks.state(plan, SEQUENCES);
      assertThat(state.size()).isZero();
      int rows = SEQUENCES * STEPS;
      int[] tokens = new int[rows];
      int[] targets = new int[rows];
      for (int window = 0; window < WINDOWS; window++) {
        for (int row = 0; row < rows; row++) {
          int n = window * rows + row;
          tokens[row] = (n * n + n) % VOCABULARY;
          targets[row] = (n * 3 + 1) % VOCABULARY;
        }
        double loss =
            plan.fit(SequenceNetworks.window(tokens, targets, mask(window), STEPS), state, null);
        assertThat(loss).as("window %d", window).isEqualTo(expected[window], within(TOLERANCE));
      }
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < parameters.length(); i++) {
        sum += parameters.get(i);
        squares += parameters.get(i) * parameters.get(i);
      }
      assertThat(sum).isEqualTo(expected[WINDOWS], within(50 * TOLERANCE));
      assertThat(squares).isEqualTo(expected[WINDOWS + 1], within(50 * TOLERANCE));
    }
  }

  private static float[] mask(int window) {
    int[] lengths = {STEPS, 1 + window % 4, 2 + window % 3};
    float[] mask = new float[STEPS * SEQUENCES];
    for (int b = 0; b < SEQUENCES; b++) {
      for (int t = 0; t < lengths[b]; t++) {
        mask[t * SEQUENCES + b] = 1;
      }
    }
    return mask;
  }

  private static List<Layer> layers(String name, Cell cell) {
    List<Layer> layers = new ArrayList<>();
    layers.add(new Bidirectional(cell.layer(VOCABULARY, 6, 1)));
    layers.add(new Bidirectional(cell.layer(12, 5, 1)));
    if (name.endsWith("-steps")) {
      layers.add(SequenceNetworks.output(10, VOCABULARY));
      return layers;
    }
    if (name.endsWith("-last")) {
      layers.add(new BothEnds());
    } else {
      PoolingType type = name.endsWith("-mean") ? PoolingType.AVG : PoolingType.MAX;
      layers.add(new GlobalPoolingLayer(type));
    }
    layers.add(
        new OutputLayer.Builder(LossFunction.MCXENT)
            .nIn(10)
            .nOut(VOCABULARY)
            .activation(Activation.SOFTMAX)
            .build());
    return layers;
  }

  private static double[] fixture(String name) throws IOException {
    List<String> lines =
        Resources.readLines(
            Resources.getResource("dev/ensayo/backend/compiled/bidirectional_fixture.txt"),
            StandardCharsets.UTF_8);
    String line = lines.stream().filter(l -> l.startsWith(name + " ")).findFirst().orElseThrow();
    return Arrays.stream(line.split(" ", -1)).skip(1).mapToDouble(Double::parseDouble).toArray();
  }
}
