package dev.ensayo.backend.compiled;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks from images to images, all of whose blocks can work line by line. */
final class LineNetworks {
  static final int CHANNELS = 2;
  static final int HEIGHT = 7;
  static final int WIDTH = 6;
  static final int INPUTS = CHANNELS * HEIGHT * WIDTH;

  private LineNetworks() {}

  private static ConvolutionLayer.Builder convolution(int filters, int... kernel) {
    return new ConvolutionLayer.Builder(kernel).nOut(filters).activation(Activation.TANH);
  }

  private static Deconvolution2D.Builder transposed(int filters, int... kernel) {
    return new Deconvolution2D.Builder(kernel).nOut(filters).activation(Activation.TANH);
  }

  private static SubsamplingLayer.Builder pooling(PoolingType type, int... kernel) {
    return new SubsamplingLayer.Builder(type).kernelSize(kernel).stride(2, 2);
  }

  /** The layers before the output, by what is special about them. */
  static Map<String, Layer[]> all() {
    ConvolutionMode same = ConvolutionMode.Same;
    Map<String, Layer[]> all = new LinkedHashMap<>();
    all.put("one convolution", ImageNetworks.of(convolution(4, 3, 3)));
    all.put(
        "same",
        ImageNetworks.of(
            convolution(4, 3, 3).convolutionMode(same),
            convolution(3, 2, 4).convolutionMode(same)));
    all.put(
        "padding",
        ImageNetworks.of(convolution(4, 3, 3).padding(1, 2), convolution(3, 3, 2).padding(2, 1)));
    all.put(
        "stride",
        ImageNetworks.of(convolution(4, 2, 3).stride(2, 1), convolution(3, 2, 2).stride(1, 2)));
    all.put(
        "stride in a border",
        ImageNetworks.of(convolution(4, 3, 4).stride(2, 3).padding(1, 2), convolution(3, 1, 1)));
    all.put(
        "dilation", ImageNetworks.of(convolution(4, 2, 2), convolution(3, 2, 2).dilation(2, 3)));
    all.put(
        "dilation with a stride",
        ImageNetworks.of(convolution(3, 2, 3).dilation(3, 2).stride(1, 2).padding(1, 1)));
    all.put(
        "no bias",
        ImageNetworks.of(
            convolution(4, 2, 2).hasBias(false).activation(Activation.RELU), convolution(2, 1, 1)));
    all.put("transposed", ImageNetworks.of(convolution(4, 3, 3), transposed(3, 2, 3)));
    all.put(
        "transposed and cut",
        ImageNetworks.of(transposed(5, 4, 3).stride(2, 3).padding(1, 2), convolution(3, 3, 3)));
    all.put(
        "transposed over gaps",
        ImageNetworks.of(transposed(3, 1, 2).stride(2, 3), convolution(3, 2, 2)));
    all.put(
        "transposed same",
        ImageNetworks.of(
            transposed(4, 3, 2).stride(2, 1).convolutionMode(same),
            transposed(3, 4, 3).stride(1, 2).convolutionMode(same).hasBias(false)));
    for (PoolingType type : List.of(PoolingType.MAX, PoolingType.AVG)) {
      all.put("pooling " + type, ImageNetworks.of(convolution(4, 2, 3), pooling(type, 2, 2)));
      all.put(
          "overlapping " + type,
          ImageNetworks.of(convolution(4, 2, 2), pooling(type, 3, 2).stride(1, 1)));
      all.put(
          "gaps between " + type,
          ImageNetworks.of(convolution(4, 2, 2), pooling(type, 1, 2).stride(2, 3)));
    }
    return all;
  }

  /** The layers and a softmax at each pixel. */
  static MultiLayerConfiguration network(DataType type, IUpdater updater, Layer... layers) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().seed(3).dataType(type).updater(updater).list();
    for (Layer layer : layers) {
      list.layer(layer.clone());
    }
    return list.layer(
            new CnnLossLayer.Builder(LossFunction.MCXENT).activation(Activation.SOFTMAX).build())
        .setInputType(InputType.convolutionalFlat(HEIGHT, WIDTH, CHANNELS))
        .build();
  }

  /** {@code [C, H, W]} of the output. */
  static long[] output(MultiLayerConfiguration network) {
    List<InputType> types =
        network.getLayerActivationTypes(InputType.convolutionalFlat(HEIGHT, WIDTH, CHANNELS));
    InputType.InputTypeConvolutional last =
        (InputType.InputTypeConvolutional) types.get(types.size() - 1);
    return new long[] {last.getChannels(), last.getHeight(), last.getWidth()};
  }
}
