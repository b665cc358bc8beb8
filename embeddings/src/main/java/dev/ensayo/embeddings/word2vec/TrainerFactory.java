package dev.ensayo.embeddings.word2vec;

import dev.ensayo.backend.crew.Crew;
import dev.ensayo.backend.product.OpenBlasKernels;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.embeddings.word2vec.learner.BlockLearner;
import dev.ensayo.embeddings.word2vec.learner.CbowLearner;
import dev.ensayo.embeddings.word2vec.learner.CenterLearner;
import dev.ensayo.embeddings.word2vec.learner.ProductLearner;
import dev.ensayo.embeddings.word2vec.learner.Reach;
import dev.ensayo.embeddings.word2vec.learner.SharedNegativesLearner;
import dev.ensayo.embeddings.word2vec.learner.SkipGramLearner;
import dev.ensayo.embeddings.word2vec.learner.WindowLearner;
import dev.ensayo.embeddings.word2vec.rows.DirectRows;
import dev.ensayo.embeddings.word2vec.rows.Embeddings;
import dev.ensayo.embeddings.word2vec.rows.RowAccess;
import dev.ensayo.embeddings.word2vec.rows.ShardRows;
import dev.ensayo.embeddings.word2vec.subwords.SubwordRows;
import dev.ensayo.embeddings.word2vec.subwords.SubwordTable;
import dev.ensayo.embeddings.word2vec.targets.TargetRows;
import dev.ensayo.embeddings.word2vec.targets.Targets;
import dev.ensayo.embeddings.word2vec.tokens.Subsampling;
import dev.ensayo.embeddings.word2vec.tokens.TokenBlock;
import dev.ensayo.embeddings.word2vec.trainer.BlockTrainer;
import dev.ensayo.embeddings.word2vec.trainer.DirectTrainer;
import dev.ensayo.embeddings.word2vec.trainer.ShardedTrainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the parts of a trainer together as a configuration asks. */
final class TrainerFactory {
  /**
   * With twice as much the sum still converges on a small vocabulary but learns less; with four
   * times as much it overshoots.
   */
  private static final double SHARD_CHANGES = 5;

  private static final int LEAST_SHARD_WORDS = 16;

  private final Word2VecConfig config;
  private final Embeddings embeddings;
  private final Subsampling subsampling;
  private final OutputTargets outputs;
  private final long[] counts;
  private final Optional<SubwordTable> subwords;
  private final SeedSequence seeds;

  /**
   * @param counts of the words, by id
   * @param outputs what a word is predicted by
   * @param subwords which rows of the input matrix make up a word; one each unless given
   */
  TrainerFactory(
      Word2VecConfig config,
      Embeddings embeddings,
      long[] counts,
      OutputTargets outputs,
      Optional<SubwordTable> subwords,
      SeedSequence seeds) {
    this.config = config;
    this.subwords = subwords;
    this.embeddings = embeddings;
    this.subsampling = new Subsampling(counts, config.sample());
    this.outputs = outputs;
    this.counts = counts;
    this.seeds = seeds;
  }

  /** A trainer with so many threads. */
  BlockTrainer create(int threads) {
    return switch (config.parallelism()) {
      case HOGWILD -> direct(threads);
      case DETERMINISTIC -> sharded(Math.min(threads, config.shards()));
    };
  }

  private BlockTrainer direct(int threads) {
    int d = embeddings.dimension();
    List<BlockLearner> learners = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      learners.add(
          learner(
              i,
              words(new DirectRows(embeddings.input(), d, 2 * config.window())),
              new DirectRows(embeddings.output(), d, outputs.most())));
    }
    return new DirectTrainer(learners, new Crew(threads));
  }

  private BlockTrainer sharded(int threads) {
    List<BlockLearner> learners = new ArrayList<>();
    List<ShardRows> inputs = new ArrayList<>();
    List<ShardRows> outputs = new ArrayList<>();
    for (int s = 0; s < config.shards(); s++) {
      ShardRows input = new ShardRows(embeddings.input(), embeddings.dimension());
      ShardRows output = new ShardRows(embeddings.output(), embeddings.dimension());
      inputs.add(input);
      outputs.add(output);
      learners.add(learner(s, words(input), output));
    }
    return new ShardedTrainer(learners, inputs, outputs, shardWords(), new Crew(threads));
  }

  /** The rows of words, from those of the input matrix. */
  private RowAccess words(RowAccess input) {
    return subwords.isEmpty()
        ? input
        : new SubwordRows(input, subwords.get(), embeddings.dimension(), 2 * config.window());
  }

  /**
   * How many words a shard learns from before the shards are put together: so many that the row
   * which is changed most often, such as that of the commonest negative sample, is changed by all
   * shards about {@link #SHARD_CHANGES}/α times. With subwords the commonest n-gram may be that
   * row.
   *
   * <p>Shards do not see each other's changes, and the changes are added up; where each had changed
   * a row by much, the sum would go too far.
   */
  private int shardWords() {
    double kept = 0;
    long total = 0;
    for (int word = 0; word < counts.length; word++) {
      kept += counts[word] * subsampling.probability(word);
      total += counts[word];
    }
    double changes = outputs.mostChanges();
    if (subwords.isPresent()) {
      changes = Math.max(changes, subwords.get().largestShare(counts));
    }
    double perWord = kept / total * (config.window() + 1) * changes;
    double words = SHARD_CHANGES / (config.learningRate() * config.shards() * perWord);
    return (int) Math.max(LEAST_SHARD_WORDS, Math.min(TokenBlock.MOST_WORDS, words));
  }

  private BlockLearner learner(int number, RowAccess input, RowAccess output) {
    RandomStream random = seeds.child("learner").stream(Integer.toString(number));
    Targets targets = outputs.create(random);
    WindowLearner windows = windows(input, output, targets);
    Reach reach = new Reach(config.window(), config.dynamicWindow());
    return new BlockLearner(subsampling, reach, windows, targets, random);
  }

  private WindowLearner windows(RowAccess input, RowAccess output, Targets predicted) {
    int d = embeddings.dimension();
    if (config.sharedNegatives() && OpenBlasKernels.multiplySmallAsTheyLie()) {
      return new ProductLearner(input, output, predicted, config.window(), d);
    }
    TargetRows targets = new TargetRows(output, predicted, d);
    if (config.architecture() == Word2VecConfig.Architecture.CBOW) {
      return new CbowLearner(input, targets, d);
    }
    if (subwords.isPresent() && !config.sharedNegatives()) {
      return new CenterLearner(input, targets, d);
    }
    return config.sharedNegatives()
        ? new SharedNegativesLearner(input, targets, config.window(), d)
        : new SkipGramLearner(input, targets, d);
  }
}
