package dev.ensayo.backend.compiled;

import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/**
 * θ ← (1 − λ·η)·θ before the updater's step (Loshchilov and Hutter, "Decoupled weight decay
 * regularization", 2019, algorithm 2), or (1 − λ)·θ where the decay does not follow the learning
 * rate. Deeplearning4j adds λ·η·θ to the step, which is the same, for no updater reads θ.
 */
final class WeightDecayStep {
  private final ParameterTensor tensor;
  private final WeightDecay decay;
  private final IUpdater updater;

  /**
   * @param updater of the tensor, whose learning rate it is
   */
  WeightDecayStep(ParameterTensor tensor, WeightDecay decay, IUpdater updater) {
    this.tensor = tensor;
    this.decay = decay;
    this.updater = updater;
  }

  void apply(Arithmetic arithmetic, int iteration, int epoch) {
    double share = decay.getCoeff().valueAt(iteration, epoch);
    if (decay.isApplyLR() && updater.hasLearningRate()) {
      share *= updater.getLearningRate(iteration, epoch);
    }
    arithmetic.scale(tensor.values(), 1 - share);
  }
}
