package dev.ensayo.backend;

import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/** Deeplearning4j's layers of specs that see images. */
final class ImageLayers {
  private ImageLayers() {}

  /** Where layers are appended: to a list or to a graph. */
  interface Layers {
    void layer(Layer layer);
  }

  /**
   * Appends the layers of one spec.
   *
   * @param shape what enters
   * @param regularization of which the limit on norms is said layer by layer
   */
  static void add(
      Layers list, LayerSpec layer, List<Integer> shape, Regularization regularization) {
    if (layer instanceof ConvolutionSpec convolution) {
      list.layer(convolution(convolution, shape, regularization));
    } else if (layer instanceof PoolingSpec pooling) {
      list.layer(
          new SubsamplingLayer.Builder(type(pooling.kind()))
              .kernelSize(pooling.kernel(), pooling.kernel())
              .stride(pooling.stride(), pooling.stride())
              .convolutionMode(mode(pooling.padding()))
              .build());
    } else if (layer instanceof GlobalPoolingSpec pooling) {
      list.layer(new GlobalPoolingLayer.Builder(type(pooling.kind())).build());
    } else if (layer instanceof BatchNormalizationSpec normalization) {
      list.layer(
          new BatchNormalization.Builder()
              .decay(normalization.decay())
              .eps(normalization.epsilon())
              .nIn(shape.get(0))
              .nOut(shape.get(0))
              .build());
      if (normalization.activation() != Activation.IDENTITY) {
        list.layer(
            new ActivationLayer.Builder()
                .activation(NetworkConfigurations.activation(normalization.activation()))
                .build());
      }
    } else {
      throw new IllegalArgumentException("no layer for " + layer);
    }
  }

  private static ConvolutionLayer convolution(
      ConvolutionSpec spec, List<Integer> shape, Regularization regularization) {
    int kernel = spec.kernel();
    ConvolutionLayer.Builder layer =
        new ConvolutionLayer.Builder(kernel, kernel)
            .nIn(shape.get(0))
            .nOut(spec.filters())
            .stride(spec.stride(), spec.stride())
            .padding(spec.border(), spec.border())
            .dilation(spec.dilation(), spec.dilation())
            .convolutionMode(mode(spec.padding()))
            .hasBias(spec.bias())
            .activation(NetworkConfigurations.activation(spec.activation()))
            .weightInit(
                NetworkConfigurations.initialization(
                    spec.initialization(), shape.get(0) * kernel * kernel));
    regularization
        .maxNorm()
        .ifPresent(norm -> layer.constrainWeights(new MaxNormConstraint(norm, 1, 2, 3)));
    if (spec.dropout() > 0) {
      layer.dropOut(1 - spec.dropout());
    }
    return layer.build();
  }

  private static ConvolutionMode mode(Padding padding) {
    return switch (padding) {
      case VALID -> ConvolutionMode.Truncate;
      case SAME -> ConvolutionMode.Same;
    };
  }

  private static PoolingType type(PoolingKind kind) {
    return switch (kind) {
      case MAX -> PoolingType.MAX;
      case MEAN -> PoolingType.AVG;
    };
  }
}
