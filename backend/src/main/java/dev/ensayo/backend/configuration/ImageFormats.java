package dev.ensayo.backend.configuration;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.SpaceToDepthLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;

/**
 * In which order layers of Deeplearning4j read the numbers of an image; each has its own getter.
 */
final class ImageFormats {
  private ImageFormats() {}

  /** Whether a layer reads {@code [H, W, C]}, as those of networks that TensorFlow made. */
  static boolean channelsLast(Layer layer) {
    CNN2DFormat format = null;
    if (layer instanceof ConvolutionLayer convolution) {
      format = convolution.getCnn2dDataFormat();
    } else if (layer instanceof SubsamplingLayer pooling) {
      format = pooling.getCnn2dDataFormat();
    } else if (layer instanceof ZeroPaddingLayer padding) {
      format = padding.getDataFormat();
    } else if (layer instanceof Cropping2D cropping) {
      format = cropping.getDataFormat();
    } else if (layer instanceof Upsampling2D upsampling) {
      format = upsampling.getFormat();
    } else if (layer instanceof BatchNormalization normalization) {
      format = normalization.getCnn2DFormat();
    } else if (layer instanceof SpaceToDepthLayer blocks) {
      format = blocks.getDataFormat();
    } else if (layer instanceof LocalResponseNormalization normalization) {
      format = normalization.getDataFormat();
    } else if (layer instanceof CnnLossLayer output) {
      format = output.getFormat();
    }
    return format == CNN2DFormat.NHWC;
  }

  /** Lets a layer read {@code [C, H, W]}. */
  static void setChannelsFirst(Layer layer) {
    if (layer instanceof ConvolutionLayer convolution) {
      convolution.setCnn2dDataFormat(CNN2DFormat.NCHW);
    } else if (layer instanceof SubsamplingLayer pooling) {
      pooling.setCnn2dDataFormat(CNN2DFormat.NCHW);
    } else if (layer instanceof ZeroPaddingLayer padding) {
      padding.setDataFormat(CNN2DFormat.NCHW);
    } else if (layer instanceof Cropping2D cropping) {
      cropping.setDataFormat(CNN2DFormat.NCHW);
    } else if (layer instanceof Upsampling2D upsampling) {
      upsampling.setFormat(CNN2DFormat.NCHW);
    } else if (layer instanceof BatchNormalization normalization) {
      normalization.setCnn2DFormat(CNN2DFormat.NCHW);
    } else if (layer instanceof SpaceToDepthLayer blocks) {
      blocks.setDataFormat(CNN2DFormat.NCHW);
    } else if (layer instanceof LocalResponseNormalization normalization) {
      normalization.setDataFormat(CNN2DFormat.NCHW);
    } else if (layer instanceof CnnLossLayer output) {
      output.setFormat(CNN2DFormat.NCHW);
    }
  }
}
