package dev.ensayo.benchmarks.suite;

import com.google.common.collect.ImmutableMap;

/** A multilayer perceptron of DQN and the batch it is trained with. */
enum DqnNetwork {
  /** The goal's. */
  SMALL(64, 64, 64),
  /** CleanRL's. */
  CLEANRL(128, 120, 84);

  private static final int OBSERVATION = 4;
  private static final int ACTIONS = 2;

  private final int batch;
  private final int firstHidden;
  private final int secondHidden;

  DqnNetwork(int batch, int firstHidden, int secondHidden) {
    this.batch = batch;
    this.firstHidden = firstHidden;
    this.secondHidden = secondHidden;
  }

  /** Widths of the hidden layers, such as {@code 64-64}. */
  String suffix() {
    return firstHidden + "-" + secondHidden;
  }

  ImmutableMap<String, String> parameters() {
    return ImmutableMap.of(
        "network", OBSERVATION + "-" + suffix() + "-" + ACTIONS, "batch", Integer.toString(batch));
  }

  /**
   * Multiplications and additions in the matrix products of one step: with w weights in all and w₁
   * of them in the first layer, B·2w for each of two forward passes and for the gradient of the
   * weights, B·2(w − w₁) for that of the hidden units.
   */
  double flops() {
    double first = (double) OBSERVATION * firstHidden;
    double weights = first + (double) firstHidden * secondHidden + (double) secondHidden * ACTIONS;
    return 2.0 * batch * (4 * weights - first);
  }
}
