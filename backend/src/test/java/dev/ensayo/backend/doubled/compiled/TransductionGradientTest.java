package dev.ensayo.backend.doubled.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.configuration.EncoderDecoderConfigurations;
import dev.ensayo.backend.doubled.compiled.arithmetic.Slice;
import dev.ensayo.backend.doubled.model.SequenceState;
import dev.ensayo.backend.doubled.model.SequenceWindow;
import dev.ensayo.backend.spec.EncoderDecoderSpec;
import dev.ensayo.backend.spec.EncoderDecoders;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Encoder, decoder and what joins them as {@link SequenceGradientTest} checks recurrent blocks. */
class TransductionGradientTest {
  private static final int SEQUENCES = 3;
  private static final int SOURCE = 4;
  private static final int TARGET = 3;
  private static final double STEP = 2e-5;

  /** The five-point formula, whose error goes with the fourth power of the step. */
  private static final int[] POINTS = {-2, -1, 1, 2};

  private static final double[] FACTORS = {1.0 / 12, -8.0 / 12, 8.0 / 12, -1.0 / 12};

  static Stream<EncoderDecoderSpec> specs() {
    return Stream.of(
            "{type: lstm, units: 3}",
            "{type: rnn, units: 3}",
            "{type: gru, units: 3}",
            "{type: gru, units: 3, dropout: 0.3}")
        .flatMap(EncoderDecoders::each);
  }

  /** Sequence 0 is whole, the others end earlier, on both sides. */
  @ParameterizedTest
  @MethodSource("specs")
  void everyParameter(EncoderDecoderSpec spec) {
    check(
        spec,
        new double[] {1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 0},
        new double[] {1, 1, 1, 1, 0, 1, 1, 0, 0});
    check(spec, null, null);
  }

  private static void check(EncoderDecoderSpec spec, double[] sourceMask, double[] targetMask) {
    ComputationGraph single = new ComputationGraph(EncoderDecoderConfigurations.of(spec, 3));
    single.init();
    ComputationGraph network = single.convertDataType(DataType.DOUBLE);
    network.initGradientsView();
    RandomStream random = new SeedSequence(9).stream("check");
    SequenceWindow source =
        new SequenceWindow()
            .steps(SOURCE)
            .tokens(tokens(random, SOURCE, EncoderDecoders.SOURCE_VOCABULARY))
            .mask(sourceMask);
    SequenceWindow target =
        new SequenceWindow()
            .steps(TARGET)
            .tokens(tokens(random, TARGET, EncoderDecoders.TARGET_VOCABULARY))
            .targets(tokens(random, TARGET, EncoderDecoders.TARGET_VOCABULARY))
            .mask(targetMask);
    try (TransductionPlan plan =
        TransductionPlan.compile(
            network.getConfiguration(),
            NetworkBuffers.of(network),
            new PairLimits(SEQUENCES, SOURCE, TARGET),
            OptionalDouble.empty())) {
      Slice parameters = plan.parameters();
      for (int i = 0; i < parameters.length(); i++) {
        parameters.put(i, random.nextDouble(-0.8, 0.8));
      }
      loss(plan, source, target);
      double[] gradient = new double[plan.gradient().length()];
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = plan.gradient().get(i);
      }
      assertThat(Arrays.stream(gradient).map(Math::abs).max().orElse(0)).isGreaterThan(1e-3);
      for (int i = 0; i < gradient.length; i++) {
        double value = parameters.get(i);
        double expected = 0;
        for (int k = 0; k < POINTS.length; k++) {
          parameters.put(i, value + POINTS[k] * STEP);
          expected += FACTORS[k] * loss(plan, source, target) / STEP;
        }
        parameters.put(i, value);
        assertThat(gradient[i])
            .as("parameter %d", i)
            .isEqualTo(expected, within(1e-8 + 1e-6 * Math.abs(expected)));
      }
    }
  }

  private static int[] tokens(RandomStream random, int steps, int vocabulary) {
    return SequenceNetworks.tokens(random, SEQUENCES * steps, vocabulary);
  }

  /** With the same dropout masks each time. */
  private static double loss(TransductionPlan plan, SequenceWindow source, SequenceWindow target) {
    SequenceState state = new SequenceState(SEQUENCES, plan.stateSize());
    return plan.computeGradient(source, target, state, new SeedSequence(4).stream("masks"));
  }
}
