package dev.ensayo.backend.compiled;

/**
 * What regularizes a network while it learns from windows and is no part of its layers (Merity et
 * al., "Regularizing and optimizing LSTM language models", 2018).
 *
 * @param words probability of dropping the embedding of a token for a window, in [0, 1)
 * @param recurrentWeights probability of dropping each recurrent weight for a window, in [0, 1)
 * @param activation α: factor of the mean square of the last recurrent layer's output
 * @param temporal β: factor of the mean square of what that output changes by from step to step
 */
public record WindowRegularization(
    double words, double recurrentWeights, double activation, double temporal) {
  /** Nothing of all that. */
  public static final WindowRegularization NONE = new WindowRegularization(0, 0, 0, 0);
}
