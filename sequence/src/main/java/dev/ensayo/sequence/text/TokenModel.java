package dev.ensayo.sequence.text;

/**
 * A trained model of text that reads one token after another and knows how likely each is to come
 * next. Not thread-safe.
 */
public interface TokenModel extends AutoCloseable {
  /** Number V of tokens. */
  int vocabulary();

  /** Forgets what was read: what comes next is the first token of a text. */
  void restart();

  /**
   * How likely each token is to come next.
   *
   * @param target receives V numbers that sum up to 1
   */
  void probabilities(float[] target);

  /**
   * How likely a token is to come next.
   *
   * @param token id in [0, V)
   */
  double probability(int token);

  /**
   * Reads a token.
   *
   * @param token id in [0, V)
   */
  void read(int token);

  @Override
  void close();
}
