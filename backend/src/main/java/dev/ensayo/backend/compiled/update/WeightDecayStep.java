package dev.ensayo.backend.compiled.update;

import com.google.common.collect.ImmutableList;
import dev.ensayo.backend.compiled.arithmetic.Arithmetic;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import java.util.List;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.WeightDecay;

/**
 * θ ← (1 − λ·η)·θ before the updater's step (Loshchilov and Hutter, "Decoupled weight decay
 * regularization", 2019, algorithm 2), or (1 − λ)·θ where the decay does not follow the learning
 * rate. Deeplearning4j adds λ·η·θ to the step, which is the same, for no updater reads θ. Its
 * builder gives a layer a decay of the whole network twice: λ is the sum of all that a layer has.
 */
public final class WeightDecayStep {
  private final ParameterTensor tensor;
  private final ImmutableList<WeightDecay> decays;
  private final IUpdater updater;

  /**
   * @param updater of the tensor, whose learning rate it is
   */
  WeightDecayStep(ParameterTensor tensor, List<WeightDecay> decays, IUpdater updater) {
    this.tensor = tensor;
    this.decays = ImmutableList.copyOf(decays);
    this.updater = updater;
  }

  void apply(Arithmetic arithmetic, int iteration, int epoch) {
    double rate = updater.hasLearningRate() ? updater.getLearningRate(iteration, epoch) : 1;
    double share = 0;
    for (int i = 0; i < decays.size(); i++) {
      WeightDecay decay = decays.get(i);
      share += decay.getCoeff().valueAt(iteration, epoch) * (decay.isApplyLR() ? rate : 1);
    }
    arithmetic.scale(tensor.values(), 1 - share);
  }
}
