package dev.ensayo.backend.training;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossHinge;
import org.nd4j.linalg.lossfunctions.impl.LossKLD;
import org.nd4j.linalg.lossfunctions.impl.LossL1;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A Deeplearning4j loss whose terms have weights {@code [B, O]} that change from step to step.
 *
 * <p>Deeplearning4j's label masks cannot carry such weights: they multiply the output layer's sums
 * as well, and enter the gradient of most losses twice, both of which are right for 0 and 1 only.
 * Without weights every call goes to the wrapped loss. It lives in a running network alone and
 * never in a written configuration.
 */
public final class WeightedLoss implements ILossFunction {
  private static final long serialVersionUID = 1L;

  private final ILossFunction loss;
  private transient INDArray weights;
  private transient boolean linear;
  private transient double lastScore;
  private transient boolean keepsExampleLosses;
  private transient float[] exampleLosses;

  /**
   * @param loss {@code LossL2}, {@code LossMSE}, {@code LossL1}, {@code LossMAE}, {@link
   *     HuberLoss}, {@code LossHinge}, {@code LossKLD}, {@code LossMCXENT} or {@link
   *     SmoothedCrossEntropy} with softmax, {@code LossBinaryXENT} with sigmoid, or a {@link
   *     GroupedLoss}; weights of its own multiply those of a step
   */
  public WeightedLoss(ILossFunction loss) {
    this.loss = loss;
  }

  /** The loss without weights. */
  public ILossFunction unweighted() {
    return loss;
  }

  /**
   * @param stepWeights {@code [B, O]} of the next step; null for all ones
   */
  public void setWeights(INDArray stepWeights) {
    INDArray own = ownWeights();
    weights = stepWeights == null || own == null ? stepWeights : stepWeights.mulRowVector(own);
  }

  /**
   * Whether a linear loss, Σ label·ŷ, takes the place of the wrapped one: labels are then its
   * gradient with regard to the outputs.
   */
  public void setLinear(boolean labelsAreSlopes) {
    linear = labelsAreSlopes;
  }

  /**
   * @param wanted whether {@link #exampleLosses} is to be had after the next step
   */
  public void keepExampleLosses(boolean wanted) {
    keepsExampleLosses = wanted;
  }

  /** The losses of the examples of the batch that was scored last, {@code [B]}. */
  public float[] exampleLosses() {
    return exampleLosses;
  }

  /** Weights of the outputs that the wrapped loss has, {@code [1, O]}, or null. */
  private INDArray ownWeights() {
    if (loss instanceof LossMCXENT crossEntropy) {
      return crossEntropy.getWeights();
    }
    if (loss instanceof LossBinaryXENT binary) {
      return binary.getWeights();
    }
    if (loss instanceof LossL2 squared) {
      return squared.getWeights();
    }
    return loss instanceof LossL1 absolute ? absolute.getWeights() : null;
  }

  private INDArray targets(INDArray labels) {
    return loss instanceof SmoothedCrossEntropy smoothed ? smoothed.smoothed(labels) : labels;
  }

  /** The sum of the losses of the batch that was scored last. */
  public double lastScore() {
    return lastScore;
  }

