package dev.ensayo.supervised.detector;

import dev.ensayo.backend.model.OutputLoss;
import java.util.Arrays;

/**
 * The loss of a grid of boxes, in the manner of Redmon et al., "You only look once", 2016, equation
 * 3: for each scene the sum over all boxes of
 *
 * <ul>
 *   <li>λ_coord·[(σ(t_x) − x)² + (σ(t_y) − y)² + (t_w − w)² + (t_h − h)²] where it has an object,
 *   <li>−λ_obj·ln σ(t_o) where it has one, −λ_noobj·ln(1 − σ(t_o)) where it has none,
 *   <li>−λ_class·ln softmax_c where it has one of class c,
 * </ul>
 *
 * and the mean over the batch. What the terms are of the paper's is told in
 * docs/agents/detector.md.
 */
final class DetectorLoss implements OutputLoss {
  private final BoxGrid grid;
  private final LossWeights weights;
  private final double[] shares;
  private float[] targets = new float[0];
  private double boxLoss;
  private double objectLoss;
  private double classLoss;

  DetectorLoss(BoxGrid grid, LossWeights weights) {
    this.grid = grid;
    this.weights = weights;
    this.shares = new double[grid.classes()];
  }

  /**
   * Says what is right in the next batch.
   *
   * @param nextTargets as {@link BoxGrid#assign} gives them, one scene after the other; not copied
   */
  void setTargets(float[] nextTargets) {
    targets = nextTargets;
  }

  @Override
  public double compute(float[][] outputs, int batch, float[][] gradients) {
    boxLoss = 0;
    objectLoss = 0;
    classLoss = 0;
    Arrays.fill(gradients[0], 0, batch * grid.outputs(), 0);
    for (int row = 0; row < batch; row++) {
      int offset = row * grid.outputs();
      for (int box = 0; box < grid.boxes(); box++) {
        int target = (row * grid.boxes() + box) * BoxGrid.TARGET;
        if (targets[target] > 0) {
          object(outputs[0], offset, box, target, 1.0 / batch, gradients[0]);
        } else {
          nothing(outputs[0], offset + grid.index(box, BoxGrid.OBJECT), 1.0 / batch, gradients[0]);
        }
      }
    }
    return boxLoss + objectLoss + classLoss;
  }

  private void nothing(float[] outputs, int at, double share, float[] gradients) {
    double factor = share * weights.noObject();
    objectLoss += factor * softplus(outputs[at]);
    gradients[at] = (float) (factor * BoxGrid.sigmoid(outputs[at]));
  }

  private void object(
      float[] outputs, int offset, int box, int target, double share, float[] gradients) {
    for (int i = 0; i < BoxGrid.OBJECT; i++) {
      int at = offset + grid.index(box, i);
      double value = outputs[at];
      double slope = 1;
      if (i < BoxGrid.WIDE) {
        value = BoxGrid.sigmoid(value);
        slope = value * (1 - value);
      }
      double error = value - targets[target + 1 + i];
      boxLoss += share * weights.box() * error * error;
      gradients[at] = (float) (2 * share * weights.box() * error * slope);
    }
    int at = offset + grid.index(box, BoxGrid.OBJECT);
    objectLoss += share * weights.object() * softplus(-outputs[at]);
    gradients[at] = (float) (-share * weights.object() * BoxGrid.sigmoid(-outputs[at]));
    classes(outputs, offset, box, (int) targets[target + BoxGrid.TARGET_CLASS], share, gradients);
  }

  private void classes(
      float[] outputs, int offset, int box, int right, double share, float[] gradients) {
    double factor = share * weights.classes();
    classLoss -= factor * grid.logSoftmax(outputs, offset, box, right, shares);
    for (int label = 0; label < shares.length; label++) {
      double error = shares[label] - (label == right ? 1 : 0);
      gradients[offset + grid.index(box, BoxGrid.PLACE + label)] = (float) (factor * error);
    }
  }

  /** ln(1 + eᵗ). */
  private static double softplus(double t) {
    return Math.max(t, 0) + Math.log1p(Math.exp(-Math.abs(t)));
  }

  /** Of places and sizes in the batch that was looked at last, as its share of the loss. */
  double boxLoss() {
    return boxLoss;
  }

  /** Of objectness. */
  double objectLoss() {
    return objectLoss;
  }

  /** Of classes. */
  double classLoss() {
    return classLoss;
  }
}
