package dev.ensayo.sequence.languagemodel;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.ensayo.core.corpus.Corpus;
import dev.ensayo.core.corpus.CorpusSpec;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.parallel.DataParallelism;
import dev.ensayo.core.parallel.Replica;
import dev.ensayo.core.plugin.ParallelAgentProvider;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.sequence.embedding.EmbeddingStart;
import dev.ensayo.sequence.embedding.StartingVectors;
import dev.ensayo.sequence.text.CorpusScore;
import java.util.Map;
import java.util.Set;

/** {@code language-model}. */
public final class LanguageModelProvider implements ParallelAgentProvider<LanguageModelConfig> {
  @Override
  public String name() {
    return "language-model";
  }

  @Override
  public String summary() {
    return "Recurrent language model (RNN, LSTM, GRU, minimal ones) with truncated backpropagation"
        + " through time.";
  }

  @Override
  public Class<LanguageModelConfig> configType() {
    return LanguageModelConfig.class;
  }

  @Override
  public Support supports(EnvironmentSpec environment, LanguageModelConfig config) {
    return environment instanceof CorpusSpec
        ? Support.yes()
        : Support.no("it learns a text, not a " + environment.kind());
  }

  @Override
  public void check(
      LanguageModelConfig config,
      EnvironmentSource environment,
      Budget budget,
      BackendConfig backend) {
    config.embedding().ifPresent(start -> start.check(config.embeddingSize()));
    Corpus corpus = (Corpus) environment;
    LanguageModelTraining.streams(config, corpus, 0);
    LanguageModelChecks.checkEngine(config, backend);
    LanguageModelChecks.checkOutput(config, corpus.vocabulary());
    LanguageModelChecks.checkValidation(config, corpus);
    LanguageModelTraining.network(config, corpus.vocabulary().size()).check(backend);
  }

  @Override
  public Set<Clock> budgetClocks() {
    return ImmutableSet.of(Clock.TOKEN, Clock.UPDATE, Clock.EPOCH);
  }

  @Override
  public Goal goal(LanguageModelConfig config, EnvironmentSource environment) {
    return CorpusScore.GOAL;
  }

  @Override
  public Set<String> metrics() {
    return LanguageModelTraining.METRICS;
  }

  @Override
  public Set<String> metrics(LanguageModelConfig config) {
    return config.embedding().isEmpty()
        ? metrics()
        : Sets.union(metrics(), StartingVectors.METRICS).immutableCopy();
  }

  @Override
  public Set<String> requiredVariants(LanguageModelConfig config) {
    return config.embedding().map(EmbeddingStart::requiredVariants).orElse(ImmutableSet.of());
  }

  @Override
  public Map<String, String> dataSha256(LanguageModelConfig config) {
    return config.embedding().map(EmbeddingStart::dataSha256).orElse(ImmutableMap.of());
  }

  @Override
  public int workers(LanguageModelConfig config) {
    return config.training().map(DataParallelism::workers).orElse(1);
  }

  @Override
  public Replica replica(LanguageModelConfig config, TrainingContext context, int rank) {
    return LanguageModelTraining.replica(config, context, rank);
  }

  @Override
  public Training start(LanguageModelConfig config, TrainingContext context) {
    return new LanguageModelTraining(config, context);
  }
}
