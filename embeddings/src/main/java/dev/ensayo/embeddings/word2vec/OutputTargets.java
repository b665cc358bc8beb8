package dev.ensayo.embeddings.word2vec;

import dev.ensayo.core.random.RandomStream;
import dev.ensayo.embeddings.word2vec.targets.DrawnTargets;
import dev.ensayo.embeddings.word2vec.targets.HuffmanTree;
import dev.ensayo.embeddings.word2vec.targets.Logistic;
import dev.ensayo.embeddings.word2vec.targets.NoiseDistribution;
import dev.ensayo.embeddings.word2vec.targets.PathTargets;
import dev.ensayo.embeddings.word2vec.targets.SoftmaxTargets;
import dev.ensayo.embeddings.word2vec.targets.Targets;
import java.util.Arrays;

/** What a word of a vocabulary is predicted by, as a configuration asks. */
interface OutputTargets {
  /** Rows of the output matrix. */
  int rows();

  /** How many of them one prediction changes at most. */
  int most();

  /** How often a prediction changes the row that it changes most often, on average. */
  double mostChanges();

  /**
   * Targets for one learner.
   *
   * @param random where what is drawn comes from
   */
  Targets create(RandomStream random);

  /**
   * Those of a configuration.
   *
   * @param counts of the words, falling
   */
  static OutputTargets of(Word2VecConfig config, long[] counts) {
    WordOutput output = config.output();
    if (output instanceof WordOutput.FullSoftmax) {
      return new Softmax(counts);
    }
    Logistic logistic =
        switch (config.sigmoid()) {
          case TABLE -> Logistic.table();
          case EXACT -> Logistic.exact();
        };
    return output instanceof WordOutput.HierarchicalSoftmax
        ? new Tree(new HuffmanTree(counts), logistic)
        : new Samples(
            counts,
            new NoiseDistribution(counts, config.noisePower()),
            logistic,
            config.negative());
  }

  /** The word and negative samples. */
  record Samples(long[] counts, NoiseDistribution noise, Logistic logistic, int negative)
      implements OutputTargets {
    @Override
    public int rows() {
      return counts.length;
    }

    @Override
    public int most() {
      return 1 + negative;
    }

    @Override
    public double mostChanges() {
      return negative * noise.share(counts[0]);
    }

    @Override
    public Targets create(RandomStream random) {
      return new DrawnTargets(noise, random, logistic, negative);
    }
  }

  /** All words. */
  record Softmax(long[] counts) implements OutputTargets {
    @Override
    public int rows() {
      return counts.length;
    }

    @Override
    public int most() {
      return counts.length;
    }

    /** Each row is changed a little each time; altogether as if each time the word was met. */
    @Override
    public double mostChanges() {
      return 2.0 * counts[0] / Arrays.stream(counts).sum();
    }

    @Override
    public Targets create(RandomStream random) {
      return new SoftmaxTargets(counts.length);
    }
  }

  /** The decisions on the way to the word, of which the first is everyone's. */
  record Tree(HuffmanTree tree, Logistic logistic) implements OutputTargets {
    @Override
    public int rows() {
      return tree.innerNodes();
    }

    @Override
    public int most() {
      return tree.longest();
    }

    @Override
    public double mostChanges() {
      return 1;
    }

    @Override
    public Targets create(RandomStream random) {
      return new PathTargets(tree, logistic);
    }
  }
}
