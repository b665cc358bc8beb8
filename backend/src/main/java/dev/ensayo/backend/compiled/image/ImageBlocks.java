package dev.ensayo.backend.compiled.image;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.function.ChannelSoftmax;
import dev.ensayo.backend.compiled.function.Functions;
import dev.ensayo.backend.compiled.function.LossFunction;
import dev.ensayo.backend.compiled.function.Losses;
import dev.ensayo.backend.compiled.node.Block;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.BlockFactory;
import dev.ensayo.backend.compiled.node.BlockProvider;
import dev.ensayo.backend.compiled.node.ImageLayout;
import dev.ensayo.backend.compiled.node.LinesFactory;
import dev.ensayo.backend.compiled.node.Node;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Unsupported;
import dev.ensayo.backend.compiled.recurrent.StepPoolingBlock;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/** Makes the blocks of layers that see images. */
public final class ImageBlocks implements BlockProvider {
  @Override
  public ImmutableMap<Class<? extends Layer>, BlockFactory> blocks() {
    return ImmutableMap.<Class<? extends Layer>, BlockFactory>builder()
        .put(ConvolutionLayer.class, new Convolutions())
        .put(Deconvolution2D.class, LinesFactory.of(node -> true, TransposedConvolutions::create))
        .put(CnnLossLayer.class, LinesFactory.of(node -> true, ImageBlocks::pixelOutput))
        .put(SubsamplingLayer.class, LinesFactory.of(ImageBlocks::poolsLines, ImageBlocks::pooling))
        .put(GlobalPoolingLayer.class, ImageBlocks::globalPooling)
        .put(BatchNormalization.class, ImageBlocks::batchNormalization)
        .put(ZeroPaddingLayer.class, ImageBlocks::zeroPadding)
        .put(Cropping2D.class, ImageBlocks::cropping)
        .put(Upsampling2D.class, ImageBlocks::upsampling)
        .put(LocalResponseNormalization.class, ImageBlocks::responseNormalization)
        .buildOrThrow();
  }

  private static Block pixelOutput(BlockContext context) {
    CnnLossLayer layer = (CnnLossLayer) context.layer();
    Shape shape = image(context, layer.getFormat());
    LossFunction loss = Losses.of(layer.getLossFn(), layer.getActivationFn(), context.owner());
    ActivationFunction function =
        layer.getActivationFn() instanceof ActivationSoftmax
            ? new ChannelSoftmax(shape.channels(), atOnce(context, shape))
            : Functions.elementwise(layer.getActivationFn(), context.owner());
    return context.layout() == ImageLayout.LINES
        ? new LinesOutputBlock(context, function, loss.includesActivation())
        : new PixelOutputBlock(context, function, loss.includesActivation());
  }

  /** The most pixels, of all examples, that an output is worked on at once. */
  private static int atOnce(BlockContext context, Shape shape) {
    return context.layout() == ImageLayout.LINES
        ? Math.multiplyExact(shape.width(), context.largestBatch())
        : context.largestBatch();
  }

  private static Block zeroPadding(BlockContext context) {
    ZeroPaddingLayer layer = (ZeroPaddingLayer) context.layer();
    Shape input = image(context, layer.getDataFormat());
    int[] border = layer.getPadding();
    return PixelsBlock.moved(
        context,
        border[0],
        border[2],
        input.height() + border[0] + border[1],
        input.width() + border[2] + border[3]);
  }

  private static Block cropping(BlockContext context) {
    Cropping2D layer = (Cropping2D) context.layer();
    Shape input = image(context, layer.getDataFormat());
    int[] border = layer.getCropping();
    int height = input.height() - border[0] - border[1];
    int width = input.width() - border[2] - border[3];
    if (height < 1 || width < 1) {
      throw Unsupported.inLayer(
          context.owner(), "image left of " + input.dimensions() + " after cropping");
    }
    return PixelsBlock.moved(context, -border[0], -border[2], height, width);
  }

  private static Block upsampling(BlockContext context) {
    Upsampling2D layer = (Upsampling2D) context.layer();
    image(context, layer.getFormat());
    return PixelsBlock.repeated(context, layer.getSize()[0], layer.getSize()[1]);
  }

  private static Block responseNormalization(BlockContext context) {
    LocalResponseNormalization layer = (LocalResponseNormalization) context.layer();
    image(context, layer.getDataFormat());
    return new ResponseNormalizationBlock(context, layer);
  }

