package dev.ensayo.backend.compiled.update;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Unsupported;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;

/** The constraints of a network's layers on their weights. */
public final class Constraints {
  private Constraints() {}

  /**
   * All constraints, in order.
   *
   * @param tensors all parameters
   */
  static ImmutableList<MaxNorm> of(List<ParameterTensor> tensors) {
    ImmutableList.Builder<MaxNorm> all = ImmutableList.builder();
    for (ParameterTensor tensor : tensors) {
      List<LayerConstraint> constraints = tensor.configuration().getLayer().getConstraints();
      if (constraints != null && tensor.trained()) {
        for (LayerConstraint constraint : constraints) {
          if (constraint.getParams().contains(tensor.name())) {
            all.add(of(tensor, constraint));
          }
        }
      }
    }
    return all.build();
  }

  private static MaxNorm of(ParameterTensor tensor, LayerConstraint constraint) {
    Layer layer = tensor.configuration().getLayer();
    if (constraint.getClass() == MaxNormConstraint.class
        && tensor.name().equals(DefaultParamInitializer.WEIGHT_KEY)
        && layer instanceof FeedForwardLayer weights) {
      MaxNormConstraint norm = (MaxNormConstraint) constraint;
      int inputs = Math.toIntExact(weights.getNIn());
      int outputs = Math.toIntExact(weights.getNOut());
      int[] dimensions = norm.getDimensions();
      if (layer instanceof Deconvolution2D) {
        if (Arrays.equals(dimensions, new int[] {0, 2, 3})) {
          int taps = tensor.length() / (inputs * outputs);
          return new MaxNorm(tensor, norm, outputs, taps, taps, outputs * taps);
        }
      } else if (layer instanceof ConvolutionLayer) {
        if (Arrays.equals(dimensions, new int[] {1, 2, 3})) {
          return new MaxNorm(tensor, norm, outputs, tensor.length() / outputs, 1, 1);
        }
      } else if (Arrays.equals(dimensions, new int[] {0})) {
        return new MaxNorm(tensor, norm, outputs, inputs, 1, 1);
      } else if (Arrays.equals(dimensions, new int[] {1})) {
        return new MaxNorm(tensor, norm, inputs, 1, 1, inputs);
      }
    }
    throw Unsupported.inLayer(tensor.owner(), "constraint " + constraint);
  }
}
