package dev.ensayo.backend.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.io.Resources;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.configuration.EncoderDecoderConfigurations;
import dev.ensayo.backend.model.SequenceState;
import dev.ensayo.backend.model.SequenceWindow;
import dev.ensayo.backend.spec.Attention;
import dev.ensayo.backend.spec.EncoderDecoders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Ten updates of an encoder and a decoder beside PyTorch's, and what the last was made of: {@code
 * transduction_fixture.py}, which says what is trained, made the text file with PyTorch 1.13 in
 * double, without any padding.
 */
class TransductionFixtureTest {
  private static final int SEQUENCES = 3;
  private static final int SOURCE = 4;
  private static final int TARGET = 3;
  private static final int UPDATES = 10;
  private static final float[] SOURCE_MASK = {1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 0};
  private static final float[] TARGET_MASK = {1, 1, 1, 1, 1, 0, 1, 0, 0};

  /** As near as single digits of float allow; in the copy of this class in double as the file. */
  @ParameterizedTest
  @EnumSource(Attention.class)
  void trainsAsPyTorchDoes(Attention attention) throws IOException {
    double tolerance = Math.max(1e-9, 420 * Math.ulp(1f));
    double[] expected = fixture(attention);
    ComputationGraph single =
        new ComputationGraph(
            EncoderDecoderConfigurations.of(EncoderDecoders.plain(attention, 0.5), 3));
    single.init();
    ComputationGraph network = single.convertDataType(DataType.FLOAT);
    network.initGradientsView();
    try (TransductionPlan plan =
        TransductionPlan.compile(
            network.getConfiguration(),
            NetworkBuffers.of(network),
            new PairLimits(SEQUENCES, SOURCE, TARGET),
            OptionalDouble.empty())) {
      Slice parameters = plan.parameters();
      for (int i = 0; i < parameters.length(); i++) {
        parameters.put(i, Math.sin(i) / 2);
      }
      SequenceState state = new SequenceState(SEQUENCES, plan.stateSize());
      for (int update = 0; update < UPDATES; update++) {
        double loss = plan.fit(source(update), target(update), state, null);
        assertThat(loss).as("update %d", update).isEqualTo(expected[update], within(tolerance));
      }
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < parameters.length(); i++) {
        sum += parameters.get(i);
        squares += parameters.get(i) * parameters.get(i);
      }
      assertThat(sum).isEqualTo(expected[UPDATES], within(50 * tolerance));
      assertThat(squares).isEqualTo(expected[UPDATES + 1], within(50 * tolerance));
      if (plan.attends()) {
        checkWeights(plan, state, Arrays.copyOfRange(expected, UPDATES + 2, expected.length));
      }
    }
  }

  private static void checkWeights(TransductionPlan plan, SequenceState state, double[] expected) {
    float[] weights = new float[TARGET * SEQUENCES * SOURCE];
    float[] outputs = new float[TARGET * SEQUENCES * EncoderDecoders.TARGET_VOCABULARY];
    plan.encode(source(0), state);
    plan.predict(target(0), state, outputs);
    plan.attention(weights);
    for (int i = 0; i < weights.length; i++) {
      if (TARGET_MASK[i / SOURCE] != 0) {
        assertThat((double) weights[i]).isEqualTo(expected[i], within(1e-4));
      }
    }
  }

  private static SequenceWindow source(int update) {
    int[] tokens = new int[SOURCE * SEQUENCES];
    for (int row = 0; row < tokens.length; row++) {
      int n = update * tokens.length + row;
      tokens[row] = (n * n + n) % EncoderDecoders.SOURCE_VOCABULARY;
    }
    return new SequenceWindow().steps(SOURCE).tokens(tokens).mask(SOURCE_MASK);
  }

  private static SequenceWindow target(int update) {
    int[] tokens = new int[TARGET * SEQUENCES];
    int[] targets = new int[TARGET * SEQUENCES];
    for (int row = 0; row < tokens.length; row++) {
      int n = update * tokens.length + row;
      tokens[row] = (n * n + 2 * n) % EncoderDecoders.TARGET_VOCABULARY;
      targets[row] = (n * 3 + 1) % EncoderDecoders.TARGET_VOCABULARY;
    }
    return new SequenceWindow().steps(TARGET).tokens(tokens).targets(targets).mask(TARGET_MASK);
  }

  private static double[] fixture(Attention attention) throws IOException {
    List<String> lines =
        Resources.readLines(
            Resources.getResource("dev/ensayo/backend/compiled/transduction_fixture.txt"),
            StandardCharsets.UTF_8);
    String name = attention.name().toLowerCase(Locale.ROOT) + " ";
    String line = lines.stream().filter(l -> l.startsWith(name)).findFirst().orElseThrow();
    return Arrays.stream(line.split(" ", -1)).skip(1).mapToDouble(Double::parseDouble).toArray();
  }
}
