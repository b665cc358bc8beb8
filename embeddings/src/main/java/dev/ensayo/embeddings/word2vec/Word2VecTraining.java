package dev.ensayo.embeddings.word2vec;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.corpus.Corpus;
import dev.ensayo.core.corpus.KnownRelations;
import dev.ensayo.core.corpus.WordReader;
import dev.ensayo.core.environment.Split;
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
import dev.ensayo.embeddings.vectors.CosineSearch;
import dev.ensayo.embeddings.word2vec.phrases.PhrasedText;
import dev.ensayo.embeddings.word2vec.rows.Embeddings;
import dev.ensayo.embeddings.word2vec.subwords.SubwordTable;
import dev.ensayo.embeddings.word2vec.tokens.BlockFeed;
import dev.ensayo.embeddings.word2vec.tokens.CachedTokens;
import dev.ensayo.embeddings.word2vec.tokens.StreamedTokens;
import dev.ensayo.embeddings.word2vec.tokens.TokenSource;
import dev.ensayo.embeddings.word2vec.tokens.TrimmedWords;
import dev.ensayo.embeddings.word2vec.tokens.WordCounts;
import dev.ensayo.embeddings.word2vec.trainer.BlockTrainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
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

  static final String SPEARMAN_OF = "embedding/spearman/";
  static final String USED_OF = "embedding/pairs_used/";
  static final String MISSING_OF = "embedding/pairs_missing/";

  /** All that a run may record whatever its tests. */
  static final ImmutableSet<String> METRICS =
      ImmutableSet.<String>builder()
          .add(LOSS, RATE, ACCURACY, ACCURACY_ALL, ACCURACY_MUL)
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

  /** Of the sets of word pairs, as metrics have them. */
  private final ImmutableList<String> names;

  private final MetricMeans.Mean loss = means().mean(LOSS);
  private final MetricMeans.Mean rate = means().mean(RATE);

  Word2VecTraining(Word2VecConfig config, TrainingContext context) {
    super(context, context.budget().clock(), THROUGHPUT, 1);
    this.config = config;
    this.clock = context.budget().clock();
    Corpus corpus = (Corpus) context.environment();
    this.tests = tests(config, corpus);
    this.names = tests.setNames();
    this.text = text(config, corpus);
    this.form = corpus.form();
    this.testing = context.testing();
    this.vocabulary = count(config, text);
    tests.checkWords(vocabulary.words());
    SeedSequence seeds = context.seeds().child("agent");
    this.subwords = subwords(config, vocabulary);
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
            source(config, text, vocabulary),
            words,
            config.learningRate(),
            config.finalLearningRate());
    this.trainer =
        new TrainerFactory(config, embeddings, vocabulary.counts(), outputs, subwords, seeds)
            .create(context.backend().threads());
  }

  private static WordReader open(Word2VecConfig config, Corpus corpus) throws IOException {
    WordReader words = corpus.words(Split.TRAIN);
    return config.trimPunctuation() ? new TrimmedWords(words) : words;
  }

  /** The training part with its phrases. */
  static PhrasedText text(Word2VecConfig config, Corpus corpus) {
    try {
      return PhrasedText.of(() -> open(config, corpus), config.phrases(), config.countedWords());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What is tested.
   *
   * @throws InvalidSettingException if a file of it is not there or not as it should be
   */
  static WordEvaluator tests(Word2VecConfig config, Corpus corpus) {
    return new WordEvaluator(
        config.tests(),
        corpus instanceof KnownRelations known ? Optional.of(known) : Optional.empty());
  }

  /**
   * The words that get vectors.
   *
   * @throws InvalidSettingException if there are fewer than two, or too many for a matrix or for
   *     the softmax that is asked for
   */
  static WordCounts count(Word2VecConfig config, PhrasedText text) {
    WordCounts counts;
    try (WordReader reader = text.open()) {
      counts = WordCounts.count(reader, config.minCount(), config.countedWords());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (counts.read() == 0) {
      throw new InvalidSettingException("", "the training part of the corpus holds no words");
    }
    if (counts.size() < 2) {
      throw new InvalidSettingException(
          "minCount",
          "of "
              + counts.distinct()
              + " different words "
              + counts.size()
              + " occur at least "
              + config.minCount()
              + " times; word2vec needs 2: lower minCount or take a longer text");
    }
    if ((long) counts.size() * config.dimension() > Integer.MAX_VALUE) {
      throw new InvalidSettingException(
          "dimension",
          counts.size()
              + " words of "
              + config.dimension()
              + " numbers are more than the "
              + Integer.MAX_VALUE
              + " that a matrix can hold; raise minCount or lower dimension");
    }
    checkSoftmax(config, counts.size());
    return counts;
  }

  private static void checkSoftmax(Word2VecConfig config, int words) {
    if (config.output() instanceof WordOutput.FullSoftmax full && words > full.mostWords()) {
      throw new InvalidSettingException(
          "output",
          String.format(
              Locale.ROOT,
              "full-softmax over %,d words costs about %,d times what negative sampling with %d"
                  + " samples does; raise minCount, take hierarchical-softmax, or say {type:"
                  + " full-softmax, mostWords: %d}",
              words,
              words / (1 + config.negative()),
              config.negative(),
              words));
    }
  }

  /**
   * The rows that make up words.
   *
   * @throws InvalidSettingException if there are too many for a matrix
   */
  private static Optional<SubwordTable> subwords(Word2VecConfig config, WordCounts vocabulary) {
    Optional<SubwordTable> table =
        config
            .subwords()
            .map(settings -> new SubwordTable(vocabulary.words(), new CharacterNgrams(settings)));
    if (table.isPresent() && (long) table.get().size() * config.dimension() > Integer.MAX_VALUE) {
      throw new InvalidSettingException(
          "subwords",
          vocabulary.size()
              + " words and their n-grams need "
              + table.get().size()
              + " rows of "
              + config.dimension()
              + " numbers, more than the "
              + Integer.MAX_VALUE
              + " that a matrix can hold; lower subwords.buckets or dimension");
    }
    return table;
  }

  private static TokenSource source(
      Word2VecConfig config, PhrasedText text, WordCounts vocabulary) {
    TokenSource streamed = new StreamedTokens(text, vocabulary);
    return vocabulary.total() <= config.cachedWords()
        ? new CachedTokens(streamed, (int) vocabulary.total())
        : streamed;
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

  private void recordIfAny(String metric, double value, int count) {
    if (count > 0) {
      record(metric, value);
    }
  }

  private WordVectors vectors() {
    float[] chosen =
        switch (config.vectors()) {
          case INPUT -> input();
          case OUTPUT -> embeddings.output().clone();
          case MEAN -> mean(input(), embeddings.output());
        };
    return new WordVectors(vocabulary.words(), config.dimension(), chosen);
  }

  private float[] input() {
    return subwords.isPresent()
        ? subwords.get().compose(embeddings.input(), config.dimension())
        : embeddings.input().clone();
  }

  private static float[] mean(float[] input, float[] output) {
    for (int i = 0; i < input.length; i++) {
      input[i] = (input[i] + output[i]) / 2;
    }
    return input;
  }

  /** What gives words of the tests that have no vector of their own one. */
  private UnknownWords unknown() {
    return learnedSubwords().map(subwords -> subwords.inForm(form)).orElse(UnknownWords.NONE);
  }

  /** N-grams are part of input vectors alone. */
  private Optional<LearnedSubwords> learnedSubwords() {
    return subwords
        .filter(table -> config.vectors() == Word2VecConfig.VectorChoice.INPUT)
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
   * fastText's {@code .vec} too; with subwords {@code subwords.bin} for unknown words.
   */
  @Override
  public void writeModel(Path directory) throws IOException {
    WordVectors vectors = vectors();
    TextVectors.write(directory.resolve("vectors.txt"), vectors);
    BinaryVectors.write(directory.resolve("vectors.bin"), vectors);
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
