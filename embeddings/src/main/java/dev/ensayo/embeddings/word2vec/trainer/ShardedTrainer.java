package dev.ensayo.embeddings.word2vec.trainer;

import dev.ensayo.backend.crew.Crew;
import dev.ensayo.embeddings.word2vec.learner.BlockLearner;
import dev.ensayo.embeddings.word2vec.rows.ShardRows;
import dev.ensayo.embeddings.word2vec.tokens.BlockFeed;
import dev.ensayo.embeddings.word2vec.tokens.TokenBlock;
import java.util.ArrayList;
import java.util.List;

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

  /** Which thread does which shard, or merges which rows, changes nothing. */
  private void learnFrom(int filled) {
    crew()
        .run(
            (shard, worker) -> {
              inputs[shard].clear();
              outputs[shard].clear();
              if (shard < filled) {
                learners().get(shard).learn(blocks.get(shard));
              }
            },
            blocks.size());
    int parts = crew().size();
    crew()
        .run(
            (part, worker) -> {
              ShardRows.merge(inputs, part, parts);
              ShardRows.merge(outputs, part, parts);
            },
            parts);
  }
}
