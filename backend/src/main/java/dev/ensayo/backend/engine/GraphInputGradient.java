package dev.ensayo.backend.engine;

import java.util.List;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of a graph's input, vertex by vertex: Deeplearning4j's own backward pass computes it
 * and keeps it nowhere.
 */
final class GraphInputGradient {
  private static final LayerWorkspaceMgr NONE = LayerWorkspaceMgr.noWorkspaces();

  private final ComputationGraph network;
  private final GraphVertex[] vertices;
  private final int[] order;
  private final INDArray[] gradients;

  GraphInputGradient(ComputationGraph network) {
    this.network = network;
    this.vertices = network.getVertices();
    this.order = network.topologicalSortOrder();
    this.gradients = new INDArray[vertices.length];
  }

  INDArray compute(INDArray[] inputs, INDArray[] labels, int input) {
    // Some vertices ask the graph how many rows there are.
    network.setInputs(inputs);
    forward(inputs);
    List<String> outputs = network.getConfiguration().getNetworkOutputs();
    for (int i = order.length - 1; i >= 0; i--) {
      GraphVertex vertex = vertices[order[i]];
      if (vertex.isInputVertex()) {
        continue;
      }
      if (vertex.isOutputVertex()) {
        INDArray own = labels[outputs.indexOf(vertex.getVertexName())];
        ((IOutputLayer) vertex.getLayer()).setLabels(own);
      } else {
        vertex.setEpsilon(gradients[order[i]]);
      }
      handOn(vertex.getInputVertices(), vertex.doBackward(false, NONE).getSecond());
    }
    for (GraphVertex vertex : vertices) {
      vertex.clear();
    }
    network.clear();
    String name = network.getConfiguration().getNetworkInputs().get(input);
    return gradients[network.getVertex(name).getVertexIndex()];
  }

  private void forward(INDArray[] inputs) {
    List<String> names = network.getConfiguration().getNetworkInputs();
    for (int index : order) {
      GraphVertex vertex = vertices[index];
      if (vertex.isOutputVertex()) {
        continue;
      }
      INDArray value =
          vertex.isInputVertex()
              ? inputs[names.indexOf(vertex.getVertexName())]
              : vertex.doForward(false, NONE);
      for (VertexIndices reader : vertex.getOutputVertices()) {
        vertices[reader.getVertexIndex()].setInput(reader.getVertexEdgeNumber(), value, NONE);
      }
    }
  }

  private void handOn(VertexIndices[] read, INDArray[] slopes) {
    for (int i = 0; i < read.length; i++) {
      int index = read[i].getVertexIndex();
      gradients[index] =
          gradients[index] == null ? slopes[i].dup() : gradients[index].add(slopes[i]);
    }
  }
}
