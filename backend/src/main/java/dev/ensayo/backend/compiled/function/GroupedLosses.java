package dev.ensayo.backend.compiled.function;

import dev.ensayo.backend.training.GroupedCrossEntropy;
import dev.ensayo.backend.training.GroupedLoss;

/** The losses over groups of K outputs, given one group at a time. */
final class GroupedLosses {
  private GroupedLosses() {}

  static LossFunction of(GroupedLoss loss) {
    return loss instanceof GroupedCrossEntropy
        ? new CrossEntropy(loss.groupSize())
        : new QuantileHuber(loss.groupSize());
  }

  /** −Σ w·y·ln p with p = softmax(ŷ). With s = Σ w·y the slope is p·s − w·y. */
  private record CrossEntropy(int size) implements LossFunction {
    @Override
    public boolean includesActivation() {
      return true;
    }

    @Override
    public int groupSize(int columns) {
      return size;
    }

    @Override
    public boolean passesOver() {
      return true;
    }

    @Override
    public double row(
        double[] output, double[] target, double[] weight, double[] slope, int columns) {
      double largest = output[0];
      for (int i = 1; i < columns; i++) {
        largest = Math.max(largest, output[i]);
      }
      double sum = 0;
      for (int i = 0; i < columns; i++) {
        slope[i] = Math.exp(output[i] - largest);
        sum += slope[i];
      }
      double shift = largest + Math.log(sum);
      double loss = 0;
      double mass = 0;
      for (int i = 0; i < columns; i++) {
        double weighted = weight[i] * target[i];
        loss -= weighted * (output[i] - shift);
        mass += weighted;
      }
      double factor = mass / sum;
      for (int i = 0; i < columns; i++) {
        slope[i] = slope[i] * factor - weight[i] * target[i];
      }
      return loss;
    }
  }

  /** Σ wᵢ·(1/K)·Σⱼ |τᵢ − 1{u < 0}|·h(u), u = yⱼ − ŷᵢ; its slope is −h' in the place of h. */
  private record QuantileHuber(int size) implements LossFunction {
    @Override
    public boolean includesActivation() {
      return false;
    }

    @Override
    public int groupSize(int columns) {
      return size;
    }

    @Override
    public boolean passesOver() {
      return true;
    }

    @Override
    public double row(
        double[] output, double[] target, double[] weight, double[] slope, int columns) {
      double loss = 0;
      for (int i = 0; i < columns; i++) {
        double q = output[i];
        double aboveLoss = 0;
        double belowLoss = 0;
        double aboveSlope = 0;
        double belowSlope = 0;
        for (int j = 0; j < columns; j++) {
          double u = target[j] - q;
          double clipped = Math.max(-1, Math.min(1, u));
          double h = clipped * (u - clipped / 2);
          if (u < 0) {
            belowLoss += h;
            belowSlope += clipped;
          } else {
            aboveLoss += h;
            aboveSlope += clipped;
          }
        }
        double level = (2 * i + 1) / (2.0 * columns);
        double factor = weight[i] / columns;
        loss += factor * (level * aboveLoss + (1 - level) * belowLoss);
        slope[i] = -factor * (level * aboveSlope + (1 - level) * belowSlope);
      }
      return loss;
    }
  }
}
