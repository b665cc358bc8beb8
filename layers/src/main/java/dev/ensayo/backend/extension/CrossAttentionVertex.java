package dev.ensayo.backend.extension;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Configuration of a vertex of {@link CrossAttention} for Deeplearning4j. Its inputs are what the
 * decoder and what the encoder put out, {@code [B, D, T]} and {@code [B, E, S]}.
 */
public final class CrossAttentionVertex extends LayerVertex {
  private static final long serialVersionUID = 1L;

  /** For reading JSON. */
  public CrossAttentionVertex() {}

  /** Around a layer's configuration. */
  public CrossAttentionVertex(NeuralNetConfiguration configuration) {
    super(configuration, null);
  }

  @Override
  public org.deeplearning4j.nn.conf.graph.GraphVertex clone() {
    return new CrossAttentionVertex(getLayerConf().clone());
  }

  @Override
  public int minVertexInputs() {
    return 2;
  }

  @Override
  public int maxVertexInputs() {
    return 2;
  }

  @Override
  public GraphVertex instantiate(
      ComputationGraph graph,
      String name,
      int index,
      INDArray parameters,
      boolean initializeParameters,
      DataType type) {
    CrossAttentionLayer layer =
        (CrossAttentionLayer)
            getLayerConf()
                .getLayer()
                .instantiate(getLayerConf(), null, index, parameters, initializeParameters, type);
    return new CrossAttentionNode(graph, name, index, layer, type);
  }

  @Override
  public InputType getOutputType(int layerIndex, InputType... inputs) {
    return inputs[0];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CrossAttentionVertex && super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
