package dev.ensayo.embeddings.word2vec;

import java.util.List;

/**
 * All learners work on the matrices themselves. With one it is plain stochastic gradient descent;
 * with several nobody waits for anybody, and a run cannot be repeated.
 */
final class DirectTrainer extends BlockTrainer {
  /** Blocks that a thread is handed at once, so that it seldom waits. */
  private static final int BLOCKS_PER_LEARNER = 16;

  /**
   * @param learners one for each of the crew
   */
  DirectTrainer(List<BlockLearner> learners, Crew crew) {
    super(learners, learners.size() * BLOCKS_PER_LEARNER, Word2VecConfig.BLOCK_WORDS, crew);
  }

  @Override
  void learnFrom(List<TokenBlock> blocks, int filled) {
    int threads = crew().size();
    crew()
        .run(
            part -> {
              for (int i = part; i < filled; i += threads) {
                learners().get(part).learn(blocks.get(i));
              }
            });
  }
}
