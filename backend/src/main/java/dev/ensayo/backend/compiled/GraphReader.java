package dev.ensayo.backend.compiled;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.image.Preprocessors;
import dev.ensayo.backend.compiled.join.Joins;
import dev.ensayo.backend.compiled.node.LinesFactory;
import dev.ensayo.backend.compiled.node.Node;
import dev.ensayo.backend.compiled.node.Unsupported;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;

/** Reads the configuration of a graph, vertex by vertex in Deeplearning4j's order. */
final class GraphReader {
  private final ComputationGraphConfiguration configuration;
  private final List<String> order;

  GraphReader(ComputationGraphConfiguration configuration) {
    this.configuration = configuration;
    this.order = configuration.getTopologicalOrderStr();
    checkState(order != null, "the graph has not been initialized");
  }

  Blueprint read() {
    ImmutableList.Builder<Node> nodes = ImmutableList.builder();
    RepeatedInputs repeated = new RepeatedInputs(configuration, this::vertex);
    for (String name : order) {
      if (!configuration.getNetworkInputs().contains(name) && !repeated.fallsAway(name)) {
        add(nodes, name, repeated);
      }
    }
    ImmutableList.Builder<Blueprint.Input> inputs = ImmutableList.builder();
    for (String name : configuration.getNetworkInputs()) {
      inputs.add(new Blueprint.Input(name, inputSize(name)));
    }
    ImmutableList.Builder<Blueprint.Output> outputs = ImmutableList.builder();
    for (String name : configuration.getNetworkOutputs()) {
      outputs.add(output(name));
    }
    return new Blueprint(inputs.build(), nodes.build(), outputs.build(), new Count(configuration));
  }

  private GraphVertex vertex(String name) {
    GraphVertex vertex = configuration.getVertices().get(name);
    return vertex instanceof FrozenVertex frozen ? frozen.getUnderlying() : vertex;
  }

  private LayerNodes layer(String name, LayerVertex vertex) {
    return new LayerNodes(order.indexOf(name), vertex.getLayerConf(), vertex.getPreProcessor());
  }

  private static String owner(String name, GraphVertex vertex) {
    return "vertex '" + name + "' (" + vertex.getClass().getSimpleName() + ")";
  }

  /** What a vertex reads; what is repeated reads, too, that whose steps it takes. */
  private ImmutableList<String> reads(String name, GraphVertex vertex) {
    ImmutableList.Builder<String> reads = ImmutableList.builder();
    reads.addAll(configuration.getVertexInputs().get(name));
    if (vertex instanceof DuplicateToTimeSeriesVertex repeated) {
      reads.add(repeated.getInputName());
    }
    return reads.build();
  }

  private void add(ImmutableList.Builder<Node> nodes, String name, RepeatedInputs repeated) {
    GraphVertex vertex = vertex(name);
    ImmutableList<String> reads = reads(name, vertex);
    if (vertex instanceof LayerVertex layer) {
      layer(name, layer).addTo(nodes, name, repeated.reads(name).orElse(reads));
      return;
    }
    String owner = owner(name, vertex);
    nodes.add(
        Node.of(
            owner,
            name,
            reads,
            vertex instanceof PreprocessorVertex rearranging
                ? Preprocessors.of(rearranging.getPreProcessor(), owner)
                : LinesFactory.of(
                    node -> Joins.addsNumbers(vertex), context -> Joins.of(vertex, context))));
  }

  /** A graph does not tell the sizes of its inputs; the vertices that read them do. */
  private int inputSize(String input) {
    for (String name : order) {
      List<String> reads = configuration.getVertexInputs().get(name);
      if (reads != null && reads.contains(input)) {
        OptionalInt size = readBy(name);
        if (size.isPresent()) {
          return size.getAsInt();
        }
      }
    }
    throw Unsupported.inLayer(
        "input '" + input + "'",
        "way to know its size, which a preprocessor, a dense layer or a ReshapeVertex would tell");
  }

  /** Numbers of one example that a vertex reads, if it tells. */
  private OptionalInt readBy(String name) {
    GraphVertex vertex = vertex(name);
    if (vertex instanceof LayerVertex layer) {
      return layer(name, layer).inputSize();
    }
    if (vertex instanceof PreprocessorVertex rearranging) {
      return LayerNodes.inputSize(rearranging.getPreProcessor());
    }
    if (vertex instanceof ReshapeVertex reshape && Joins.rowLength(reshape) > 0) {
      return OptionalInt.of(Joins.rowLength(reshape));
    }
    return OptionalInt.empty();
  }

  private Blueprint.Output output(String name) {
    Optional<Blueprint.Output> output =
        vertex(name) instanceof LayerVertex layer
            ? layer(name, layer).output(name)
            : Optional.empty();
    return output.orElseThrow(
        () -> Unsupported.inLayer("vertex '" + name + "'", "output that is no output layer"));
  }

  private record Count(ComputationGraphConfiguration configuration) implements StepCount {
    @Override
    public int iterations() {
      return configuration.getIterationCount();
    }

    @Override
    public int epochs() {
      return configuration.getEpochCount();
    }

    @Override
    public void setIterations(int iterations) {
      configuration.setIterationCount(iterations);
    }
  }
}
