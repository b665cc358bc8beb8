package dev.ensayo.embeddings.word2vec;

import dev.ensayo.embeddings.word2vec.rows.RowArithmetic;
import dev.ensayo.embeddings.word2vec.targets.HuffmanTree;
import dev.ensayo.embeddings.word2vec.targets.NoiseDistribution;
import dev.ensayo.embeddings.word2vec.targets.SoftmaxTargets;
import java.util.OptionalDouble;

/**
 * e to the mean of −log p over the predictions of {@link HeldOutPairs}: as many words, equally
 * likely, would be as hard to tell.
 *
 * <p>The dot products of negative sampling are, where it has learned all that there is to learn,
 * log p(w | h) − log k·P(w) with P the distribution that it draws from (Levy and Goldberg 2014,
 * section 3.1); so their softmax is that of p(w | h)/P(w), and p(w | h) is the softmax of h·u_w +
 * log P(w).
 */
final class Perplexity {
  private final HeldOutPairs pairs;
  private final Word2VecConfig config;
  private final long[] counts;

  /**
   * What a word is predicted with.
   *
   * @param byFrequency the words' shares of the text that was learned from, whatever is around
   * @param learned the softmax of the dot products, or the tree
   * @param withNoise of negative sampling: the softmax with log P(w) added
   */
  record Values(double byFrequency, double learned, OptionalDouble withNoise) {}

  /**
   * @param counts of the words in the text that was learned from
   */
  Perplexity(HeldOutPairs pairs, Word2VecConfig config, long[] counts) {
    this.pairs = pairs;
    this.config = config;
    this.counts = counts;
  }

  /** How many words are looked at. */
  int words() {
    return pairs.size();
  }

  /**
   * That of vectors.
   *
   * @param input {@code [V, D]}
   * @param output {@code [V, D]}, of a tree {@code [V − 1, D]}
   */
  Values of(float[] input, float[] output) {
    int d = config.dimension();
    if (config.output() instanceof WordOutput.HierarchicalSoftmax) {
      Sum tree = new Sum();
      HuffmanTree codes = new HuffmanTree(counts);
      pairs.ask(
          input,
          counts.length,
          d,
          (h, targets) -> {
            for (int word = 0; word < targets.length; word++) {
              if (targets[word] > 0) {
                tree.add(natsInTree(codes, h, output, word), targets[word]);
              }
            }
          });
      return new Values(byFrequency(), tree.perplexity(), OptionalDouble.empty());
    }
    float[][] rows = new float[counts.length][d];
    for (int word = 0; word < rows.length; word++) {
      System.arraycopy(output, word * d, rows[word], 0, d);
    }
    float[] logits = new float[rows.length];
    float[] noise = logNoise();
    Sum plain = new Sum();
    Sum withNoise = new Sum();
    pairs.ask(
        input,
        rows.length,
        d,
        (h, targets) -> {
          RowArithmetic.dots(h, rows, rows.length, logits, 0, d);
          add(plain, logits, targets);
          for (int word = 0; word < logits.length; word++) {
            logits[word] += noise[word];
          }
          add(withNoise, logits, targets);
        });
    return new Values(
        byFrequency(),
        plain.perplexity(),
        config.output() instanceof WordOutput.NegativeSampling
            ? OptionalDouble.of(withNoise.perplexity())
            : OptionalDouble.empty());
  }

  private float[] logNoise() {
    NoiseDistribution noise = new NoiseDistribution(counts, config.noisePower());
    float[] logs = new float[counts.length];
    for (int word = 0; word < logs.length; word++) {
      logs[word] = (float) Math.log(noise.share(counts[word]));
    }
    return logs;
  }

  private double byFrequency() {
    double total = 0;
    for (long count : counts) {
      total += count;
    }
    long[] asked = pairs.targets(counts.length);
    Sum sum = new Sum();
    for (int word = 0; word < asked.length; word++) {
      sum.add(-Math.log(counts[word] / total), asked[word]);
    }
    return sum.perplexity();
  }

  private static void add(Sum sum, float[] logits, int[] targets) {
    double normalizer = SoftmaxTargets.logSumExp(logits, 0, logits.length);
    for (int word = 0; word < targets.length; word++) {
      sum.add(normalizer - logits[word], targets[word]);
    }
  }

  private static double natsInTree(HuffmanTree tree, float[] h, float[] nodes, int word) {
    double nats = 0;
    for (int t = 0; t < tree.length(word); t++) {
      double logit = 0;
      int from = tree.node(word, t) * h.length;
      for (int i = 0; i < h.length; i++) {
        logit += (double) h[i] * nodes[from + i];
      }
      double wrong = tree.isOne(word, t) ? logit : -logit;
      nats += wrong > 0 ? wrong + Math.log1p(Math.exp(-wrong)) : Math.log1p(Math.exp(wrong));
    }
    return nats;
  }

  /** Nats of so many predictions. */
  private static final class Sum {
    private double nats;
    private long predictions;

    void add(double each, long times) {
      nats += times == 0 ? 0 : times * each;
      predictions += times;
    }

    double perplexity() {
      return Math.exp(nats / predictions);
    }
  }
}
