package dev.ensayo.benchmarks.suite;

import com.google.common.collect.ImmutableMap;

/** A multilayer perceptron of DQN and the batch it is trained with. */
enum DqnNetwork {
  /** The goal's. */
  SMALL(64, 4, 64, 64, 2),
  /** CleanRL's. */
  CLEANRL(128, 4, 120, 84, 2);

  private final int batch;
  private final int[] units;

  DqnNetwork(int batch, int... units) {
    this.batch = batch;
    this.units = units;
  }

  /** Widths of the hidden layers, such as {@code 64-64}. */
  String suffix() {
    return units[1] + "-" + units[2];
  }

  ImmutableMap<String, String> parameters() {
    StringBuilder network = new StringBuilder().append(units[0]);
    for (int i = 1; i < units.length; i++) {
      network.append('-').append(units[i]);
    }
    return ImmutableMap.of("network", network.toString(), "batch", Integer.toString(batch));
  }

  /**
   * Multiplications and additions in the matrix products of one step: with w weights in all and w₁
   * of them in the first layer, B·2w for each of two forward passes and for the gradient of the
   * weights, B·2(w − w₁) for that of the hidden units.
   */
  double flops() {
    double weights = 0;
    for (int i = 1; i < units.length; i++) {
      weights += (double) units[i - 1] * units[i];
    }
    double first = (double) units[0] * units[1];
    return 2.0 * batch * (4 * weights - first);
  }
}
