package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.extension.LayerNormalization;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;

/**
 * {@code activation(γ·(x − μ)/√(σ² + ε) + β)} with mean and variance over the features of each
 * example (Ba, Kiros and Hinton, "Layer normalization", 2016, eq. 4) or, of an image {@code [C, H,
 * W]}, over the channels of each pixel, as Flax's {@code LayerNorm} takes them of {@code [H, W,
 * C]}. γ and β are one number for each feature or channel. It stands after a layer without a
 * function, whose function it has instead; examples do not see each other, in training or
 * otherwise. Networks with it train stably on values without a target network (Gallici et al.,
 * "Simplifying deep temporal difference learning", 2024).
 */
@Choice(
    value = "layer-normalization",
    summary = "features with mean 0 and variance 1 in each example; its zip needs ensayo-layers")
public record LayerNormalizationSpec(
    @Setting(
            value = "added to the variance",
            defaultValue = "1e-6",
            min = 0,
            minExcluded = true,
            max = 1)
        double epsilon,
    @Setting(value = "function of each number" + Activation.OURS, defaultValue = "identity")
        Activation activation)
    implements LayerSpec {

  public LayerNormalizationSpec {
    Settings.check(LayerNormalizationSpec.class, epsilon, activation);
  }

  /** With ε of Flax. */
  public static LayerNormalizationSpec of(Activation activation) {
    return new LayerNormalizationSpec(1e-6, activation);
  }

  @Override
  public List<Integer> outputShape(List<Integer> inputShape) {
    return ImmutableList.copyOf(inputShape);
  }

  @Override
  public void addTo(LayerDraft draft) {
    int features = draft.inputShape().get(0);
    LayerNormalization.Builder layer = new LayerNormalization.Builder().epsilon(epsilon);
    layer.nIn(features).nOut(features);
    layer.activation(InDeeplearning4j.activation(activation));
    draft.add(layer.build());
  }
}
