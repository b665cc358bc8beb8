package dev.ensayo.supervised.detector;

import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.BatchNormalizationSpec;
import dev.ensayo.backend.spec.ConvolutionSpec;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Padding;
import dev.ensayo.backend.spec.PixelOutputSpec;
import dev.ensayo.backend.spec.PoolingKind;
import dev.ensayo.backend.spec.PoolingSpec;
import dev.ensayo.backend.spec.WindowSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.scenes.ScenesSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The layers of a detector, convolutions from end to end: 3×3 ones with batch normalization and
 * ReLU, of which the first ones are followed by 2×2 max pooling, and a 1×1 convolution to the B·(5
 * + K) numbers of each cell.
 */
final class DetectorNetwork {
  private static final double DECAY = 0.9;
  private static final double EPSILON = 1e-5;

  private DetectorNetwork() {}

  /**
   * The network for scenes of some shape.
   *
   * @throws InvalidSettingException at {@code cell} if a picture has no whole number of cells
   */
  static NetworkSpec of(DetectorConfig config, ScenesSpec scenes) {
    if (scenes.width() % config.cell() != 0 || scenes.height() % config.cell() != 0) {
      throw new InvalidSettingException(
          "cell",
          "%d pixels do not divide pictures of %d×%d into whole cells"
              .formatted(config.cell(), scenes.width(), scenes.height()));
    }
    List<LayerSpec> layers = new ArrayList<>();
    for (int i = 0; i < config.filters().size(); i++) {
      layers.add(convolution(config.filters().get(i)));
      layers.add(new BatchNormalizationSpec(DECAY, EPSILON, Activation.RELU));
      if (i < config.poolings()) {
        layers.add(PoolingSpec.of(PoolingKind.MAX, 2));
      }
    }
    layers.add(
        ConvolutionSpec.of(
            config.boxes() * BoxGrid.numbersOfBox(scenes.classes().size()),
            1,
            Activation.IDENTITY,
            Initialization.XAVIER));
    layers.add(new PixelOutputSpec(Activation.IDENTITY));
    // The zip must name a loss; each step is given its own.
    return new NetworkSpec(
        List.of(scenes.channels(), scenes.height(), scenes.width()),
        layers,
        Loss.SQUARED_ERROR,
        config.updater(),
        config.regularization(),
        config.gradientClipping());
  }

  /** Without a bias, whose work the normalization does. */
  private static LayerSpec convolution(int filters) {
    return new ConvolutionSpec(
        filters,
        new WindowSpec(3, 1, Padding.VALID, 1),
        false,
        Activation.IDENTITY,
        Initialization.RELU,
        0);
  }
}
