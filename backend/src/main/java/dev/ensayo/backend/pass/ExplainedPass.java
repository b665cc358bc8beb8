package dev.ensayo.backend.pass;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * One forward and one backward pass, layer by layer.
 *
 * @param loss of the example
 * @param layers from input to output
 * @param parameters how many derivatives were checked
 * @param largestDeviation the largest absolute difference between a derivative of the backward pass
 *     and the central difference quotient of the loss
 */
public record ExplainedPass(
    double loss, List<LayerPass> layers, int parameters, double largestDeviation) {
  public ExplainedPass {
    layers = ImmutableList.copyOf(layers);
  }
}
