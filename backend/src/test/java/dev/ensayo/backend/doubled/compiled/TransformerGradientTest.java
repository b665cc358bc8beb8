package dev.ensayo.backend.doubled.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ensayo.backend.doubled.model.SequenceState;
import dev.ensayo.backend.extension.CausalAttention;
import dev.ensayo.backend.extension.LayerNormalization;
import dev.ensayo.backend.extension.PositionEmbedding;
import dev.ensayo.backend.extension.ResidualLayer;
import dev.ensayo.backend.extension.ResidualMlp;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Sgd;

/** A transformer's blocks as {@link SequenceGradientTest} checks the recurrent ones. */
class TransformerGradientTest {
  private static final int VOCABULARY = SequenceGradientTest.VOCABULARY;
  private static final int SIZE = 4;
  private static final int CONTEXT = 8;

  /** Keys and values of a layer's steps, and how many there are. */
  private static final int STATE = 1 + 2 * SIZE * CONTEXT;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void windowsThatStandAlone(boolean rotary) {
    SequenceGradientTest.check(layers(rotary, 0), null);
  }

  /** Of the sequences, which end at different steps, the numbers before the window are kept. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void windowsAfterOthers(boolean rotary) {
    double[] mask = {1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 0, 0, 1, 0, 0};
    SequenceGradientTest.check(layers(rotary, 0), mask, carried(rotary));
  }

  @Test
  void dropout() {
    SequenceGradientTest.check(layers(false, 0.3), null, carried(false));
  }

  /** Token by token, with the keys and values that are carried, is the window at once. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void stepsOneByOne(boolean rotary) {
    MultiLayerNetwork network =
        SequenceNetworks.initialized(
            SequenceNetworks.network(new Sgd(1), DataType.DOUBLE, layers(rotary, 0)));
    RandomStream random = new SeedSequence(5).stream("tokens");
    int[] tokens = SequenceNetworks.tokens(random, 2 * CONTEXT, VOCABULARY);
    try (SequencePlan plan = SequenceNetworks.compile(network, 2, CONTEXT)) {
      for (int i = 0; i < plan.parameters().length(); i++) {
        plan.parameters().put(i, random.nextDouble(-0.8, 0.8));
      }
      double[] whole = new double[2 * CONTEXT * VOCABULARY];
      plan.predict(
          SequenceNetworks.window(tokens, tokens, null, CONTEXT), SequenceState.none(2), whole);
      SequenceState state = SequenceNetworks.state(plan, 2);
      double[] one = new double[2 * VOCABULARY];
      for (int t = 0; t < CONTEXT; t++) {
        int[] now = Arrays.copyOfRange(tokens, 2 * t, 2 * t + 2);
        plan.predict(SequenceNetworks.window(now, now, null, 1), state, one);
        double[] expected = Arrays.copyOfRange(whole, 2 * t * VOCABULARY, 2 * (t + 1) * VOCABULARY);
        assertThat(one).as("step %d", t).containsExactly(expected, within(1e-12));
      }
      assertThatThrownBy(
              () -> plan.predict(SequenceNetworks.window(tokens, tokens, null, 1), state, one))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a window of 1 steps after 8 exceeds the context of 8");
    }
  }

  private static Consumer<SequenceState> carried(boolean rotary) {
    int positions = rotary ? 0 : 1;
    return state -> {
      for (int b = 0; b < state.sequences(); b++) {
        int at = b * state.size();
        for (int i = 0; i < positions; i++) {
          state.values()[at + i] = b;
        }
        state.values()[at + positions] = b;
        state.values()[at + positions + STATE] = b;
      }
    };
  }

  private static List<Layer> layers(boolean rotary, double dropout) {
    List<Layer> layers = new ArrayList<>();
    layers.add(SequenceNetworks.tiedEmbedding(VOCABULARY, SIZE));
    if (!rotary) {
      PositionEmbedding positions = new PositionEmbedding();
      positions.setContext(CONTEXT);
      layers.add(sized(positions, 0));
    }
    for (int i = 0; i < 2; i++) {
      CausalAttention attention = new CausalAttention();
      attention.setHeads(2);
      attention.setContext(CONTEXT);
      attention.setRotary(rotary);
      attention.setAttentionDropout(dropout);
      if (dropout > 0) {
        attention.setIDropout(new Dropout(1 - dropout));
      }
      layers.add(sized(attention, dropout));
      ResidualMlp mlp = new ResidualMlp();
      mlp.setHiddenUnits(5);
      layers.add(sized(mlp, dropout));
    }
    layers.add(
        new LayerNormalization.Builder()
            .nIn(SIZE)
            .nOut(SIZE)
            .activation(Activation.IDENTITY)
            .build());
    layers.add(SequenceNetworks.tiedOutput(SIZE, VOCABULARY));
    return layers;
  }

  private static Layer sized(ResidualLayer layer, double dropout) {
    layer.setSize(SIZE);
    layer.setBranchDropout(dropout);
    return layer;
  }
}
