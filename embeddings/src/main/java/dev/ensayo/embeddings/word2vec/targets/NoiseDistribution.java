package dev.ensayo.embeddings.word2vec.targets;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.core.random.RandomStream;

/**
 * Words drawn with probability count^power / Σ count^power (Mikolov et al. 2013b, section 2.2), in
 * constant time and exactly, by the alias method (Walker 1977; Vose 1991).
 */
public final class NoiseDistribution {
  private static final float TO_UNIT = 0x1p-24f;
  private static final long LOW_BITS = (1L << 24) - 1;

  private final float[] shares;
  private final int[] aliases;
  private final double power;
  private final double sum;

  /**
   * @param counts of each word, all positive
   * @param power 0.75 in the paper; 0 for equal, 1 for the words' own frequencies
   */
  public NoiseDistribution(long[] counts, double power) {
    int v = counts.length;
    checkArgument(v > 0, "no words to draw from");
    double[] scaled = new double[v];
    double all = 0;
    for (int i = 0; i < v; i++) {
      scaled[i] = Math.pow((double) counts[i], power);
      all += scaled[i];
    }
    this.power = power;
    this.sum = all;
    this.shares = new float[v];
    this.aliases = new int[v];
    int[] small = new int[v];
    int[] large = new int[v];
    int smalls = 0;
    int larges = 0;
    for (int i = 0; i < v; i++) {
      scaled[i] *= v / all;
      if (scaled[i] < 1) {
        small[smalls++] = i;
      } else {
        large[larges++] = i;
      }
    }
    while (smalls > 0 && larges > 0) {
      int low = small[--smalls];
      int high = large[larges - 1];
      shares[low] = (float) scaled[low];
      aliases[low] = high;
      scaled[high] -= 1 - scaled[low];
      if (scaled[high] < 1) {
        larges--;
        small[smalls++] = high;
      }
    }
    // What is left differs from 1 by rounding only.
    while (larges > 0) {
      fill(large[--larges]);
    }
    while (smalls > 0) {
      fill(small[--smalls]);
    }
  }

  private void fill(int word) {
    shares[word] = 1;
    aliases[word] = word;
  }

  /**
   * A word, from one number of the stream: its high half chooses the column, its low bits which.
   */
  public int draw(RandomStream random) {
    long bits = random.nextLong();
    int column = (int) (((bits >>> 32) * shares.length) >>> 32);
    return (bits & LOW_BITS) * TO_UNIT < shares[column] ? column : aliases[column];
  }

  /** Probability of a word with that count. */
  public double share(long count) {
    return Math.pow((double) count, power) / sum;
  }

  /** Probability of a word, as the table has it. */
  double probability(int word) {
    double sum = 0;
    for (int column = 0; column < shares.length; column++) {
      if (column == word) {
        sum += shares[column];
      }
      if (aliases[column] == word) {
        sum += 1 - (double) shares[column];
      }
    }
    return sum / shares.length;
  }
}
