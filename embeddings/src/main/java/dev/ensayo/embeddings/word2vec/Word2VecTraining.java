package dev.ensayo.embeddings.word2vec;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.corpus.Corpus;
import dev.ensayo.core.exhibit.Exhibit;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.preprocessing.Inputs;
import dev.ensayo.core.preprocessing.Outputs;
import dev.ensayo.core.preprocessing.Preprocessing;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.subword.CharacterNgrams;
import dev.ensayo.core.text.TextForm;
import dev.ensayo.core.training.ScheduledTraining;
import dev.ensayo.core.training.TestProgress;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.core.training.TrainingFailedException;
import dev.ensayo.core.vectors.BinaryVectors;
import dev.ensayo.core.vectors.LearnedSubwords;
import dev.ensayo.core.vectors.TextVectors;
import dev.ensayo.core.vectors.UnknownWords;
import dev.ensayo.core.vectors.WordVectors;
import dev.ensayo.embeddings.evaluation.AnalogyScore;
import dev.ensayo.embeddings.evaluation.AnalogyScores;
import dev.ensayo.embeddings.evaluation.SimilarityScore;
import dev.ensayo.embeddings.evaluation.TestNames;
import dev.ensayo.embeddings.evaluation.WordEvaluator;
import dev.ensayo.embeddings.vectors.BothVectors;
import dev.ensayo.embeddings.vectors.CosineSearch;
import dev.ensayo.embeddings.vectors.VectorChoice;
import dev.ensayo.embeddings.word2vec.phrases.PhrasedText;
import dev.ensayo.embeddings.word2vec.rows.Embeddings;
import dev.ensayo.embeddings.word2vec.subwords.SubwordTable;
import dev.ensayo.embeddings.word2vec.tokens.BlockFeed;
import dev.ensayo.embeddings.word2vec.tokens.WordCounts;
import dev.ensayo.embeddings.word2vec.trainer.BlockTrainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A run of word2vec: counts the words of the corpus's training part, then passes over it.
 *
 * <p>On the clock of tokens a budget counts words that have a vector, also those that subsampling
 * then leaves out; on that of epochs, passes over the corpus. Steps end at log points, tests and
 * the ends of epochs.
 */
final class Word2VecTraining extends ScheduledTraining {
  static final String LOSS = "train/loss";
  static final String RATE = "train/learning_rate";
  static final String ACCURACY = "embedding/analogy_accuracy";
  static final String ACCURACY_ALL = "embedding/analogy_accuracy_all";
  static final String ACCURACY_MUL = "embedding/analogy_accuracy_mul";
  static final String ACCURACY_SEMANTIC = "embedding/analogy_semantic";
  static final String ACCURACY_SYNTACTIC = "embedding/analogy_syntactic";
  static final String SPEARMAN = "embedding/similarity_spearman";
  static final String MISSING = "embedding/similarity_missing";

  static final String PERPLEXITY = "prediction/perplexity";
  static final String PERPLEXITY_WITH_NOISE = "prediction/perplexity_with_noise";

  static final String SPEARMAN_OF = "embedding/spearman/";
  static final String USED_OF = "embedding/pairs_used/";
  static final String MISSING_OF = "embedding/pairs_missing/";

  /** All that a run may record whatever its tests. */
  static final ImmutableSet<String> METRICS =
      ImmutableSet.<String>builder()
          .add(LOSS, RATE, ACCURACY, ACCURACY_ALL, ACCURACY_MUL)
          .add(PERPLEXITY, PERPLEXITY_WITH_NOISE)
          .add(ACCURACY_SEMANTIC, ACCURACY_SYNTACTIC, SPEARMAN, MISSING)
          .addAll(metricsOf(TestNames.CORPUS))
          .build();

  /** What is recorded of each set of word pairs. */
  static ImmutableList<String> metricsOf(String set) {
    return ImmutableList.of(SPEARMAN_OF + set, USED_OF + set, MISSING_OF + set);
  }

  private static final String THROUGHPUT = "throughput/tokens_per_second";

  /** A tenth of a second to half a second of one thread. */
  private static final int STEP_WORDS = 100_000;

