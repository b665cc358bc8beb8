package dev.ensayo.supervised.mostfrequenttag;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.classification.ClassMetrics;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.labelledtext.LabelledTextSpec;
import dev.ensayo.core.labelledtext.LabelledTextSpec.Answered;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import java.util.Set;

/** {@code most-frequent-tag}. */
public final class MostFrequentTagProvider implements AgentProvider<MostFrequentTagConfig> {
  /** The {@code type} of the agent. */
  static final String NAME = "most-frequent-tag";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "Each word's most frequent class; unknown words by their ending.";
  }

  @Override
  public Class<MostFrequentTagConfig> configType() {
    return MostFrequentTagConfig.class;
  }

  @Override
  public Support supports(EnvironmentSpec environment, MostFrequentTagConfig config) {
    if (!(environment instanceof LabelledTextSpec texts)) {
      return Support.no("it learns from texts with classes, not from a " + environment.kind());
    }
    return texts.answered() == Answered.TOKEN
        ? Support.yes()
        : Support.no(
            "it tells the class of each word, and here a whole text has one; take bag-of-words or"
                + " text-classifier");
  }

  @Override
  public Set<Clock> budgetClocks() {
    return ImmutableSet.of(Clock.EPOCH, Clock.UPDATE);
  }

  @Override
  public Goal goal(MostFrequentTagConfig config, EnvironmentSource environment) {
    return new Goal(Split.TEST.label() + "/" + ClassMetrics.ACCURACY, Better.HIGHER);
  }

  @Override
  public Set<String> metrics() {
    return MostFrequentTagTraining.metrics();
  }

  @Override
  public Training start(MostFrequentTagConfig config, TrainingContext context) {
    return new MostFrequentTagTraining(config, context);
  }
}
