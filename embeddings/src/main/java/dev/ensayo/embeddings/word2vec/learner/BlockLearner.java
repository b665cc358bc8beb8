package dev.ensayo.embeddings.word2vec.learner;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.embeddings.word2vec.targets.Targets;
import dev.ensayo.embeddings.word2vec.tokens.Subsampling;
import dev.ensayo.embeddings.word2vec.tokens.TokenBlock;
import java.io.IOException;

/**
 * Learns from blocks of words: leaves out occurrences of frequent words, cuts windows, and hands
 * them to a {@link WindowLearner}. All its random numbers come from one stream.
 *
 * <p>Words that are left out are gone before windows are cut, so that a window reaches further
 * where frequent words were (as in word2vec.c; Levy et al. 2015 call it "dirty").
 */
public final class BlockLearner implements Stateful {
  private final Subsampling subsampling;
  private final WindowLearner windows;
  private final Targets targets;
  private final RandomStream random;
  private final Reach reach;
  private final int[] sentence;
  private int length;
  private double loss;
  private long predictions;

  /**
   * @param random where {@code targets} too take their numbers from, if they draw any
   */
  public BlockLearner(
      Subsampling subsampling,
      Reach reach,
      WindowLearner windows,
      Targets targets,
      RandomStream random) {
    this.subsampling = subsampling;
    this.reach = reach;
    this.windows = windows;
    this.targets = targets;
    this.random = random;
    this.sentence = new int[TokenBlock.MOST_WORDS];
  }

  /** Learns from all words of a block; sentences end with it. */
  public void learn(TokenBlock block) {
    length = 0;
    for (int i = 0; i < block.size(); i++) {
      if (block.startsSentence(i)) {
        learnSentence(block.rate());
      }
      int word = block.word(i);
      if (subsampling.keeps(word, random)) {
        sentence[length++] = word;
      }
    }
    learnSentence(block.rate());
    loss += targets.takeLoss();
  }

  private void learnSentence(float rate) {
    for (int center = 0; center < length; center++) {
      int words = reach.next(random);
      int from = Math.max(0, center - words);
      int to = Math.min(length, center + words + 1);
      if (to - from > 1) {
        predictions += windows.learn(sentence, center, from, to, rate);
      }
    }
    length = 0;
  }

  /** Sum of the losses of all predictions so far, in nats. */
  public double loss() {
    return loss;
  }

  /** How many predictions there were. */
  public long predictions() {
    return predictions;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("block-learner");
    out.writeDouble(loss);
    out.writeLong(predictions);
    random.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("block-learner");
    loss = in.readDouble();
    predictions = in.readLong();
    random.loadState(in);
  }
}
