package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;

/**
 * {@code activation(γ·(x − μ)/√(σ² + ε) + β)} for each unit of a vector or each channel of an image
 * (Ioffe and Szegedy, "Batch normalization", 2015). While training μ and σ² are those of the batch,
 * σ² divided by its size; else they are stored ones, which every step moves by {@code s ← decay·s +
 * (1 − decay)·batch's}. PyTorch calls 1 − decay momentum and stores σ² divided by the size less
 * one.
 */
@Choice(value = "batch-normalization", summary = "features with mean 0 and variance 1 in a batch")
public record BatchNormalizationSpec(
    @Setting(
            value = "decay of the stored statistics",
            defaultValue = "0.9",
            min = 0,
            max = 1,
            maxExcluded = true)
        double decay,
    @Setting(
            value = "added to the variance",
            defaultValue = "1e-5",
            min = 0,
            minExcluded = true,
            max = 1)
        double epsilon,
    @Setting(value = "function of each number" + Activation.OURS, defaultValue = "identity")
        Activation activation)
    implements LayerSpec {

  public BatchNormalizationSpec {
    Settings.check(BatchNormalizationSpec.class, decay, epsilon, activation);
  }

  @Override
  public List<Integer> outputShape(List<Integer> inputShape) {
    return ImmutableList.copyOf(inputShape);
  }

  @Override
  public void addTo(LayerDraft draft) {
    int features = draft.inputShape().get(0);
    Layer normalization =
        new BatchNormalization.Builder()
            .decay(decay)
            .eps(epsilon)
            .nIn(features)
            .nOut(features)
            .build();
    if (activation == Activation.IDENTITY) {
      draft.add(normalization);
    } else {
      draft.add(
          normalization,
          new ActivationLayer.Builder()
              .activation(InDeeplearning4j.activation(activation))
              .build());
    }
  }
}
