package dev.ensayo.backend.training;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * −Σ w·y·ln softmax(ŷ), each softmax over a group of outputs (Bellemare, Dabney and Munos, "A
 * distributional perspective on reinforcement learning", 2017, algorithm 1).
 */
public final class GroupedCrossEntropy extends GroupedLoss {
  private static final long serialVersionUID = 1L;

  /**
   * @param groupSize K, at least 2
   */
  public GroupedCrossEntropy(int groupSize) {
    super(groupSize);
  }

  @Override
  INDArray terms(INDArray targets, INDArray outputs) {
    return logarithms(outputs).muli(targets).negi();
  }

  /** p·Σ w·y − w·y. */
  @Override
  INDArray slopes(INDArray targets, INDArray outputs, INDArray weights) {
    INDArray weighted = targets.mul(weights);
    return Transforms.exp(logarithms(outputs), false)
        .muliColumnVector(weighted.sum(true, 1))
        .subi(weighted);
  }

  /** ln softmax, with the largest output taken off first. */
  private static INDArray logarithms(INDArray outputs) {
    INDArray shifted = outputs.subColumnVector(outputs.max(true, 1));
    INDArray sums = Transforms.exp(shifted, true).sum(true, 1);
    return shifted.subiColumnVector(Transforms.log(sums, false));
  }
}
