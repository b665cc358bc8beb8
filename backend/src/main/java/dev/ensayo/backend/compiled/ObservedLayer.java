package dev.ensayo.backend.compiled;

import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.function.FunctionLimits;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;
import dev.ensayo.backend.model.LayerStatistics;
import java.util.Arrays;
import java.util.List;

/**
 * Sums over what one layer puts out, unit by unit, of what differs from the unit's first output:
 * units that always say the same have a variance of exactly 0.
 */
final class ObservedLayer {
  private final int block;
  private final String kind;
  private final Value output;
  private final FunctionLimits limits;
  private final List<ParameterTensor> parameters;
  private final int units;
  private final double[] first;
  private final double[] sums;
  private final double[] squares;
  private final boolean[] seen;
  private final boolean[] alive;
  private long outputs;
  private long saturated;

  /**
   * @param block position of the block that writes the output
   * @param output as rows, or images {@code [H, W, C, B]}
   */
  ObservedLayer(
      int block,
      String kind,
      Value output,
      FunctionLimits limits,
      List<ParameterTensor> parameters) {
    this.block = block;
    this.kind = kind;
    this.output = output;
    this.limits = limits;
    this.parameters = parameters;
    Shape shape = output.shape();
    this.units = shape.isImage() ? shape.channels() : shape.size();
    this.first = new double[units];
    this.sums = new double[units];
    this.squares = new double[units];
    this.seen = new boolean[units];
    this.alive = new boolean[units];
  }

  int block() {
    return block;
  }

  List<ParameterTensor> parameters() {
    return parameters;
  }

  /** Takes in what the block has just written. */
  void add(int rows) {
    Slice values = output.data().slice();
    boolean image = output.shape().isImage();
    int count = rows * output.shape().size();
    for (int i = 0; i < count; i++) {
      int unit = (image ? i / rows : i) % units;
      double value = values.get(i);
      if (!seen[unit]) {
        seen[unit] = true;
        first[unit] = value;
      }
      double beyond = value - first[unit];
      sums[unit] += beyond;
      squares[unit] += beyond * beyond;
      alive[unit] |= !limits.isFlatAt(value);
      saturated += limits.isNear(value) ? 1 : 0;
    }
    outputs += count;
  }

  /** What was taken in, which is forgotten. */
  LayerStatistics statistics(double gradientNorm) {
    double each = (double) outputs / units;
    double mean = 0;
    double signal = 0;
    int dead = 0;
    for (int unit = 0; unit < units; unit++) {
      double beyond = sums[unit] / each;
      mean += (first[unit] + beyond) / units;
      signal += Math.max(0, squares[unit] / each - beyond * beyond) / units;
      dead += alive[unit] ? 0 : 1;
    }
    double variance = signal;
    for (int unit = 0; unit < units; unit++) {
      double apart = first[unit] + sums[unit] / each - mean;
      variance += apart * apart / units;
    }
    LayerStatistics statistics =
        new LayerStatistics(
            kind,
            mean,
            Math.sqrt(variance),
            Math.sqrt(signal),
            limits.isBounded() ? (double) saturated / outputs : Double.NaN,
            limits.isFlat() ? (double) dead / units : Double.NaN,
            gradientNorm);
    Arrays.fill(sums, 0);
    Arrays.fill(squares, 0);
    Arrays.fill(seen, false);
    Arrays.fill(alive, false);
    outputs = 0;
    saturated = 0;
    return statistics;
  }
}
