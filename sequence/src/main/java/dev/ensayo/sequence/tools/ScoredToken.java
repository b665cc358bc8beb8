package dev.ensayo.sequence.tools;

/**
 * What a model says of a token.
 *
 * @param written how it stands in the text
 * @param isKnown whether the vocabulary has it; else it is {@code <unk>} to the model
 * @param nats −ln p
 * @param rank 1 for the likeliest of the vocabulary; of equally likely ones all have the best
 * @param spelling nats that its letters cost where it is not known
 */
record ScoredToken(String written, boolean isKnown, double nats, int rank, double spelling) {
  /** With line ends that can be seen. */
  String shown() {
    return "'" + written.replace("\n", "\\n") + "'";
  }
}
