package dev.ensayo.backend.training;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Σ wᵢ·(1/K)·Σⱼ |τᵢ − 1{u < 0}|·h(u) with u = yⱼ − ŷᵢ, τᵢ = (2i + 1)/(2K) and h(u) = u²/2 where |u|
 * ≤ 1, else |u| − 1/2 (Dabney et al., "Distributional reinforcement learning with quantile
 * regression", 2018, eq. 10 and algorithm 1, κ = 1).
 */
public final class QuantileHuber extends GroupedLoss {
  private static final long serialVersionUID = 1L;

  /**
   * @param groupSize K, at least 1
   */
  public QuantileHuber(int groupSize) {
    super(groupSize);
  }

  @Override
  INDArray terms(INDArray targets, INDArray outputs) {
    INDArray sum = Nd4j.zerosLike(outputs);
    for (int j = 0; j < groupSize(); j++) {
      INDArray errors = errors(targets, outputs, j);
      INDArray factors = asymmetry(errors);
      sum.addi(HuberLoss.ofErrors(errors).muli(factors));
    }
    return sum.divi(groupSize());
  }

  /** −w/K·Σⱼ |τ − 1{u < 0}|·h'(u). */
  @Override
  INDArray slopes(INDArray targets, INDArray outputs, INDArray weights) {
    INDArray sum = Nd4j.zerosLike(outputs);
    for (int j = 0; j < groupSize(); j++) {
      INDArray errors = errors(targets, outputs, j);
      INDArray factors = asymmetry(errors);
      INDArray size = Transforms.max(Transforms.abs(errors, true), 1.0, false);
      sum.subi(errors.divi(size).muli(factors));
    }
    return sum.muli(weights).divi(groupSize());
  }

  /** yⱼ − ŷ of each group. */
  private static INDArray errors(INDArray targets, INDArray outputs, int j) {
    return outputs.neg().addiColumnVector(targets.getColumn(j, true).dup());
  }

  /** |τᵢ − 1{u < 0}|. */
  private INDArray asymmetry(INDArray errors) {
    float[] levels = new float[groupSize()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (2 * i + 1) / (2f * levels.length);
    }
    INDArray below = errors.lt(0).castTo(errors.dataType());
    INDArray taus = Nd4j.createFromArray(levels).castTo(errors.dataType());
    return Transforms.abs(below.subiRowVector(taus.reshape(1, levels.length)), false);
  }
}
