package dev.ensayo.backend.compiled;

import java.util.random.RandomGenerator;

/** One walk through the plan: how many rows, and whether it trains. Reused from walk to walk. */
final class Pass {
  private final Arithmetic arithmetic;
  private int rows;
  private boolean training;
  private RandomGenerator random;

  Pass(Arithmetic arithmetic) {
    this.arithmetic = arithmetic;
  }

  void beginInference(int batch) {
    rows = batch;
    training = false;
    random = null;
  }

  void beginTraining(int batch, RandomGenerator generator) {
    rows = batch;
    training = true;
    random = generator;
  }

  Arithmetic arithmetic() {
    return arithmetic;
  }

  int rows() {
    return rows;
  }

  boolean training() {
    return training;
  }

  /** Where random numbers come from; only while training. */
  RandomGenerator random() {
    return random;
  }
}
