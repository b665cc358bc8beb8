package dev.ensayo.sequence.ngram;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.corpus.CorpusSpec;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.sequence.text.CorpusScore;
import java.util.Set;

/** {@code ngram}. */
public final class NgramProvider implements AgentProvider<NgramConfig> {
  @Override
  public String name() {
    return "ngram";
  }

  @Override
  public String summary() {
    return "n-gram language model with interpolated Kneser-Ney smoothing, of any order.";
  }

  @Override
  public Class<NgramConfig> configType() {
    return NgramConfig.class;
  }

  @Override
  public Support supports(EnvironmentSpec environment, NgramConfig config) {
    return environment instanceof CorpusSpec
        ? Support.yes()
        : Support.no("it learns a text, not a " + environment.kind());
  }

  @Override
  public Set<Clock> budgetClocks() {
    return ImmutableSet.of(Clock.TOKEN, Clock.EPOCH);
  }

  @Override
  public Goal goal(NgramConfig config, EnvironmentSource environment) {
    return CorpusScore.GOAL;
  }

  @Override
  public Set<String> metrics() {
    return NgramTraining.METRICS;
  }

  @Override
  public Training start(NgramConfig config, TrainingContext context) {
    return new NgramTraining(config, context);
  }
}
