package dev.ensayo.backend.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ensayo.backend.compiled.node.Node;
import dev.ensayo.backend.configuration.EncoderDecoderConfigurations;
import dev.ensayo.backend.spec.Attention;
import dev.ensayo.backend.spec.EncoderDecoders;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which recurrent layers read by themselves what is the same at all steps. */
class RepeatedInputsTest {
  private static List<Node> nodes(String cell) {
    ComputationGraph network =
        new ComputationGraph(
            EncoderDecoderConfigurations.of(EncoderDecoders.of(cell, Attention.DOT), 3));
    network.init();
    return Blueprint.of(network.getConfiguration()).nodes();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{type: lstm, units: 3}",
        "{type: rnn, units: 3}",
        "{type: gru, units: 3}",
        "{type: gru, units: 3, resetAfter: true}"
      })
  void theFirstLayerOfADecoder(String cell) {
    assertThat(nodes(cell))
        .filteredOn(node -> node.reads().contains("summary"))
        .singleElement()
        .satisfies(node -> assertThat(node.reads()).hasSize(2))
        .extracting(Node::layer)
        .isNotNull();
    assertThat(nodes(cell))
        .extracting(Node::value)
        .doesNotContain("repeated-summary", "decoder-input");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{type: lstm, units: 3, dropout: 0.3}",
        "{type: lstm, units: 3, layerNormalization: true}",
        "{type: gru, units: 3, layerNormalization: true}",
        "{type: min-gru, units: 3}"
      })
  void notWhereTheWholeInputCounts(String cell) {
    assertThat(nodes(cell)).extracting(Node::value).contains("repeated-summary", "decoder-input");
  }
}
