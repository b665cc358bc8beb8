package dev.ensayo.embeddings.word2vec.trainer;

import dev.ensayo.backend.crew.Crew;
import dev.ensayo.embeddings.word2vec.learner.BlockLearner;
import dev.ensayo.embeddings.word2vec.tokens.BlockFeed;
import dev.ensayo.embeddings.word2vec.tokens.TokenBlock;
import java.util.List;

/**
 * All learners work on the matrices themselves. With one it is plain stochastic gradient descent;
 * with several each fetches block after block for itself, nobody waits for anybody, and a run
 * cannot be repeated.
 */
public final class DirectTrainer extends BlockTrainer {
  /**
   * @param learners one for each of the crew
   */
  public DirectTrainer(List<BlockLearner> learners, Crew crew) {
    super(learners, crew);
  }

  @Override
  public void learn(BlockFeed feed, long most) {
    Supply supply = new Supply(feed, most);
    // Each learner is a piece of work. One that is begun late may find nothing left.
    crew()
        .run(
            (piece, worker) -> {
              TokenBlock block = new TokenBlock(TokenBlock.MOST_WORDS);
              while (supply.fill(block)) {
                learners().get(piece).learn(block);
              }
            },
            learners().size());
  }

  /** Hands out the words of a feed to whoever asks, so many and up to the end of the epoch. */
  private static final class Supply {
    private final BlockFeed feed;
    private long left;

    Supply(BlockFeed feed, long most) {
      this.feed = feed;
      this.left = most;
    }

    /** Whether there was anything left. */
    synchronized boolean fill(TokenBlock block) {
      if (left == 0 || !feed.fill(block, left)) {
        left = 0;
        return false;
      }
      left = feed.atEpochEnd() ? 0 : left - block.size();
      return true;
    }
  }
}
