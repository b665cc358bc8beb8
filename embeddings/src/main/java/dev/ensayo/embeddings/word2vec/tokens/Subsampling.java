package dev.ensayo.embeddings.word2vec.tokens;

import dev.ensayo.core.random.RandomStream;

/**
 * Leaves out occurrences of frequent words.
 *
 * <p>An occurrence of a word of relative frequency f is kept with probability {@code min(1, √(t/f)
 * + t/f)}, as word2vec.c and gensim do; Mikolov et al. 2013b, equation 5, print {@code √(t/f)}.
 */
public final class Subsampling {
  private static final float TO_UNIT = 0x1p-24f;
  private static final int SHIFT = 40;

  private final float[] kept;

  /**
   * @param counts of each word
   * @param threshold t; 0 keeps everything
   */
  public Subsampling(long[] counts, double threshold) {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    this.kept = new float[counts.length];
    for (int word = 0; word < counts.length; word++) {
      double ratio = threshold * total / counts[word];
      kept[word] = threshold == 0 ? 1 : (float) Math.min(1, Math.sqrt(ratio) + ratio);
    }
  }

  /** Probability that an occurrence of a word is kept. */
  public double probability(int word) {
    return kept[word];
  }

  /** Decides on one occurrence; takes a number of the stream only where there is a choice. */
  public boolean keeps(int word, RandomStream random) {
    float p = kept[word];
    return p >= 1 || (random.nextLong() >>> SHIFT) * TO_UNIT < p;
  }
}
