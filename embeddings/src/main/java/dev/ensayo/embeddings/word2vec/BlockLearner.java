package dev.ensayo.embeddings.word2vec;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import dev.ensayo.core.random.RandomStream;
import java.io.IOException;

/**
 * Learns from blocks of words: leaves out occurrences of frequent words, cuts windows, and hands
 * them to a {@link WindowLearner}. All its random numbers come from one stream.
 *
 * <p>Words that are left out are gone before windows are cut, so that a window reaches further
 * where frequent words were (as in word2vec.c; Levy et al. 2015 call it "dirty").
 */
final class BlockLearner implements Stateful {
  private final Subsampling subsampling;
  private final WindowLearner windows;
  private final DrawnTargets targets;
  private final RandomStream random;
  private final int window;
  private final boolean dynamicWindow;
  private final int[] sentence;
  private int length;
  private double loss;
  private long predictions;

  BlockLearner(
      Word2VecConfig config,
      Subsampling subsampling,
      WindowLearner windows,
      DrawnTargets targets,
      RandomStream random) {
    this.subsampling = subsampling;
    this.windows = windows;
    this.targets = targets;
    this.random = random;
    this.window = config.window();
    this.dynamicWindow = config.dynamicWindow();
    this.sentence = new int[Word2VecConfig.BLOCK_WORDS];
  }

  /** Learns from all words of a block; sentences end with it. */
  void learn(TokenBlock block) {
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
      int reach = dynamicWindow ? 1 + random.nextInt(window) : window;
      int from = Math.max(0, center - reach);
      int to = Math.min(length, center + reach + 1);
      if (to - from > 1) {
        predictions += windows.learn(sentence, center, from, to, rate);
      }
    }
    length = 0;
  }

  /** Sum of the losses of all predictions so far, in nats. */
  double loss() {
    return loss;
  }

  /** How many predictions there were. */
  long predictions() {
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
