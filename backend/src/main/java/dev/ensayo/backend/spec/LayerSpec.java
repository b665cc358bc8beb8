package dev.ensayo.backend.spec;

import dev.ensayo.core.config.InvalidSettingException;
import java.util.List;

/** One layer of a {@link NetworkSpec}. */
public sealed interface LayerSpec extends NodeSpec
    permits DenseSpec,
        ConvolutionSpec,
        PoolingSpec,
        GlobalPoolingSpec,
        BatchNormalizationSpec,
        ResidualSpec,
        DuelingSpec {
  /**
   * The shape of one output: {@code [F]} for a vector, {@code [C, H, W]} for an image.
   *
   * @param inputShape of one input
   * @throws InvalidSettingException if such an input does not fit, naming the setting
   */
  List<Integer> outputShape(List<Integer> inputShape);

  /** The function applied to each number of the output. */
  Activation activation();
}
