package dev.ensayo.backend.compiled.recurrent;

import dev.ensayo.backend.compiled.arithmetic.Matrix;
import dev.ensayo.backend.compiled.arithmetic.Products;
import dev.ensayo.backend.compiled.node.BlockContext;
import dev.ensayo.backend.compiled.node.Region;

/** Sums over the sequences, by a product with a vector of ones. */
final class SequenceSums {
  private final Products products = new Products();
  private final Region ones;
  private final Matrix one = new Matrix();

  SequenceSums(BlockContext context) {
    ones = context.permanent(context.largestSequences());
  }

  /**
   * @param features {@code [B, count]}
   * @param sums receives {@code [count, 1]}
   */
  void sum(Matrix features, Matrix sums) {
    for (int b = 0; b < features.rows(); b++) {
      ones.slice().put(b, 1);
    }
    products.multiply(features, true, one.at(ones.slice(), features.rows(), 1), false, 0, sums);
  }
}