  /** Largest numbers and means of windows that do not reach beyond the image, whatever its size. */
  private static boolean poolsLines(Node node) {
    SubsamplingLayer layer = (SubsamplingLayer) node.layer().configuration().getLayer();
    boolean inside =
        layer.getConvolutionMode() != ConvolutionMode.Same
            && Arrays.stream(layer.getPadding()).allMatch(padding -> padding == 0);
    return inside && layer.getPoolingType() != PoolingType.PNORM;
  }

  private static Block pooling(BlockContext context) {
    SubsamplingLayer layer = (SubsamplingLayer) context.layer();
    String owner = context.owner();
    Shape input = image(context, layer.getCnn2dDataFormat());
    int[] dilation = layer.getDilation();
    if (dilation[0] != 1 || dilation[1] != 1) {
      throw Unsupported.inLayer(owner, "pooling with dilation");
    }
    int[] kernel = layer.getKernelSize();
    int[] padding = layer.getPadding();
    if (padding[0] >= kernel[0] || padding[1] >= kernel[1]) {
      throw Unsupported.inLayer(owner, "pooling window that sees nothing but padding");
    }
    Windows windows =
        Windows.of(
            input, kernel, layer.getStride(), padding, dilation, layer.getConvolutionMode(), owner);
    PoolingBlock.Kind kind =
        switch (layer.getPoolingType()) {
          case MAX -> PoolingBlock.Kind.MAX;
          case AVG -> PoolingBlock.Kind.MEAN;
          case PNORM -> PoolingBlock.Kind.NORM;
          default -> throw Unsupported.inLayer(owner, "pooling " + layer.getPoolingType());
        };
    if (context.layout() == ImageLayout.LINES) {
      return new LinesPoolingBlock(context, windows, kind == PoolingBlock.Kind.MAX);
    }
    return new PoolingBlock(
        context, windows, kind, layer.getPnorm(), layer.isAvgPoolIncludePadInDivisor());
  }

  private static Block globalPooling(BlockContext context) {
    GlobalPoolingLayer layer = (GlobalPoolingLayer) context.layer();
    if (!layer.isCollapseDimensions()) {
      throw Unsupported.inLayer(context.owner(), "global pooling that keeps dimensions");
    }
    if (context.ofWindows()) {
      return stepPooling(context, layer);
    }
    image(context, CNN2DFormat.NCHW);
    GlobalPoolingBlock.Kind kind =
        switch (layer.getPoolingType()) {
          case MAX -> GlobalPoolingBlock.Kind.MAX;
          case AVG -> GlobalPoolingBlock.Kind.MEAN;
          case SUM -> GlobalPoolingBlock.Kind.SUM;
          case PNORM -> GlobalPoolingBlock.Kind.NORM;
        };
    return new GlobalPoolingBlock(context, kind, layer.getPnorm());
  }

  private static Block stepPooling(BlockContext context, GlobalPoolingLayer layer) {
    return switch (layer.getPoolingType()) {
      case MAX -> new StepPoolingBlock(context, true);
      case AVG -> new StepPoolingBlock(context, false);
      default ->
          throw Unsupported.inLayer(
              context.owner(), "pooling " + layer.getPoolingType() + " over steps");
    };
  }

  private static Block batchNormalization(BlockContext context) {
    BatchNormalization layer = (BatchNormalization) context.layer();
    Shape input = context.input().shape();
    int features = Math.toIntExact(layer.getNOut());
    int there = input.isImage() ? image(context, layer.getCnn2DFormat()).channels() : input.size();
    if (features != there) {
      throw Unsupported.inLayer(
          context.owner(), "normalization of " + features + " features over " + there);
    }
    ParameterTensor gamma = null;
    ParameterTensor beta = null;
    if (!layer.isLockGammaBeta()) {
      gamma = context.parameter(BatchNormalizationParamInitializer.GAMMA, features);
      beta = context.parameter(BatchNormalizationParamInitializer.BETA, features);
    }
    ParameterTensor mean = context.stored(BatchNormalizationParamInitializer.GLOBAL_MEAN, features);
    ParameterTensor spread =
        context.stored(
            layer.isUseLogStd()
                ? BatchNormalizationParamInitializer.GLOBAL_LOG_STD
                : BatchNormalizationParamInitializer.GLOBAL_VAR,
            features);
    return new BatchNormalizationBlock(context, layer, gamma, beta, mean, spread);
  }

  static Shape image(BlockContext context, CNN2DFormat format) {
    Shape shape = context.input().shape();
    if (!shape.isImage()) {
      throw Unsupported.inLayer(context.owner(), "image in " + shape.dimensions());
    }
    if (format != CNN2DFormat.NCHW) {
      throw Unsupported.inLayer(context.owner(), "format " + format);
    }
    return shape;
  }
}