  @Override
  public double computeScore(
      INDArray labels,
      INDArray preOutput,
      IActivation activationFn,
      INDArray mask,
      boolean average) {
    if (linear) {
      // Deeplearning4j wants a number; the loss is known to who gave its gradient.
      return 0;
    }
    if (weights == null) {
      lastScore = loss.computeScore(labels, preOutput, activationFn, mask, false);
    } else {
      lastScore =
          loss instanceof GroupedLoss
              ? loss.computeScore(labels, preOutput, activationFn, weights, false)
              : weightedScores(labels, preOutput, activationFn).sumNumber().doubleValue();
    }
    if (keepsExampleLosses) {
      exampleLosses =
          computeScoreArray(labels, preOutput, activationFn, mask).ravel().toFloatVector();
    }
    return average ? lastScore / labels.size(0) : lastScore;
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask) {
    if (loss instanceof GroupedLoss) {
      return loss.computeScoreArray(labels, preOutput, activationFn, weights);
    }
    if (weights != null) {
      return weightedScores(labels, preOutput, activationFn).sum(true, 1);
    }
    INDArray scores = loss.computeScoreArray(labels, preOutput, activationFn, mask);
    // Deeplearning4j divides the score of a batch by O, and forgets to for single examples.
    return loss instanceof LossMAE ? scores.divi(labels.size(1)) : scores;
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask) {
    if (linear) {
      return activationFn.backprop(preOutput, labels.dup()).getFirst();
    }
    if (weights == null) {
      return loss.computeGradient(labels, preOutput, activationFn, mask);
    }
    if (loss instanceof HuberLoss || loss instanceof GroupedLoss) {
      return loss.computeGradient(labels, preOutput, activationFn, weights);
    }
    INDArray output = activationFn.getActivation(preOutput.dup(), true);
    if (loss instanceof LossMCXENT || loss instanceof LossKLD) {
      INDArray weighted = targets(labels).mul(weights);
      return output.muliColumnVector(weighted.sum(true, 1)).subi(weighted);
    }
    if (loss instanceof LossBinaryXENT binary) {
      INDArray clipped = clipped(output, binary.getClipEps());
      INDArray slope = clipped.sub(labels).divi(clipped.rsub(1).muli(clipped)).muli(weights);
      return activationFn.backprop(preOutput, slope).getFirst();
    }
    if (loss instanceof LossL2) {
      double factor = loss instanceof LossMSE ? 2.0 / labels.size(1) : 2.0;
      INDArray slope = output.subi(labels).muli(weights).muli(factor);
      return activationFn.backprop(preOutput, slope).getFirst();
    }
    if (loss instanceof LossL1) {
      double factor = loss instanceof LossMAE ? 1.0 / labels.size(1) : 1.0;
      INDArray slope = Transforms.sign(output.subi(labels), true).muli(weights).muli(factor);
      return activationFn.backprop(preOutput, slope).getFirst();
    }
    if (loss instanceof LossHinge) {
      INDArray slope = Transforms.step(missing(output, labels), true).muli(labels).muli(weights);
      return activationFn.backprop(preOutput, slope.negi()).getFirst();
    }
    throw unsupported();
  }

  /** 1 − y·ŷ. */
  private static INDArray missing(INDArray output, INDArray labels) {
    return output.mul(labels).rsubi(1);
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels,
      INDArray preOutput,
      IActivation activationFn,
      INDArray mask,
      boolean average) {
    return new Pair<>(
        computeScore(labels, preOutput, activationFn, mask, average),
        computeGradient(labels, preOutput, activationFn, mask));
  }

  @Override
  public String name() {
    return toString();
  }

  @Override
  public String toString() {
    return "WeightedLoss(" + loss + ")";
  }

  private INDArray weightedScores(INDArray labels, INDArray preOutput, IActivation activationFn) {
    INDArray output = activationFn.getActivation(preOutput.dup(), true);
    if (loss instanceof HuberLoss) {
      return HuberLoss.ofErrors(output.subi(labels)).muli(weights);
    }
    if (loss instanceof LossMCXENT crossEntropy) {
      INDArray limited = clipped(output, crossEntropy.getSoftmaxClipEps());
      return Transforms.log(limited, false).muli(targets(labels)).muli(weights).negi();
    }
    if (loss instanceof LossBinaryXENT binary) {
      INDArray limited = clipped(output, binary.getClipEps());
      INDArray ones = Transforms.log(limited, true).muli(labels);
      INDArray zeros = Transforms.log(limited.rsub(1), false).muli(labels.rsub(1));
      return ones.addi(zeros).muli(weights).negi();
    }
    if (loss instanceof LossL2) {
      INDArray error = output.subi(labels);
      INDArray scores = error.muli(error).muli(weights);
      return loss instanceof LossMSE ? scores.divi(labels.size(1)) : scores;
    }
    if (loss instanceof LossL1) {
      INDArray scores = Transforms.abs(output.subi(labels), false).muli(weights);
      return loss instanceof LossMAE ? scores.divi(labels.size(1)) : scores;
    }
    if (loss instanceof LossHinge) {
      return Transforms.relu(missing(output, labels), false).muli(weights);
    }
    if (loss instanceof LossKLD) {
      INDArray limitedOutput = limited(output);
      INDArray limitedLabels = limited(labels);
      INDArray ratio = Transforms.log(limitedLabels.div(limitedOutput), false);
      return ratio.muli(limitedLabels).muli(weights);
    }
    throw unsupported();
  }

  /** Deeplearning4j's limits on both distributions of a divergence. */
  private static INDArray limited(INDArray probability) {
    return Transforms.max(Transforms.min(probability, 1, true), Nd4j.EPS_THRESHOLD, false);
  }

  private static INDArray clipped(INDArray probability, double epsilon) {
    if (epsilon == 0) {
      return probability;
    }
    INDArray limited =
        Transforms.max(Transforms.min(probability, 1 - epsilon, true), epsilon, false);
    // ND4J's min and max swallow NaN; a probability times zero is zero or NaN.
    return limited.addi(probability.mul(0));
  }

  private UnsupportedOperationException unsupported() {
    return new UnsupportedOperationException("weights with " + loss);
  }
}
