package dev.ensayo.backend.extension;

import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link CrossAttentionVertex} at work. */
@SuppressWarnings("overrides") // of Deeplearning4j's setInputs, which forgets the dots
final class CrossAttentionNode extends LayerVertex {
  private static final long serialVersionUID = 1L;

  private final CrossAttentionLayer attention;

  CrossAttentionNode(
      ComputationGraph graph, String name, int index, CrossAttentionLayer layer, DataType type) {
    super(graph, name, index, layer, null, false, type);
    this.attention = layer;
  }

  @Override
  public void setInput(int number, INDArray input, LayerWorkspaceMgr workspaces) {
    if (number == 0) {
      super.setInput(number, input, workspaces);
    } else {
      inputs[number] = input;
    }
  }

  @Override
  public INDArray doForward(boolean training, LayerWorkspaceMgr workspaces) {
    attention.setMemory(inputs[1]);
    return super.doForward(training, workspaces);
  }

  @Override
  public Pair<Gradient, INDArray[]> doBackward(boolean truncated, LayerWorkspaceMgr workspaces) {
    attention.setMemory(inputs[1]);
    Pair<Gradient, INDArray[]> own = super.doBackward(truncated, workspaces);
    INDArray[] slopes = {own.getSecond()[0], attention.memorySlopes()};
    return new Pair<>(own.getFirst(), slopes);
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArrays(
      INDArray[] masks, MaskState state, int batch) {
    Pair<INDArray, MaskState> own =
        super.feedForwardMaskArrays(new INDArray[] {masks[0]}, state, batch);
    attention.setMemoryMask(masks[1]);
    return own;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