  private final Word2VecConfig config;
  private final Clock clock;
  private final PhrasedText text;
  private final TextForm form;
  private final TestProgress testing;
  private final WordCounts vocabulary;
  private final Optional<SubwordTable> subwords;
  private final OutputTargets outputs;
  private final Embeddings embeddings;
  private final BlockFeed feed;
  private final BlockTrainer trainer;
  private final WordEvaluator tests;
  private final Optional<Perplexity> perplexity;

  /** Of the sets of word pairs, as metrics have them. */
  private final ImmutableList<String> names;

  private final MetricMeans.Mean loss = means().mean(LOSS);
  private final MetricMeans.Mean rate = means().mean(RATE);

  Word2VecTraining(Word2VecConfig config, TrainingContext context) {
    super(context, context.budget().clock(), THROUGHPUT, 1);
    this.config = config;
    this.clock = context.budget().clock();
    Corpus corpus = (Corpus) context.environment();
    this.tests = CorpusReading.tests(config, corpus);
    this.names = tests.setNames();
    this.text = CorpusReading.text(config, corpus);
    this.form = corpus.form();
    this.testing = context.testing();
    this.vocabulary = CorpusReading.count(config, text);
    tests.checkWords(vocabulary.words());
    this.perplexity = CorpusReading.perplexity(config, corpus, vocabulary);
    SeedSequence seeds = context.seeds().child("agent");
    this.subwords = CorpusReading.subwords(config, vocabulary);
    this.outputs = OutputTargets.of(config, vocabulary.counts());
    this.embeddings =
        new Embeddings(
            subwords.map(SubwordTable::size).orElse(vocabulary.size()),
            outputs.rows(),
            config.dimension(),
            seeds.stream("initialization"));
    long words = clock == Clock.TOKEN ? end() : Math.multiplyExact(end(), vocabulary.total());
    this.feed =
        new BlockFeed(
            CorpusReading.tokens(config, text, vocabulary),
            words,
            config.learningRate(),
            config.finalLearningRate());
    this.trainer =
        new TrainerFactory(config, embeddings, vocabulary.counts(), outputs, subwords, seeds)
            .create(context.backend().threads());
  }

  @Override
  protected long step(long room) {
    long before = feed.words();
    rate.add(feed.rate());
    trainer.learn(feed, clock == Clock.TOKEN ? Math.min(STEP_WORDS, room) : STEP_WORDS);
    trainer
        .takeMeanLoss()
        .ifPresent(
            mean -> {
              checkLoss(mean);
              loss.add(mean);
            });
    if (clock == Clock.TOKEN) {
      return feed.words() - before;
    }
    return feed.atEpochEnd() ? 1 : 0;
  }

  private void checkLoss(double mean) {
    if (!Double.isFinite(mean)) {
      throw new TrainingFailedException(
          "the loss is "
              + mean
              + " after "
              + feed.words()
              + " words; look at agent.learningRate ("
              + config.learningRate()
              + ")");
    }
  }

  @Override
  protected long workDone() {
    return feed == null ? 0 : feed.words();
  }

  @Override
  protected void test(long number) {
    testPredictions();
    WordEvaluator.Scores scores = tests.evaluate(new CosineSearch(vectors()), unknown(), testing);
    scores
        .analogies()
        .ifPresent(
            analogies -> {
              AnalogyScore total = analogies.total();
              recordIfAny(ACCURACY, total.accuracy(), total.seen());
              recordIfAny(ACCURACY_ALL, total.accuracyOfAll(), total.asked());
              recordIfAny(ACCURACY_MUL, total.accuracyMul(), total.seen());
              analogies
                  .semantic()
                  .ifPresent(part -> recordIfAny(ACCURACY_SEMANTIC, part.accuracy(), part.seen()));
              analogies
                  .syntactic()
                  .ifPresent(part -> recordIfAny(ACCURACY_SYNTACTIC, part.accuracy(), part.seen()));
            });
    List<SimilarityScore> found =
        scores.similarities().stream().filter(s -> !Double.isNaN(s.spearman())).toList();
    if (!scores.similarities().isEmpty()) {
      recordIfAny(
          SPEARMAN,
          found.stream().mapToDouble(SimilarityScore::spearman).average().orElse(Double.NaN),
          found.size());
      for (int set = 0; set < names.size(); set++) {
        SimilarityScore score = scores.similarities().get(set);
        recordIfAny(SPEARMAN_OF + names.get(set), score.spearman(), score.used() < 2 ? 0 : 1);
        record(USED_OF + names.get(set), score.used());
        record(MISSING_OF + names.get(set), score.missing());
      }
      record(MISSING, scores.similarities().stream().mapToInt(SimilarityScore::missing).sum());
    }
  }

