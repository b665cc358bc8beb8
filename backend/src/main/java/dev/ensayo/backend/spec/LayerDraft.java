package dev.ensayo.backend.spec;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** A Deeplearning4j network that is being written, at the place of one layer. */
public interface LayerDraft {
  /** What enters: {@code [F]} or {@code [C, H, W]}. */
  List<Integer> inputShape();

  /** Numbers in what enters. */
  default int inputs() {
    return ImageShape.size(inputShape());
  }

  /** Of the network; its penalties are every layer's already, its limit on norms is not. */
  Regularization regularization();

  /** What is minimized, if this is an output. */
  Optional<ILossFunction> loss();

  /**
   * Adds layers, each after the one before, the last of which makes the output. Their {@code nIn}
   * is set.
   */
  void add(Layer... layers);

  /**
   * Adds layers, each after the one before, to which an image {@code [C, H, W]} is a row of C·H·W
   * numbers. The last makes the output.
   */
  void addOverRows(Layer... layers);

  /**
   * The graph around.
   *
   * @throws IllegalStateException if the network is a mere chain of layers, which holds no {@link
   *     BranchingSpec}
   */
  GraphDraft graph();
}
