package dev.ensayo.backend.spec;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What becomes of a trained network: how much of it is kept (the torso), how much of that stays as
 * it is (frozen), what comes after it (the head), and how the rest is trained; {@code
 * Models.transfer} does it (Yosinski et al., "How transferable are features in deep neural
 * networks?", 2014).
 *
 * <p>Layers are counted as {@code NetworkOutline} lists them.
 *
 * <ul>
 *   <li>Feature extraction: {@code frozenLayers} empty, so that the whole torso is frozen, and
 *       {@code TransferModel.features} to compute what leaves it only once.
 *   <li>Fine-tuning from layer k: {@code frozenLayers} k.
 *   <li>All layers at rates of their own: {@code frozenLayers} 0 and {@code learningRateFactors},
 *       such as {@code NetworkOutline.geometricFactors}.
 *   <li>Going on with the same task: {@code head} empty, so that the whole network is kept with its
 *       output layer.
 * </ul>
 *
 * <p>Frozen means: the layer works as at inference even while the network trains (no dropout, batch
 * normalization uses its stored statistics), nothing goes backward through it, and no updater,
 * penalty, decay, clipping nor limit on norms touches it: its parameters and statistics do not move
 * by one bit.
 *
 * @param inputShape of the new inputs: {@code [F]} or {@code [C, H, W]}
 * @param torsoLayers how many layers are kept, at least 1: the last of them and all that lead to
 *     it; empty for all before the output layer
 * @param frozenLayers how many of the kept layers, from the first, are frozen; empty for all of the
 *     torso
 * @param head the layers after the torso, freshly initialized; the last one as in {@link
 *     NetworkSpec}. Empty for none: the network is kept whole, with its own output layer, which
 *     then must be one; {@code torsoLayers} is then empty too
 * @param loss what is minimized
 * @param updater of all layers that are trained
 * @param regularization of all layers that are trained, in place of what they had
 * @param clipping of all layers that are trained, in place of what they had
 * @param learningRateFactors factor of the learning rate of each torso layer from the first, above
 *     0; 1 where the list is too short (Howard and Ruder, "Universal language model fine-tuning",
 *     2018, section 3.2). The head has 1
 * @param lossTerms what the loss is told beyond its name
 */
public record TransferSpec(
    List<Integer> inputShape,
    OptionalInt torsoLayers,
    OptionalInt frozenLayers,
    List<LayerSpec> head,
    Loss loss,
    UpdaterSpec updater,
    Regularization regularization,
    GradientClipping clipping,
    List<Double> learningRateFactors,
    LossTerms lossTerms) {

  public TransferSpec {
    Objects.requireNonNull(lossTerms, "lossTerms");
    Objects.requireNonNull(loss, "loss");
    Objects.requireNonNull(updater, "updater");
    Objects.requireNonNull(regularization, "regularization");
    Objects.requireNonNull(clipping, "clipping");
    inputShape = ImmutableList.copyOf(inputShape);
    head = ImmutableList.copyOf(head);
    learningRateFactors = ImmutableList.copyOf(learningRateFactors);
    NetworkSpec.checkShape("inputShape", inputShape);
    if (torsoLayers.isPresent() && torsoLayers.getAsInt() < 1) {
      throw new InvalidSettingException(
          "torsoLayers", "must be at least 1, not " + torsoLayers.getAsInt());
    }
    if (frozenLayers.isPresent() && frozenLayers.getAsInt() < 0) {
      throw new InvalidSettingException(
          "frozenLayers", "must be at least 0, not " + frozenLayers.getAsInt());
    }
    if (head.isEmpty() && torsoLayers.isPresent()) {
      throw new InvalidSettingException(
          "head", "needs at least the output layer after a torso of chosen layers");
    }
    for (double factor : learningRateFactors) {
      if (!(factor > 0) || Double.isInfinite(factor)) {
        throw new InvalidSettingException(
            "learningRateFactors", "must be above 0 each, not " + learningRateFactors);
      }
    }
    NetworkSpec.checkPenalty(updater, regularization);
  }

  /** What becomes of a network whose loss is told nothing beyond its name. */
  public TransferSpec(
      List<Integer> inputShape,
      OptionalInt torsoLayers,
      OptionalInt frozenLayers,
      List<LayerSpec> head,
      Loss loss,
      UpdaterSpec updater,
      Regularization regularization,
      GradientClipping clipping,
      List<Double> learningRateFactors) {
    this(
        inputShape,
        torsoLayers,
        frozenLayers,
        head,
        loss,
        updater,
        regularization,
        clipping,
        learningRateFactors,
        LossTerms.none());
  }

  /** The factor of a torso layer's learning rate. */
  public double learningRateFactor(int layer) {
    return layer < learningRateFactors.size() ? learningRateFactors.get(layer) : 1;
  }
}
