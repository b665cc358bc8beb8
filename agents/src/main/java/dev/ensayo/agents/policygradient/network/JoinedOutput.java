package dev.ensayo.agents.policygradient.network;

import dev.ensayo.backend.model.OutputLoss;
import java.util.Optional;

/**
 * One output {@code [rows, P + 1]} that holds the distribution's parameters and then the value, as
 * the heads that a loss reads.
 */
final class JoinedOutput implements OutputLoss {
  private final Heads heads;
  private final Optional<LogDeviations> deviations;
  private final int width;
  private final float[][] outputs;
  private final float[][] gradients;
  private OutputLoss loss;

  /**
   * @param deviations where the distribution has some
   * @param rows the most there will be
   */
  JoinedOutput(Heads heads, Optional<LogDeviations> deviations, int rows) {
    this.heads = heads;
    this.deviations = deviations;
    this.width = width(heads);
    this.outputs = heads.room(rows);
    this.gradients = heads.room(rows);
  }

  /** P, and 1 for the value if there is one. */
  static int width(Heads heads) {
    return heads.distribution().parameters() + (heads.hasValue() ? 1 : 0);
  }

  /**
   * Takes rows apart.
   *
   * @param joined {@code [count, P + 1]}
   * @return as many rows of each head, valid until the next call
   */
  float[][] split(float[] joined, int count) {
    int parameters = heads.distribution().parameters();
    for (int row = 0; row < count; row++) {
      System.arraycopy(joined, row * width, outputs[0], row * parameters, parameters);
      if (heads.hasValue()) {
        heads.values(outputs)[row] = joined[row * width + parameters];
      }
    }
    deviations.ifPresent(own -> own.fill(outputs[1], count));
    return outputs;
  }

  /** The same as a loss of the joined output. */
  OutputLoss of(OutputLoss ofHeads) {
    loss = ofHeads;
    return this;
  }

  @Override
  public double compute(float[][] joined, int rows, float[][] joinedGradients) {
    double value = loss.compute(split(joined[0], rows), rows, gradients);
    int parameters = heads.distribution().parameters();
    for (int row = 0; row < rows; row++) {
      System.arraycopy(
          gradients[0], row * parameters, joinedGradients[0], row * width, parameters);
      if (heads.hasValue()) {
        joinedGradients[0][row * width + parameters] = heads.values(gradients)[row];
      }
    }
    return value;
  }

  /** Takes the gradient step of what depends on nothing, after a loss of so many rows. */
  void updateDeviations(int rows) {
    deviations.ifPresent(own -> own.update(gradients[1], rows));
  }
}
