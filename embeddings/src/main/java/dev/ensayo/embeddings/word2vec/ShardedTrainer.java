package dev.ensayo.embeddings.word2vec;

import java.util.List;

/**
 * In each round every shard learns from a block of its own, starting from the same matrices; then
 * the changes are added up in the order of the shards. The number of threads changes nothing but
 * the time.
 */
final class ShardedTrainer extends BlockTrainer {
  private final ShardRows[] inputs;
  private final ShardRows[] outputs;

  /**
   * @param learners one for each shard
   * @param inputs the rows of the input matrix that each learner works on
   * @param outputs the rows of the output matrix that each learner works on
   * @param blockWords how many words each shard learns from in a round
   */
  ShardedTrainer(
      List<BlockLearner> learners,
      List<ShardRows> inputs,
      List<ShardRows> outputs,
      int blockWords,
      Crew crew) {
    super(learners, learners.size(), blockWords, crew);
    this.inputs = inputs.toArray(new ShardRows[0]);
    this.outputs = outputs.toArray(new ShardRows[0]);
  }

  @Override
  void learnFrom(List<TokenBlock> blocks, int filled) {
    int threads = crew().size();
    crew()
        .run(
            part -> {
              for (int s = part; s < blocks.size(); s += threads) {
                inputs[s].clear();
                outputs[s].clear();
                if (s < filled) {
                  learners().get(s).learn(blocks.get(s));
                }
              }
            });
    crew()
        .run(
            part -> {
              ShardRows.merge(inputs, part, threads);
              ShardRows.merge(outputs, part, threads);
            });
  }
}
