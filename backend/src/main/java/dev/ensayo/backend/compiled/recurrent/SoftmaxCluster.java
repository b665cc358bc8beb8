package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.ActivationFunction;
import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.Products;
import dev.ensayo.backend.compiled.arithmetic.SequenceArithmetic;
import dev.ensayo.backend.compiled.arithmetic.Slice;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.ParameterTensor;
import dev.ensayo.backend.compiled.node.Region;

/**
 * One cluster of an {@link AdaptiveSoftmaxBlock}: softmax(x·P·O) over its own classes, for as many
 * rows x {@code [D]} at a time as it has room for.
 *
 * <p>As in a dense layer, rows that follow each other are the columns of a transposed matrix.
 */
final class SoftmaxCluster {
  /** Rows from which products are no faster. */
  private static final int ROWS = 256;

  private final int first;
  private final int classes;
  private final int inputs;
  private final int projected;
  private final int room;
  private final ParameterTensor projection;
  private final ParameterTensor weights;
  private final ActivationFunction softmax;
  private final SequenceArithmetic arithmetic = new SequenceArithmetic();
  private final Products products = new Products();
  private final Region gathered;
  private final Region between;
  private final Region sums;
  private final Region ofBetween;
  private final int[] rows;
  private final float[] row;
  private final Matrix x = new Matrix();
  private final Matrix u = new Matrix();
  private final Matrix z = new Matrix();
  private final Matrix slope = new Matrix();
  private final Matrix p = new Matrix();
  private final Matrix o = new Matrix();
  private int count;
  private boolean written;

  /**
   * Takes the cluster's parameters, which are next.
   *
   * @param first its first class
   * @param softmax with its maximum taken off first
   */
  SoftmaxCluster(
      BlockContext context,
      Names names,
      int first,
      int classes,
      int inputs,
      int projected,
      ActivationFunction softmax) {
    this.first = first;
    this.classes = classes;
    this.inputs = inputs;
    this.projected = projected;
    this.softmax = softmax;
    this.room = Math.min(ROWS, context.largestBatch());
    this.projection = context.parameter(names.projection(), Math.multiplyExact(inputs, projected));
    this.weights = context.parameter(names.weights(), Math.multiplyExact(projected, classes));
    this.gathered = context.permanent(Math.multiplyExact(room, inputs));
    this.between = context.permanent(Math.multiplyExact(room, projected));
    this.ofBetween = context.permanent(Math.multiplyExact(room, projected));
    this.sums = context.permanent(Math.multiplyExact(room, classes));
    this.rows = new int[room];
    this.row = new float[classes];
  }

  /** What its parameters are called. */
  record Names(String projection, String weights) {}

  int first() {
    return first;
  }

  int classes() {
    return classes;
  }

  boolean has(int target) {
    return target >= first && target < first + classes;
  }

  /** The most rows at a time. */
  int room() {
    return room;
  }

  /** Begins a walk: no row is taken, and no gradient is written. */
  void begin() {
    count = 0;
    written = false;
  }

  /** Takes a row of the input in; whether there is no room for another. */
  boolean take(Slice input, int index) {
    arithmetic.copy(input, index * inputs, gathered.slice(), count * inputs, inputs);
    rows[count] = index;
    count++;
    return count == room;
  }

  /** Rows that were taken and are not done with. */
  int count() {
    return count;
  }

  /** Which row of the input the i-th that was taken is. */
  int row(int i) {
    return rows[i];
  }

  /** The probabilities within the cluster of the rows that were taken. */
  void forward() {
    x.at(gathered.slice(), inputs, count);
    u.at(between.slice(), projected, count);
    z.at(sums.slice(), classes, count);
    p.at(projection.values(), inputs, projected);
    o.at(weights.values(), projected, classes);
    products.multiplyTransposed(p, x, u);
    products.multiplyTransposed(o, u, z);
    for (int i = 0; i < count; i++) {
      sums.slice().buffer().get(i * classes, row, 0, classes);
      softmax.forward(row, 1, classes);
      sums.slice().buffer().put(i * classes, row, 0, classes);
    }
  }

  /** The probability of a class of the cluster in the i-th row that was taken. */
  double probability(int i, int target) {
    return sums.slice().get(i * classes + target - first);
  }

  /** Writes factor · the probabilities of the i-th row that was taken. */
  void store(int i, float factor, float[] target, int at) {
    sums.slice().buffer().get(i * classes, target, at, classes);
    for (int j = at; j < at + classes; j++) {
      target[j] *= factor;
    }
  }

  /** Turns the probabilities of the i-th row into the slope of weight · −ln p(target). */
  void turn(int i, int target, double weight) {
    Slice slopes = sums.slice();
    arithmetic.scale(slopes, slopes, i * classes, classes, weight);
    int hit = i * classes + target - first;
    slopes.put(hit, slopes.get(hit) - weight);
  }

  /**
   * The gradients from the slopes of the rows that were taken, which are then done with.
   *
   * @param ofInput receives theirs, row by row; null where that is not wanted
   */
  void backward(Slice ofInput) {
    double keep = written ? 1 : 0;
    written = true;
    slope.at(ofBetween.slice(), projected, count);
    products.multiply(u, false, z, true, keep, o.at(weights.gradient(), projected, classes));
    products.multiply(o.at(weights.values(), projected, classes), false, z, false, 0, slope);
    products.multiply(x, false, slope, true, keep, p.at(projection.gradient(), inputs, projected));
    if (ofInput != null) {
      products.multiply(p.at(projection.values(), inputs, projected), false, slope, false, 0, x);
      for (int i = 0; i < count; i++) {
        arithmetic.copy(gathered.slice(), i * inputs, ofInput, rows[i] * inputs, inputs);
      }
    }
  }

  /** Rows that were taken are done with. */
  void forget() {
    count = 0;
  }

  /** Ends a walk that learns: a cluster that no target is of has a gradient of 0. */
  void end() {
    if (!written) {
      arithmetic.clear(projection.gradient(), 0, projection.length());
      arithmetic.clear(weights.gradient(), 0, weights.length());
    }
  }
}
