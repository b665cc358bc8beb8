package dev.ensayo.agents.policygradient.network;

import dev.ensayo.backend.model.OutputLoss;
import java.util.Optional;

/**
 * What recurrent networks put out, as the heads that a loss reads: the policy's network the
 * distribution's parameters and, where it is shared, the value behind them; else the value's
 * network the value. Logarithms of standard deviations come from neither.
 */
final class RecurrentHeads {
  private final Heads heads;
  private final Optional<LogDeviations> deviations;
  private final float[][] outputs;
  private final float[][] gradients;

  /**
   * @param deviations where the distribution has some
   * @param rows the most there will be
   */
  RecurrentHeads(Heads heads, Optional<LogDeviations> deviations, int rows) {
    this.heads = heads;
    this.deviations = deviations;
    this.outputs = heads.room(rows);
    this.gradients = heads.room(rows);
  }

  /**
   * Takes the policy's outputs.
   *
   * @param given {@code [count, width]}
   * @param width P, or P + 1 with the value
   * @return as many rows of each head, valid until the next call
   */
  float[][] policy(float[] given, int width, int count) {
    int parameters = heads.distribution().parameters();
    for (int row = 0; row < count; row++) {
      System.arraycopy(given, row * width, outputs[0], row * parameters, parameters);
      if (width > parameters) {
        heads.values(outputs)[row] = given[row * width + parameters];
      }
    }
    deviations.ifPresent(own -> own.fill(outputs[1], count));
    return outputs;
  }

  /** Takes the value's outputs, {@code [count]}; returns them. */
  float[] value(float[] given, int count) {
    System.arraycopy(given, 0, heads.values(outputs), 0, count);
    return heads.values(outputs);
  }

  /**
   * The loss of the heads as one of the policy's outputs, whose value was taken before or comes
   * with them.
   */
  OutputLoss lossOfPolicy(OutputLoss loss, int width) {
    return (given, rows, slopes) -> {
      double found = loss.compute(policy(given[0], width, rows), rows, gradients);
      int parameters = heads.distribution().parameters();
      for (int row = 0; row < rows; row++) {
        System.arraycopy(gradients[0], row * parameters, slopes[0], row * width, parameters);
        if (width > parameters) {
          slopes[0][row * width + parameters] = heads.values(gradients)[row];
        }
      }
      deviations.ifPresent(own -> own.update(gradients[1], rows));
      return found;
    };
  }

  /** The gradient of the value that the loss found last, {@code [count]}. */
  void copyValueGradient(float[] target, int count) {
    System.arraycopy(heads.values(gradients), 0, target, 0, count);
  }
}
