package dev.ensayo.sequence.transformer;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.corpus.Corpus;
import dev.ensayo.core.corpus.CorpusSpec;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.sequence.embedding.EmbeddingStart;
import dev.ensayo.sequence.embedding.StartingVectors;
import dev.ensayo.sequence.text.CorpusScore;
import java.util.Map;
import java.util.Set;

/** {@code transformer}. */
public final class TransformerProvider implements AgentProvider<TransformerConfig> {
  @Override
  public String name() {
    return "transformer";
  }

  @Override
  public String summary() {
    return "Language model of causal attention, a small GPT; its zip needs ensayo-layers.";
  }

  @Override
  public Class<TransformerConfig> configType() {
    return TransformerConfig.class;
  }

  @Override
  public Support supports(EnvironmentSpec environment, TransformerConfig config) {
    return environment instanceof CorpusSpec
        ? Support.yes()
        : Support.no("it learns a text, not a " + environment.kind());
  }

  @Override
  public void check(
      TransformerConfig config,
      EnvironmentSource environment,
      Budget budget,
      BackendConfig backend) {
    config.embedding().ifPresent(start -> start.check(config.network().embeddingSize()));
    Corpus corpus = (Corpus) environment;
    TransformerTraining.windows(config, corpus, new SeedSequence(0));
    if (config.patience().isPresent() && corpus.tokens(Split.VALID).isEmpty()) {
      throw new InvalidSettingException(
          "patience",
          "patience needs a validation part, and the text has none; give it one or leave that out");
    }
  }

  @Override
  public Set<Clock> budgetClocks() {
    return ImmutableSet.of(Clock.TOKEN, Clock.UPDATE, Clock.EPOCH);
  }

  @Override
  public Goal goal(TransformerConfig config, EnvironmentSource environment) {
    return CorpusScore.GOAL;
  }

  @Override
  public Set<String> metrics() {
    return TransformerTraining.METRICS;
  }

  @Override
  public Set<String> metrics(TransformerConfig config) {
    return config.embedding().isEmpty()
        ? metrics()
        : Sets.union(metrics(), StartingVectors.METRICS).immutableCopy();
  }

  @Override
  public Set<String> requiredVariants(TransformerConfig config) {
    return config.embedding().map(EmbeddingStart::requiredVariants).orElse(ImmutableSet.of());
  }

  @Override
  public Map<String, String> dataSha256(TransformerConfig config) {
    return config.embedding().map(EmbeddingStart::dataSha256).orElse(ImmutableMap.of());
  }

  @Override
  public Training start(TransformerConfig config, TrainingContext context) {
    return new TransformerTraining(config, context);
  }
}
