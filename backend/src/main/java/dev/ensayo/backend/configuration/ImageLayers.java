package dev.ensayo.backend.configuration;

import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.BatchNormalizationSpec;
import dev.ensayo.backend.spec.ConvolutionSpec;
import dev.ensayo.backend.spec.GlobalPoolingSpec;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Padding;
import dev.ensayo.backend.spec.PoolingKind;
import dev.ensayo.backend.spec.PoolingSpec;
import dev.ensayo.backend.spec.Regularization;
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
public final class ImageLayers {
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
              .kernelSize(pooling.kernelSize())
              .stride(pooling.strides())
              .padding(pooling.borders())
              .pnorm(pooling.exponent())
              .convolutionMode(mode(pooling.padding()))
              .build());
    } else if (layer instanceof GlobalPoolingSpec pooling) {
      list.layer(
          new GlobalPoolingLayer.Builder(type(pooling.kind())).pnorm(pooling.exponent()).build());
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
    int[] kernel = spec.kernelSize();
    ConvolutionLayer.Builder layer =
        new ConvolutionLayer.Builder(kernel)
            .nIn(shape.get(0))
            .nOut(spec.filters())
            .stride(spec.strides())
            .padding(spec.borders())
            .dilation(spec.dilations())
            .convolutionMode(mode(spec.padding()))
            .hasBias(spec.bias())
            .activation(NetworkConfigurations.activation(spec.activation()))
            .weightInit(
                NetworkConfigurations.initialization(
                    spec.initialization(), shape.get(0) * kernel[0] * kernel[1]));
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
      case NORM -> PoolingType.PNORM;
    };
  }
}
