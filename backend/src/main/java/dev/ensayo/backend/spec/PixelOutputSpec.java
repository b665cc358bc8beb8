package dev.ensayo.backend.spec;

import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;

/**
 * An output that is an image {@code [C, H, W]}, and has a loss at each pixel: C classes with
 * softmax, as in fully convolutional networks (Long, Shelhamer and Darrell, "Fully convolutional
 * networks for semantic segmentation", 2015, section 3), or C numbers. It has no weights; what
 * enters are the sums of its function, from a layer without one.
 *
 * <p>Outputs and targets are rows of C·H·W numbers, channel by channel. The loss of an example is
 * the sum over its pixels of what {@link Loss} says of the C numbers there; {@link
 * LossTerms#outputWeights} are those of the C channels, which at 1/(H·W) make a mean of the sum.
 */
@Choice(value = "pixels", summary = "an output for each pixel, with a loss each; without weights")
public record PixelOutputSpec(
    @Setting(value = "function of each pixel's numbers" + Activation.OURS, defaultValue = "softmax")
        Activation activation)
    implements OutputSpec {

  public PixelOutputSpec {
    Settings.check(PixelOutputSpec.class, activation);
  }

  @Override
  public boolean onlyAsOutput() {
    return true;
  }

  @Override
  public List<Integer> outputShape(List<Integer> inputShape) {
    return ImageShape.check(inputShape, "an output of pixels");
  }

  @Override
  public void addTo(LayerDraft draft) {
    draft.add(
        new CnnLossLayer.Builder(draft.loss().orElseThrow())
            .activation(InDeeplearning4j.activation(activation))
            .build());
  }
}
