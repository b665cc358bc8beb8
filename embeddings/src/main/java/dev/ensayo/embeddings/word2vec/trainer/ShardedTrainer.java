package dev.ensayo.embeddings.word2vec.trainer;

import dev.ensayo.embeddings.word2vec.learner.BlockLearner;
import dev.ensayo.embeddings.word2vec.rows.ShardRows;
import dev.ensayo.embeddings.word2vec.tokens.BlockFeed;
import dev.ensayo.embeddings.word2vec.tokens.TokenBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * In each round every shard learns from a block of its own, starting from the same matrices; then
 * the changes are added up in the order of the shards. The number of threads changes nothing but
 * the time.
 */
public final class ShardedTrainer extends BlockTrainer {
  private final ShardRows[] inputs;
  private final ShardRows[] outputs;
  private final List<TokenBlock> blocks = new ArrayList<>();

  /**
   * @param learners one for each shard
   * @param inputs the rows of the input matrix that each learner works on
   * @param outputs the rows of the output matrix that each learner works on
   * @param blockWords how many words each shard learns from in a round
   */
  public ShardedTrainer(
      List<BlockLearner> learners,
      List<ShardRows> inputs,
      List<ShardRows> outputs,
      int blockWords,
      Crew crew) {
    super(learners, crew);
    this.inputs = inputs.toArray(new ShardRows[0]);
    this.outputs = outputs.toArray(new ShardRows[0]);
    for (int s = 0; s < learners.size(); s++) {
      blocks.add(new TokenBlock(blockWords));
    }
  }

  @Override
  public void learn(BlockFeed feed, long most) {
    long left = most;
    boolean more = true;
    while (left > 0 && more) {
      int filled = 0;
      while (filled < blocks.size() && left > 0 && more) {
        TokenBlock block = blocks.get(filled);
        if (feed.fill(block, left)) {
          left -= block.size();
          filled++;
        }
        more = !feed.atEpochEnd();
      }
      learnFrom(filled);
    }
  }

  private void learnFrom(int filled) {
    // Whoever is free takes the next shard; which thread it is changes nothing.
    AtomicInteger next = new AtomicInteger();
    crew()
        .run(
            part -> {
              for (int s = next.getAndIncrement(); s < blocks.size(); s = next.getAndIncrement()) {
                inputs[s].clear();
                outputs[s].clear();
                if (s < filled) {
                  learners().get(s).learn(blocks.get(s));
                }
              }
            });
    int threads = crew().size();
    crew()
        .run(
            part -> {
              ShardRows.merge(inputs, part, threads);
              ShardRows.merge(outputs, part, threads);
            });
  }
}
