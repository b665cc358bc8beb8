package dev.ensayo.supervised.cnn;

import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.BatchNormalizationSpec;
import dev.ensayo.backend.spec.ConvolutionSpec;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GlobalPoolingSpec;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Padding;
import dev.ensayo.backend.spec.PoolingKind;
import dev.ensayo.backend.spec.PoolingSpec;
import dev.ensayo.backend.spec.ResidualSpec;
import dev.ensayo.backend.spec.WindowSpec;
import java.util.List;

/** Named networks, without their output layer. */
public enum Architecture {
  /**
   * LeNet-5 (LeCun et al., "Gradient-based learning applied to document recognition", 1998, figure
   * 2): 5×5 convolutions to 6 and 16 channels, each followed by 2×2 mean pooling, then 120 and 84
   * units, tanh throughout. Sides below 32 get a border of 2, as the digits of the paper did.
   * Pooling has no weights, each channel of the second convolution sees all of the first, and the
   * output is a softmax.
   */
  LENET5,
  /**
   * Two 3×3 convolutions to 32 and 64 channels with ReLU, each followed by 2×2 max pooling, then
   * 128 units with dropout 0.5 before the output.
   */
  SMALL_CNN,
  /**
   * Three pairs of 3×3 convolutions to 32, 64 and 128 channels, each normalized over the batch,
   * with 2×2 max pooling after each pair, then 128 units with dropout 0.5 before the output, in the
   * manner of Simonyan and Zisserman, "Very deep convolutional networks", 2015.
   */
  VGG_SMALL,
  /**
   * The network of He et al., "Deep residual learning for image recognition", 2016, section 4.2
   * with n = 1, 8 layers: a 3×3 convolution to 16 channels, a residual block each to 16, 32 and 64
   * channels, the last two with stride 2, and the mean of each channel. Shortcuts between different
   * shapes are 1×1 convolutions (option B).
   */
  RESNET_SMALL;

  private static final int LENET_SIDE = 32;

  /**
   * Layers from the image to what the output layer sees.
   *
   * @param image its shape {@code [C, H, W]}
   */
  public List<LayerSpec> layers(List<Integer> image) {
    return switch (this) {
      case LENET5 -> lenet5(image);
      case SMALL_CNN -> smallCnn();
      case VGG_SMALL -> vggSmall();
      case RESNET_SMALL -> resnetSmall();
    };
  }

  /** Probability of dropping each input of the output layer while training. */
  public double outputDropout() {
    return this == SMALL_CNN || this == VGG_SMALL ? 0.5 : 0;
  }

  private static List<LayerSpec> lenet5(List<Integer> image) {
    int border = Math.min(image.get(1), image.get(2)) < LENET_SIDE ? 2 : 0;
    return List.of(
        convolution(6, 5, border, Activation.TANH, Initialization.XAVIER),
        PoolingSpec.of(PoolingKind.MEAN, 2),
        convolution(16, 5, 0, Activation.TANH, Initialization.XAVIER),
        PoolingSpec.of(PoolingKind.MEAN, 2),
        DenseSpec.of(120, Activation.TANH, Initialization.XAVIER),
        DenseSpec.of(84, Activation.TANH, Initialization.XAVIER));
  }

  private static List<LayerSpec> smallCnn() {
    return List.of(
        convolution(32, 3, 1, Activation.RELU, Initialization.RELU),
        PoolingSpec.of(PoolingKind.MAX, 2),
        convolution(64, 3, 1, Activation.RELU, Initialization.RELU),
        PoolingSpec.of(PoolingKind.MAX, 2),
        DenseSpec.of(128, Activation.RELU, Initialization.RELU));
  }

  private static List<LayerSpec> vggSmall() {
    return List.of(
        unbiased(32),
        normalized(),
        unbiased(32),
        normalized(),
        PoolingSpec.of(PoolingKind.MAX, 2),
        unbiased(64),
        normalized(),
        unbiased(64),
        normalized(),
        PoolingSpec.of(PoolingKind.MAX, 2),
        unbiased(128),
        normalized(),
        unbiased(128),
        normalized(),
        PoolingSpec.of(PoolingKind.MAX, 2),
        DenseSpec.of(128, Activation.RELU, Initialization.RELU));
  }

  private static List<LayerSpec> resnetSmall() {
    return List.of(
        unbiased(16),
        normalized(),
        ResidualSpec.of(16, 1),
        ResidualSpec.of(32, 2),
        ResidualSpec.of(64, 2),
        new GlobalPoolingSpec(PoolingKind.MEAN));
  }

  private static ConvolutionSpec convolution(
      int filters, int kernel, int border, Activation activation, Initialization initialization) {
    return new ConvolutionSpec(
        filters,
        new WindowSpec(kernel, 1, Padding.VALID, border),
        true,
        activation,
        initialization,
        0);
  }

  /** No constant, which listing the names of architectures would make, and load its library. */
  private static LayerSpec normalized() {
    return new BatchNormalizationSpec(0.9, 1e-5, Activation.RELU);
  }

  /** What follows subtracts its mean, and a bias with it. */
  private static ConvolutionSpec unbiased(int filters) {
    return new ConvolutionSpec(
        filters,
        new WindowSpec(3, 1, Padding.VALID, 1),
        false,
        Activation.IDENTITY,
        Initialization.RELU,
        0);
  }
}
