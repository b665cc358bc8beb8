package dev.ensayo.backend.compiled;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.extension.Gru;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;

/**
 * The recurrent layers of a graph that read, beside what changes from step to step, what is
 * repeated at each of them, such as an encoder's last output: x·W + s·V with s the same at all
 * steps. Such a layer reads both values, s once, and the vertices that repeat it and set it beside
 * x fall away.
 */
final class RepeatedInputs {
  private final ComputationGraphConfiguration configuration;
  private final Function<String, GraphVertex> vertices;
  private final Map<String, ImmutableList<String>> reads = new HashMap<>();
  private final Set<String> fallen = new HashSet<>();

  /**
   * @param vertices by name
   */
  RepeatedInputs(
      ComputationGraphConfiguration configuration, Function<String, GraphVertex> vertices) {
    this.configuration = configuration;
    this.vertices = vertices;
    for (String name : configuration.getVertices().keySet()) {
      if (vertices.apply(name) instanceof LayerVertex layer && suits(layer)) {
        find(name);
      }
    }
  }

  /** Without layer normalization, which would see the whole sum, and without dropout. */
  private static boolean suits(LayerVertex vertex) {
    Layer layer = vertex.getLayerConf().getLayer();
    boolean plain =
        layer.getClass() == LSTM.class
            || layer.getClass() == SimpleRnn.class
            || (layer instanceof Gru gru && !gru.isLayerNormalization());
    return plain && vertex.getPreProcessor() == null && layer.getIDropout() == null;
  }

  private void find(String layer) {
    String beside = configuration.getVertexInputs().get(layer).get(0);
    boolean merges =
        vertices.apply(beside) instanceof MergeVertex merge
            && merge.getMergeAxis() == MergeVertex.DEFAULT_MERGE_DIM;
    if (!merges || !isReadBy(beside, layer)) {
      return;
    }
    List<String> merged = configuration.getVertexInputs().get(beside);
    String repeated = merged.get(merged.size() - 1);
    if (merged.size() == 2
        && !configuration.getNetworkInputs().contains(merged.get(0))
        && vertices.apply(repeated) instanceof DuplicateToTimeSeriesVertex
        && isReadBy(repeated, beside)) {
      String once = configuration.getVertexInputs().get(repeated).get(0);
      reads.put(layer, ImmutableList.of(merged.get(0), once));
      fallen.add(beside);
      fallen.add(repeated);
    }
  }

  /** Whether a vertex is read by another and by nobody else. */
  private boolean isReadBy(String vertex, String reader) {
    return !configuration.getNetworkOutputs().contains(vertex)
        && configuration.getVertexInputs().entrySet().stream()
            .allMatch(entry -> entry.getKey().equals(reader) || !entry.getValue().contains(vertex));
  }

  /** Whether a vertex need not be computed. */
  boolean fallsAway(String vertex) {
    return fallen.contains(vertex);
  }

  /** What such a layer reads: what changes, and what does not. */
  Optional<ImmutableList<String>> reads(String layer) {
    return Optional.ofNullable(reads.get(layer));
  }
}
