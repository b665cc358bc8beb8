package dev.ensayo.backend.compiled;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small convolutional networks, one for each thing that can be asked of a layer. */
final class ImageNetworks {
  static final int CHANNELS = 3;
  static final int HEIGHT = 7;
  static final int WIDTH = 6;
  static final int INPUTS = CHANNELS * HEIGHT * WIDTH;
  static final int OUTPUTS = 3;

  private ImageNetworks() {}

  static ConvolutionLayer.Builder convolution(int filters, int... kernel) {
    return new ConvolutionLayer.Builder(kernel).nOut(filters).activation(Activation.TANH);
  }

  private static Deconvolution2D.Builder transposed(int filters, int... kernel) {
    return new Deconvolution2D.Builder(kernel).nOut(filters).activation(Activation.TANH);
  }

  private static SubsamplingLayer.Builder pooling(PoolingType type) {
    return new SubsamplingLayer.Builder(type).kernelSize(2, 2).stride(2, 2);
  }

  /** The layers before the output layer, by what is special about them. */
  static Map<String, Layer[]> all() {
    Map<String, Layer[]> all = new LinkedHashMap<>();
    all.put("one convolution", of(convolution(4, 3, 3)));
    all.put("two convolutions", of(convolution(4, 3, 3), convolution(5, 3, 2)));
    all.put("kernel rows wide enough for a product each", of(convolution(18, 2, 3), wide()));
    all.put("same and wide", of(convolution(18, 2, 3), wide().convolutionMode(same())));
    all.put("stride", of(convolution(4, 2, 3).stride(2, 1), convolution(4, 2, 2).stride(1, 2)));
    all.put("padding", of(convolution(4, 3, 3).padding(1, 2), convolution(3, 3, 3).padding(2, 1)));
    all.put("same", of(convolution(4, 3, 2).convolutionMode(same()), evenSame()));
    all.put(
        "strict", of(convolution(4, 3, 2).stride(2, 2).convolutionMode(ConvolutionMode.Strict)));
    all.put("dilation", of(convolution(4, 3, 2), convolution(4, 2, 2).dilation(2, 3)));
    all.put("dilated rows", of(convolution(4, 1, 2), convolution(4, 3, 2).dilation(2, 1)));
    all.put("1 by 1", of(convolution(6, 1, 1), convolution(5, 1, 1)));
    all.put("no bias", of(convolution(4, 3, 3).hasBias(false), convolution(3, 2, 2)));
    all.put("transposed", of(convolution(4, 3, 3), transposed(3, 2, 3)));
    all.put(
        "transposed with a stride",
        of(convolution(5, 3, 2), transposed(4, 2, 2).stride(2, 2), transposed(3, 3, 2)));
    all.put(
        "transposed and cut",
        of(
            convolution(4, 3, 3),
            transposed(5, 4, 3).stride(2, 3).padding(1, 2),
            convolution(3, 3, 3)));
    all.put("transposed over gaps", of(transposed(3, 1, 2).stride(2, 3), convolution(3, 2, 2)));
    all.put(
        "transposed, rows wide enough",
        of(transposed(18, 2, 3).stride(1, 2), convolution(3, 3, 3).stride(2, 2)));
    all.put(
        "transposed same",
        of(
            convolution(3, 4, 3),
            transposed(4, 3, 2).stride(2, 1).convolutionMode(same()),
            transposed(3, 4, 3).stride(1, 2).convolutionMode(same()).hasBias(false)));
    all.put("dropout, transposed", of(convolution(4, 3, 3), transposed(3, 2, 2).dropOut(0.7)));
    all.put("max pooling", of(convolution(4, 2, 3), pooling(PoolingType.MAX)));
    all.put(
        "overlapping max pooling",
        of(convolution(4, 2, 3), pooling(PoolingType.MAX).kernelSize(3, 2).stride(1, 1)));
    all.put(
        "padded max pooling",
        of(convolution(4, 2, 3), pooling(PoolingType.MAX).kernelSize(3, 3).padding(1, 1)));
    all.put("mean pooling", of(convolution(4, 2, 3), pooling(PoolingType.AVG)));
    all.put(
        "overlapping mean pooling",
        of(convolution(4, 2, 3), pooling(PoolingType.AVG).kernelSize(3, 2).stride(2, 1)));
    all.put(
        "same mean pooling",
        of(convolution(4, 1, 2), pooling(PoolingType.AVG).convolutionMode(same())));
    all.put("norm pooling", of(convolution(4, 2, 3), pooling(PoolingType.PNORM).pnorm(2)));
    all.put(
        "cubic norm pooling",
        of(
            convolution(4, 2, 3),
            pooling(PoolingType.PNORM).pnorm(3).kernelSize(3, 2).stride(2, 1)));
    all.put(
        "global norm pooling",
        of(convolution(4, 3, 3), new GlobalPoolingLayer.Builder(PoolingType.PNORM).pnorm(3)));
    all.put("pooling first", of(pooling(PoolingType.MAX), convolution(4, 2, 2)));
    for (PoolingType type : new PoolingType[] {PoolingType.MAX, PoolingType.AVG, PoolingType.SUM}) {
      all.put(
          "global pooling " + type, of(convolution(4, 3, 3), new GlobalPoolingLayer.Builder(type)));
    }
    all.put(
        "zero padding",
        of(
            new ZeroPaddingLayer.Builder(1, 0, 2, 1),
            convolution(4, 3, 3),
            new ZeroPaddingLayer.Builder(0, 2, 1, 3),
            convolution(3, 3, 3)));
    all.put(
        "cropping",
        of(
            convolution(4, 2, 2),
            new Cropping2D.Builder(0, 1, 1, 0),
            convolution(4, 2, 2),
            new Cropping2D.Builder(2, 1, 0, 1),
            dense()));
    all.put(
        "repeated pixels",
        of(convolution(4, 3, 3), new Upsampling2D.Builder(2), convolution(3, 3, 3)));
    all.put(
        "response normalization",
        of(
            convolution(6, 3, 3),
            new LocalResponseNormalization.Builder().n(3).k(2).alpha(0.1).beta(0.75),
            convolution(3, 2, 2)));
    all.put(
        "response normalization first",
        of(new LocalResponseNormalization.Builder(), convolution(3, 2, 2)));
    all.put("function between", of(convolution(4, 3, 3), functionLayer(), convolution(3, 2, 2)));
    all.put(
        "dropout layers",
        of(
            convolution(4, 3, 3),
            new DropoutLayer.Builder(0.8),
            convolution(3, 2, 2),
            dense(),
            new DropoutLayer.Builder(0.6),
            dense()));
    all.put("dropout", of(convolution(4, 3, 3), convolution(3, 2, 2).dropOut(0.7)));
    all.put("normalized", of(convolution(4, 3, 3), normalization(), convolution(3, 2, 2)));
    // No bias: normalization takes its gradient away, and Adam would make steps of the rounding.
    all.put(
        "normalized before the function",
        of(
            convolution(4, 3, 3).hasBias(false).activation(Activation.IDENTITY),
            normalization(),
            new ActivationLayer.Builder().activation(Activation.SOFTSIGN),
            pooling(PoolingType.AVG)));
    all.put("normalized image", of(normalization(), convolution(4, 3, 3)));
    all.put(
        "normalized variance",
        of(convolution(4, 3, 3), normalization().useLogStd(false), dense(), normalization()));
    all.put("fixed scale", of(convolution(4, 3, 3), normalization().lockGammaBeta(true)));
    all.put("normalized vector", of(convolution(4, 3, 3), dense(), normalization(), dense()));
    return all;
  }

