package dev.ensayo.backend.compiled.attention;

import dev.ensayo.backend.compiled.node.Pass;

/**
 * How well each step of a decoder goes with each of an encoder. A table of a sequence is {@code [S,
 * T]} column by column, a column for each step of the decoder.
 */
interface AttentionScores {
  /** Writes the scores of a sequence. */
  void forward(Pass pass, int sequence, Table table);

  /** Before the backward of the first sequence. */
  void beginBackward(Pass pass);

  /**
   * Adds to the gradients of the decoder's and of the encoder's steps, which are there already, and
   * to those of what else makes the scores.
   *
   * @param slopes of the scores of a sequence
   */
  void backward(Pass pass, int sequence, Table slopes);
}
