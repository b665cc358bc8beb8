package dev.ensayo.backend.compiled;

import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.function.FunctionLimits;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Shape;
import dev.ensayo.backend.compiled.node.Value;
import dev.ensayo.backend.model.LayerStatistics;
import java.util.Arrays;
import java.util.List;

/** Sums over what one layer puts out, unit by unit. */
final class ObservedLayer {
  private final int block;
  private final String kind;
  private final Value output;
  private final FunctionLimits limits;
  private final List<ParameterTensor> parameters;
  private final int units;
  private final double[] sums;
  private final double[] squares;
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
    this.sums = new double[units];
    this.squares = new double[units];
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
      sums[unit] += value;
      squares[unit] += value * value;
      alive[unit] |= !limits.isFlatAt(value);
      saturated += limits.isNear(value) ? 1 : 0;
    }
    outputs += count;
  }

  /** What was taken in, which is forgotten. */
  LayerStatistics statistics(double gradientNorm) {
    double each = (double) outputs / units;
    double mean = 0;
    double square = 0;
    double signal = 0;
    int dead = 0;
    for (int unit = 0; unit < units; unit++) {
      double own = sums[unit] / each;
      mean += own / units;
      square += squares[unit] / each / units;
      signal += Math.max(0, squares[unit] / each - own * own) / units;
      dead += alive[unit] ? 0 : 1;
    }
    LayerStatistics statistics =
        new LayerStatistics(
            kind,
            mean,
            Math.sqrt(Math.max(0, square - mean * mean)),
            Math.sqrt(signal),
            limits.isBounded() ? (double) saturated / outputs : Double.NaN,
            limits.isFlat() ? (double) dead / units : Double.NaN,
            gradientNorm);
    Arrays.fill(sums, 0);
    Arrays.fill(squares, 0);
    Arrays.fill(alive, false);
    outputs = 0;
    saturated = 0;
    return statistics;
  }
}