  private void testPredictions() {
    perplexity
        .map(held -> held.of(input(), embeddings.output()))
        .ifPresent(
            values -> {
              record(PERPLEXITY, values.learned());
              values.withNoise().ifPresent(value -> record(PERPLEXITY_WITH_NOISE, value));
            });
  }

  private void recordIfAny(String metric, double value, int count) {
    if (count > 0) {
      record(metric, value);
    }
  }

  private WordVectors vectors() {
    return switch (config.vectors()) {
      case INPUT -> named(input());
      case OUTPUT -> named(embeddings.output().clone());
      case MEAN -> BothVectors.mean(named(input()), named(embeddings.output()));
    };
  }

  private WordVectors named(float[] values) {
    return new WordVectors(vocabulary.words(), config.dimension(), values);
  }

  private float[] input() {
    return subwords.isPresent()
        ? subwords.get().compose(embeddings.input(), config.dimension())
        : embeddings.input().clone();
  }

  /** What gives words of the tests that have no vector of their own one. */
  private UnknownWords unknown() {
    return learnedSubwords().map(subwords -> subwords.inForm(form)).orElse(UnknownWords.NONE);
  }

  /** N-grams are part of input vectors alone. */
  private Optional<LearnedSubwords> learnedSubwords() {
    return subwords
        .filter(table -> config.vectors() == VectorChoice.INPUT)
        .map(
            table ->
                table.learned(
                    new CharacterNgrams(config.subwords().orElseThrow()),
                    embeddings.input(),
                    config.dimension()));
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    super.saveState(out);
    out.section("word2vec");
    embeddings.saveState(out);
    feed.saveState(out);
    trainer.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    super.loadState(in);
    in.section("word2vec");
    embeddings.loadState(in);
    feed.loadState(in);
    trainer.loadState(in);
  }

  /**
   * {@code vectors.txt} and {@code vectors.bin}, in word2vec's two formats, of which the first is
   * fastText's {@code .vec} too; the vectors that {@code vectors} does not choose; with subwords
   * {@code subwords.bin} for unknown words.
   */
  @Override
  public void writeModel(Path directory) throws IOException {
    WordVectors vectors = vectors();
    TextVectors.write(directory.resolve("vectors.txt"), vectors);
    BinaryVectors.write(directory.resolve("vectors.bin"), vectors);
    if (!(config.output() instanceof WordOutput.HierarchicalSoftmax)) {
      BothVectors.write(directory, config.vectors(), named(input()), named(embeddings.output()));
    }
    Optional<LearnedSubwords> learned = learnedSubwords();
    if (learned.isPresent()) {
      learned.get().write(directory);
    }
    Preprocessing.of(
            Inputs.Tokens.ofWords(vectors.words(), form), new Outputs.Numbers(vectors.dimension()))
        .write(directory);
  }

  @Override
  public List<Exhibit> exhibits() {
    WordVectors vectors = vectors();
    CosineSearch search = new CosineSearch(vectors);
    WordEvaluator.Scores last = tests.evaluate(search, unknown(), testing);
    ImmutableList.Builder<Exhibit> exhibits = ImmutableList.builder();
    Optional<AnalogyScores> analogies = last.analogies();
    analogies.ifPresent(found -> exhibits.add(WordExhibits.analogies(found)));
    if (!last.similarities().isEmpty()) {
      exhibits.add(WordExhibits.similarities(last.similarities()));
    }
    perplexity.ifPresent(
        held ->
            exhibits.add(
                WordExhibits.perplexity(
                    held.of(input(), embeddings.output()), held.words(), config.output())));
    Collection<String> chosen =
        config.tests().map().isEmpty()
            ? tests.exampleWords(WordExhibits.MAP_WORDS)
            : config.tests().map();
    exhibits.addAll(WordExhibits.map(search, chosen));
    if (!text.phrases().isEmpty()) {
      exhibits.add(WordExhibits.phrases(text.phrases()));
    }
    return exhibits.build();
  }

  @Override
  public void close() {
    trainer.close();
    feed.close();
  }
}
