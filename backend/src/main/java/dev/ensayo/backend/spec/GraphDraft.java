package dev.ensayo.backend.spec;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * A Deeplearning4j graph that is being written, at the place of one layer with branches. Each
 * vertex is the layer's own name and an ending, which is empty for the last one; what adds a vertex
 * returns its name.
 */
public interface GraphDraft {
  /** What enters: {@code [F]} or {@code [C, H, W]}. */
  List<Integer> inputShape();

  /** The vertex whose value that is. */
  String input();

  /** What is minimized, if this is an output. */
  Optional<ILossFunction> loss();

  /**
   * Adds the layers of another spec.
   *
   * @param shape of what enters them
   */
  String add(String ending, LayerSpec layer, List<Integer> shape, String input);

  /** Adds a layer that takes what enters as it is. */
  String add(String ending, Layer layer, String input);

  /** Adds a vertex that is no layer. */
  String add(String ending, GraphVertex vertex, String... inputs);

  /** Adds a join of values, with its function. */
  String add(String ending, JoinSpec join, String... inputs);
}
