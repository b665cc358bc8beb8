package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.training.ActivityPenalty;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;

/**
 * What enters, as it is; in training the loss of an example grows by l1·Σ|x| over its numbers x, so
 * that the loss of a step grows by the mean of that over the batch, as with Keras' {@code
 * ActivityRegularization}, which divides the sum by the size of the batch. Behind a code it makes
 * units silent (Ng, "Sparse autoencoder", 2011, with another penalty). A zip has the layer as the
 * identity.
 */
@Choice(
    value = "activity-penalty",
    summary = "what enters as it is, with a penalty on the size of its numbers")
public record ActivityPenaltySpec(
    @Setting(
            value = "factor of the sum of the numbers' absolute values",
            defaultValue = "0.001",
            min = 0,
            minExcluded = true)
        double l1)
    implements LayerSpec {

  public ActivityPenaltySpec {
    Settings.check(ActivityPenaltySpec.class, l1);
  }

  @Override
  public List<Integer> outputShape(List<Integer> inputShape) {
    return ImmutableList.copyOf(inputShape);
  }

  @Override
  public Activation activation() {
    return Activation.IDENTITY;
  }

  @Override
  public void addTo(LayerDraft draft) {
    draft.add(new ActivationLayer(new ActivityPenalty(l1)));
  }
}
