package dev.ensayo.embeddings.word2vec;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.corpus.Corpus;
import dev.ensayo.core.corpus.CorpusSpec;
import dev.ensayo.core.corpus.KnownRelations;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.embeddings.evaluation.TestNames;
import dev.ensayo.embeddings.evaluation.WordEvaluator;
import dev.ensayo.embeddings.evaluation.WordTests;
import dev.ensayo.embeddings.word2vec.tokens.WordCounts;
import java.util.Optional;
import java.util.Set;

/** {@code word2vec}. */
public final class Word2VecProvider implements AgentProvider<Word2VecConfig> {
  @Override
  public String name() {
    return "word2vec";
  }

  @Override
  public String summary() {
    return "Word vectors by skip-gram or CBOW, with negative sampling or a softmax (word2vec).";
  }

  @Override
  public Class<Word2VecConfig> configType() {
    return Word2VecConfig.class;
  }

  @Override
  public Support supports(EnvironmentSpec environment, Word2VecConfig config) {
    if (!(environment instanceof CorpusSpec corpus)) {
      return Support.no("it learns from a corpus of words, not from a " + environment.kind());
    }
    return corpus.unit() == TokenUnit.WORD
        ? Support.yes()
        : Support.no("its tokens must be words; this corpus has other tokens");
  }

  /**
   * Refuses threads that would undo each other's work, and reads the files of the tests, so that
   * one that is missing or damaged fails before the first step, and counts the words of a text that
   * is at hand.
   */
  @Override
  public void check(
      Word2VecConfig config, EnvironmentSource environment, Budget budget, BackendConfig backend) {
    if (config.output() instanceof WordOutput.FullSoftmax
        && config.parallelism() == Word2VecConfig.Parallelism.HOGWILD
        && backend.threads() > 1) {
      throw new InvalidSettingException(
          "parallelism",
          "each prediction of full-softmax writes all output vectors, so that "
              + backend.threads()
              + " hogwild threads would undo each other's work; say deterministic, or"
              + " backend.threads: 1");
    }
    Corpus corpus = (Corpus) environment;
    WordEvaluator tests = CorpusReading.tests(config, corpus);
    if (corpus.isAtHand()) {
      WordCounts vocabulary = CorpusReading.count(config, CorpusReading.text(config, corpus));
      tests.checkWords(vocabulary.words());
      CorpusReading.perplexity(config, corpus, vocabulary);
    }
  }

  @Override
  public Set<Clock> budgetClocks() {
    return Set.of(Clock.EPOCH, Clock.TOKEN);
  }

  @Override
  public Goal goal(Word2VecConfig config, EnvironmentSource environment) {
    WordTests tests = config.tests();
    if (tests.analogies().isPresent() || environment instanceof KnownRelations) {
      return new Goal(Word2VecTraining.ACCURACY, Better.HIGHER);
    }
    return tests.similarities().isEmpty()
        ? new Goal(Word2VecTraining.LOSS, Better.LOWER)
        : new Goal(Word2VecTraining.SPEARMAN, Better.HIGHER);
  }

  @Override
  public Set<String> metrics() {
    return Word2VecTraining.METRICS;
  }

  /** And three for each set of word pairs. */
  @Override
  public Set<String> metrics(Word2VecConfig config) {
    ImmutableSet.Builder<String> all = ImmutableSet.<String>builder().addAll(metrics());
    TestNames.of(config.tests().similarities())
        .forEach(set -> all.addAll(Word2VecTraining.metricsOf(set)));
    return all.build();
  }

  @Override
  public Optional<String> whyNotRepeatable(Word2VecConfig config, BackendConfig backend) {
    return config.parallelism() == Word2VecConfig.Parallelism.HOGWILD && backend.threads() > 1
        ? Optional.of(
            "with agent.parallelism: hogwild its "
                + backend.threads()
                + " threads write over each other")
        : Optional.empty();
  }

  @Override
  public Training start(Word2VecConfig config, TrainingContext context) {
    return new Word2VecTraining(config, context);
  }
}
