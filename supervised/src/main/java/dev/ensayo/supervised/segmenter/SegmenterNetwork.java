package dev.ensayo.supervised.segmenter;

import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.ConvolutionSpec;
import dev.ensayo.backend.spec.GraphSpec;
import dev.ensayo.backend.spec.JoinSpec;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.LossTerms;
import dev.ensayo.backend.spec.Padding;
import dev.ensayo.backend.spec.PixelOutputSpec;
import dev.ensayo.backend.spec.PoolingKind;
import dev.ensayo.backend.spec.PoolingSpec;
import dev.ensayo.backend.spec.TransposedConvolutionSpec;
import dev.ensayo.backend.spec.UpsamplingSpec;
import dev.ensayo.backend.spec.WindowSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.scenes.ScenesSpec;
import java.util.List;
import java.util.OptionalInt;

/**
 * The layers of a fully convolutional network (Long, Shelhamer and Darrell, "Fully convolutional
 * networks for semantic segmentation", 2015, section 4.2): stages of a convolution and a pooling, a
 * convolution at the bottom, scores of the classes there, and their way back, twice as high and
 * wide at each stage, where scores of the stage may be added.
 */
final class SegmenterNetwork {
  private final SegmenterConfig config;
  private final int scores;
  private final GraphSpec.Builder graph = GraphSpec.builder();

  private SegmenterNetwork(SegmenterConfig config, int scores) {
    this.config = config;
    this.scores = scores;
  }

  /** Scores of a pixel: the background and the classes of objects, K + 1. */
  static int scores(ScenesSpec scenes) {
    return scenes.classes().size() + 1;
  }

  /**
   * Makes the network.
   *
   * @param classWeights of the background and the classes, {@code [K + 1]}
   * @throws InvalidSettingException for {@code channels} if the pictures cannot be halved so often
   */
  static GraphSpec of(SegmenterConfig config, ScenesSpec scenes, List<Double> classWeights) {
    checkSize(config, scenes);
    return new SegmenterNetwork(config, scores(scenes)).build(scenes, classWeights);
  }

  private static void checkSize(SegmenterConfig config, ScenesSpec scenes) {
    int stages = config.channels().size();
    int multiple = stages < Integer.SIZE - 1 ? 1 << stages : Integer.MAX_VALUE;
    if (scenes.height() % multiple != 0 || scenes.width() % multiple != 0) {
      throw new InvalidSettingException(
          "channels",
          "%d stages halve pictures %d times, and %d × %d pixels are no multiples of %d"
              .formatted(stages, stages, scenes.height(), scenes.width(), multiple));
    }
  }

  private GraphSpec build(ScenesSpec scenes, List<Double> classWeights) {
    graph.input("picture", List.of(scenes.channels(), scenes.height(), scenes.width()));
    int stages = config.channels().size();
    String value = "picture";
    for (int stage = 1; stage <= stages; stage++) {
      graph.layer("stage" + stage, hidden(config.channels().get(stage - 1)), value);
      graph.layer("pool" + stage, PoolingSpec.of(PoolingKind.MAX, 2), "stage" + stage);
      value = "pool" + stage;
    }
    if (stages > 0) {
      graph.layer("bottom", hidden(config.channels().get(stages - 1)), value);
      value = "bottom";
    }
    graph.layer("scores", scoring(stages > 0 ? 1 : config.kernel()), value);
    value = "scores";
    for (int stage = stages; stage >= 1; stage--) {
      graph.layer("up" + stage, enlarging(), value);
      value = "up" + stage;
      if (config.skips()) {
        graph.layer("skip" + stage, scoring(1), "stage" + stage);
        graph.join("sum" + stage, JoinSpec.Kind.ADD, value, "skip" + stage);
        value = "sum" + stage;
      }
    }
    // The loss of a picture is a sum over its pixels; so it becomes their mean.
    List<Double> weights = classWeights.stream().map(weight -> weight / scenes.pixels()).toList();
    return graph
        .output(
            "classes",
            new PixelOutputSpec(Activation.SOFTMAX),
            Loss.SOFTMAX_CROSS_ENTROPY,
            new LossTerms(0, weights),
            value)
        .build(config.updater(), config.regularization(), config.gradientClipping());
  }

  private LayerSpec hidden(int channels) {
    return convolution(channels, config.kernel(), config.activation());
  }

  private LayerSpec scoring(int kernel) {
    return convolution(scores, kernel, Activation.IDENTITY);
  }

  private LayerSpec convolution(int channels, int kernel, Activation activation) {
    WindowSpec windows = new WindowSpec(kernel, 1, Padding.SAME, 0);
    return new ConvolutionSpec(
        channels,
        windows,
        1,
        true,
        activation,
        config.initialization(),
        0,
        OptionalInt.empty(),
        1,
        0);
  }

  /** Of a kernel of 4 and a stride of 2 four windows lie over each pixel. */
  private LayerSpec enlarging() {
    return switch (config.enlarging()) {
      case NEAREST -> new UpsamplingSpec(2);
      case TRANSPOSED_CONVOLUTION ->
          new TransposedConvolutionSpec(
              scores,
              new WindowSpec(4, 2, Padding.VALID, 1),
              true,
              Activation.IDENTITY,
              config.initialization(),
              0,
              2,
              0);
    };
  }
}
