package dev.ensayo.backend.spec;

import dev.ensayo.core.config.InvalidSettingException;

/** What a recurrent network reads at each step. */
public sealed interface SequenceInput {
  /** The two kinds of input. */
  enum Kind {
    /** Ids. */
    TOKENS,
    /** Numbers. */
    VECTORS
  }

  /** Which kind this is. */
  default Kind kind() {
    return this instanceof Tokens ? Kind.TOKENS : Kind.VECTORS;
  }

  /** Number V of tokens, or length F of a vector. */
  int size();

  /**
   * Ids in [0, V), embedded or read by the first layer as one-hot rows would be.
   *
   * @param vocabulary number V of tokens, at least 2
   * @param embeddingSize length D of a token's embedding; 0 for none
   * @param range r: embeddings start as U(−r, r); 0 for N(0, 1)
   * @param wordDropout probability of dropping the embedding of a token for a window while
   *     training, wherever it stands there (Merity et al., "Regularizing and optimizing LSTM
   *     language models", 2018, section 4.3; Gal and Ghahramani, 2016)
   * @param trained whether embeddings are learned; else they stay as they are put
   */
  record Tokens(
      int vocabulary, int embeddingSize, double range, double wordDropout, boolean trained)
      implements SequenceInput {
    /** Embeddings that start as N(0, 1) and are learned, and none of which is dropped. */
    public Tokens(int vocabulary, int embeddingSize) {
      this(vocabulary, embeddingSize, 0);
    }

    /** Embeddings that are learned, and none of which is dropped. */
    public Tokens(int vocabulary, int embeddingSize, double range) {
      this(vocabulary, embeddingSize, range, 0, true);
    }

    public Tokens {
      if (vocabulary < 2) {
        throw new InvalidSettingException("vocabulary", "must be at least 2, not " + vocabulary);
      }
      if (embeddingSize < 0) {
        throw new InvalidSettingException(
            "embeddingSize", "must be at least 0, not " + embeddingSize);
      }
      if (!trained && embeddingSize == 0) {
        throw new InvalidSettingException(
            "embeddingSize", "must be at least 1 where embeddings are not learned, not 0");
      }
      if (!(range >= 0 && range < Double.POSITIVE_INFINITY)) {
        throw new InvalidSettingException("range", "must be at least 0, not " + range);
      }
      if (!(wordDropout >= 0 && wordDropout < 1)) {
        throw new InvalidSettingException(
            "wordDropout", "must be at least 0 and less than 1, not " + wordDropout);
      }
      if (wordDropout > 0 && embeddingSize == 0) {
        throw new InvalidSettingException(
            "wordDropout", "drops embeddings, which need an embeddingSize of at least 1");
      }
    }

    @Override
    public int size() {
      return vocabulary;
    }
  }

  /**
   * Vectors of numbers.
   *
   * @param size length F, at least 1
   */
  record Vectors(int size) implements SequenceInput {
    public Vectors {
      if (size < 1) {
        throw new InvalidSettingException("features", "must be at least 1, not " + size);
      }
    }
  }
}
