package dev.ensayo.backend.compiled.function;

import dev.ensayo.backend.compiled.node.Unsupported;
import dev.ensayo.backend.training.GroupedLoss;
import dev.ensayo.backend.training.HuberLoss;
import dev.ensayo.backend.training.SmoothedCrossEntropy;
import java.util.Optional;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossHinge;
import org.nd4j.linalg.lossfunctions.impl.LossKLD;
import org.nd4j.linalg.lossfunctions.impl.LossL1;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** The losses by Deeplearning4j's classes. */
public final class Losses {
  private Losses() {}

  /**
   * The same loss as Deeplearning4j's.
   *
   * @param activation the output layer's function
   * @param owner names the layer in the message
   */
  public static LossFunction of(ILossFunction loss, IActivation activation, String owner) {
    LossFunction function = unweighted(loss, activation);
    if (function == null) {
      throw Unsupported.inLayer(owner, "loss " + loss + " with activation " + activation);
    }
    INDArray weights = weights(loss);
    return weights == null ? function : new Weighted(function, weights.toDoubleVector());
  }

  private static LossFunction unweighted(ILossFunction loss, IActivation activation) {
    Class<?> type = loss.getClass();
    if (type == HuberLoss.class) {
      return new Huber();
    }
    if (type == LossMSE.class) {
      return new SquaredError(true);
    }
    if (type == LossL2.class) {
      return new SquaredError(false);
    }
    if (type == LossMCXENT.class && activation instanceof ActivationSoftmax) {
      return new SoftmaxCrossEntropy(((LossMCXENT) loss).getSoftmaxClipEps(), 0);
    }
    if (type == SmoothedCrossEntropy.class && activation instanceof ActivationSoftmax) {
      SmoothedCrossEntropy smoothed = (SmoothedCrossEntropy) loss;
      return new SoftmaxCrossEntropy(smoothed.getSoftmaxClipEps(), smoothed.smoothing());
    }
    if (type == LossBinaryXENT.class && activation instanceof ActivationSigmoid) {
      return new SigmoidCrossEntropy(((LossBinaryXENT) loss).getClipEps());
    }
    if (type == LossMAE.class) {
      return new AbsoluteError(true);
    }
    if (type == LossL1.class) {
      return new AbsoluteError(false);
    }
    if (type == LossHinge.class) {
      return new Hinge();
    }
    if (loss instanceof GroupedLoss grouped) {
      return activation instanceof ActivationIdentity ? GroupedLosses.of(grouped) : null;
    }
    return type == LossKLD.class && activation instanceof ActivationSoftmax
        ? new Divergence()
        : null;
  }

  /** The weights of its outputs that a loss was made with, {@code [1, O]}, or null. */
  private static INDArray weights(ILossFunction loss) {
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

  /** A loss whose outputs have weights of their own, which multiply those of a step. */
  private static final class Weighted implements LossFunction {
    private final LossFunction loss;
    private final double[] own;
    private final double[] product;

    Weighted(LossFunction loss, double[] own) {
      this.loss = loss;
      this.own = own;
      this.product = new double[own.length];
    }

    @Override
    public Optional<VectorizedLoss> vectorized(int groups) {
      return loss.vectorized(groups).map(vectorized -> new WeightedGroups(vectorized, own));
    }

    @Override
    public boolean includesActivation() {
      return loss.includesActivation();
    }

    @Override
    public double row(
        double[] output, double[] target, double[] weight, double[] slope, int columns) {
      for (int i = 0; i < columns; i++) {
        product[i] = weight[i] * own[i];
      }
      return loss.row(output, target, product, slope, columns);
    }
  }

  /** Σ w·(y − ŷ)², divided by O where it is a mean. */
  private record SquaredError(boolean mean) implements LossFunction {
    @Override
    public boolean includesActivation() {
      return false;
    }

    @Override
    public double row(
        double[] output, double[] target, double[] weight, double[] slope, int columns) {
      double factor = mean ? 1.0 / columns : 1;
      double sum = 0;
      for (int i = 0; i < columns; i++) {
        double error = output[i] - target[i];
        sum += factor * weight[i] * error * error;
        slope[i] = 2 * factor * weight[i] * error;
      }
      return sum;
    }
  }

  /** Σ w·|y − ŷ|, divided by O where it is a mean; the slope at 0 is 0. */
  private record AbsoluteError(boolean mean) implements LossFunction {
    @Override
    public boolean includesActivation() {
      return false;
    }

    @Override
    public double row(
        double[] output, double[] target, double[] weight, double[] slope, int columns) {
      double factor = mean ? 1.0 / columns : 1;
      double sum = 0;
      for (int i = 0; i < columns; i++) {
        double error = output[i] - target[i];
        sum += factor * weight[i] * Math.abs(error);
        slope[i] = factor * weight[i] * Math.signum(error);
      }
      return sum;
    }
  }

  /** Σ w·max(0, 1 − y·ŷ) with y in {−1, 1}; the slope where y·ŷ = 1 is 0. */
  private record Hinge() implements LossFunction {
    @Override
    public boolean includesActivation() {
      return false;
    }

    @Override
    public double row(
        double[] output, double[] target, double[] weight, double[] slope, int columns) {
      double sum = 0;
      for (int i = 0; i < columns; i++) {
        double missing = 1 - target[i] * output[i];
        sum += weight[i] * Math.max(0, missing);
        slope[i] = missing <= 0 ? 0 : -weight[i] * target[i];
      }
      return sum;
    }
  }

  /**
   * Σ w·y·ln(y/ŷ) of a softmax. With s = Σ w·y the slope in its sums is ŷ·s − w·y; that y and ŷ are
   * limited to [ε, 1] enters the loss alone, as in Deeplearning4j.
   */
  private record Divergence() implements LossFunction {
    private static final double EPSILON = 1e-5;

    @Override
    public boolean includesActivation() {
      return true;
    }

    @Override
    public double row(
        double[] output, double[] target, double[] weight, double[] slope, int columns) {
      double loss = 0;
      double mass = 0;
      for (int i = 0; i < columns; i++) {
        double y = Math.max(EPSILON, Math.min(1, target[i]));
        double p = Math.max(EPSILON, Math.min(1, output[i]));
        loss += weight[i] * y * Math.log(y / p);
        mass += weight[i] * target[i];
      }
      for (int i = 0; i < columns; i++) {
        slope[i] = output[i] * mass - weight[i] * target[i];
      }
      return loss;
    }
  }

  /** Σ w·h(y − ŷ), with h(e) = e²/2 where |e| ≤ 1, else |e| − 1/2. */
  private record Huber() implements LossFunction {
    @Override
    public boolean includesActivation() {
      return false;
    }

    @Override
    public double row(
        double[] output, double[] target, double[] weight, double[] slope, int columns) {
      double sum = 0;
      for (int i = 0; i < columns; i++) {
        double error = output[i] - target[i];
        double clipped = Math.max(-1, Math.min(1, error));
        sum += weight[i] * clipped * (error - clipped / 2);
        slope[i] = weight[i] * clipped;
      }
      return sum;
    }
  }
}
