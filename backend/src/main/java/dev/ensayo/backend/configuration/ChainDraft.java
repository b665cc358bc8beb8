package dev.ensayo.backend.configuration;

import dev.ensayo.backend.spec.GraphDraft;
import dev.ensayo.backend.spec.LayerDraft;
import dev.ensayo.backend.spec.Regularization;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * A place in a chain of layers, which makes rows of images by itself where the input's type says
 * that there are images.
 *
 * @param output the loss of an output layer; null for the others
 */
record ChainDraft(
    NeuralNetConfiguration.ListBuilder list,
    List<Integer> inputShape,
    Regularization regularization,
    ILossFunction output)
    implements LayerDraft {

  @Override
  public Optional<ILossFunction> loss() {
    return Optional.ofNullable(output);
  }

  @Override
  public void add(Layer... layers) {
    for (Layer layer : layers) {
      list.layer(layer);
    }
  }

  @Override
  public void addOverRows(Layer... layers) {
    add(layers);
  }

  @Override
  public GraphDraft graph() {
    throw new IllegalStateException("a chain of layers has no branches");
  }
}
