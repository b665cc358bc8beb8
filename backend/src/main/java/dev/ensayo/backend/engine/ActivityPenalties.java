package dev.ensayo.backend.engine;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.training.ActivityPenalty;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;

/**
 * The penalties on activations of a network of the library's.
 *
 * @param all in the order of the layers
 */
record ActivityPenalties(ImmutableList<ActivityPenalty> all) {
  static ActivityPenalties of(LibraryNetwork network) {
    return new ActivityPenalties(
        network.layers().stream()
            .filter(ActivationLayer.class::isInstance)
            .map(layer -> ((ActivationLayer) layer).getActivationFn())
            .filter(ActivityPenalty.class::isInstance)
            .map(ActivityPenalty.class::cast)
            .collect(ImmutableList.toImmutableList()));
  }

  /** Their mean over the batch that went backward last. */
  double mean(int batch) {
    return all.stream().mapToDouble(ActivityPenalty::lastSum).sum() / batch;
  }

  /** {@link ActivityPenalty#setFactor}. */
  void setFactor(double factor) {
    all.forEach(penalty -> penalty.setFactor(factor));
  }
}
