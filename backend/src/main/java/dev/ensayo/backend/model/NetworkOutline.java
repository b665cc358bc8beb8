package dev.ensayo.backend.model;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.spec.TransferSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The layers of a network in the order in which they compute. A graph's joins (sums,
 * concatenations) count as layers without parameters; what merely rearranges an input does not
 * count.
 *
 * @param inputShape {@code [F]} or {@code [C, H, W]}
 * @param layers from input to output
 */
public record NetworkOutline(List<Integer> inputShape, List<Layer> layers) {
  /**
   * One layer.
   *
   * @param name its own in a graph, else its position from 0
   * @param kind of Deeplearning4j, such as {@code ConvolutionLayer}
   * @param outputShape {@code [F]} or {@code [C, H, W]}
   * @param parameters how many it has, stored statistics of a normalization included
   */
  public record Layer(String name, String kind, List<Integer> outputShape, int parameters) {
    public Layer {
      outputShape = ImmutableList.copyOf(outputShape);
    }
  }

  public NetworkOutline {
    inputShape = ImmutableList.copyOf(inputShape);
    layers = ImmutableList.copyOf(layers);
  }

  /** Number of parameters of all layers. */
  public int parameters() {
    return layers.stream().mapToInt(Layer::parameters).sum();
  }

  /**
   * Factors for {@link TransferSpec#learningRateFactors} that grow towards the head: {@code decay}
   * for the last torso layer that has parameters, its square for the one before, and so on (Howard
   * and Ruder, "Universal language model fine-tuning", 2018, section 3.2, where decay is 1 / 2.6).
   *
   * @param torsoLayers how many layers the torso has
   * @param decay in (0, 1]
   */
  public List<Double> geometricFactors(int torsoLayers, double decay) {
    List<Double> factors = new ArrayList<>();
    double factor = 1;
    for (int i = torsoLayers - 1; i >= 0; i--) {
      if (layers.get(i).parameters() > 0) {
        factor *= decay;
      }
      factors.add(0, factor);
    }
    return factors;
  }
}