  private static ActivationLayer.Builder functionLayer() {
    return new ActivationLayer.Builder().activation(Activation.SOFTPLUS);
  }

  private static ConvolutionLayer.Builder wide() {
    return convolution(4, 3, 3).stride(1, 1);
  }

  private static ConvolutionLayer.Builder evenSame() {
    return convolution(3, 2, 3).stride(2, 2).convolutionMode(same());
  }

  private static ConvolutionMode same() {
    return ConvolutionMode.Same;
  }

  static BatchNormalization.Builder normalization() {
    return new BatchNormalization.Builder().decay(0.8).eps(1e-3);
  }

  static DenseLayer.Builder dense() {
    return new DenseLayer.Builder().nOut(6).activation(Activation.TANH);
  }

  static Layer[] of(Layer.Builder<?>... builders) {
    Layer[] layers = new Layer[builders.length];
    for (int i = 0; i < layers.length; i++) {
      layers[i] = builders[i].build();
    }
    return layers;
  }

  /** The layers and a linear output with squared error. */
  static MultiLayerConfiguration network(DataType type, IUpdater updater, Layer... layers) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().seed(3).dataType(type).updater(updater).list();
    for (Layer layer : layers) {
      list.layer(layer.clone());
    }
    return list.layer(
            new OutputLayer.Builder(LossFunction.MSE)
                .nOut(OUTPUTS)
                .activation(Activation.IDENTITY)
                .build())
        .setInputType(InputType.convolutionalFlat(HEIGHT, WIDTH, CHANNELS))
        .build();
  }
}
