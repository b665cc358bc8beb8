package dev.ensayo.supervised.bagofwords;

import com.google.common.collect.ImmutableSet;
import dev.ensayo.core.classification.ClassMetrics;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.labelledtext.KnownAccuracy;
import dev.ensayo.core.labelledtext.LabelledTextSpec;
import dev.ensayo.core.labelledtext.LabelledTextSpec.Answered;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import dev.ensayo.supervised.learning.LearningChecks;
import dev.ensayo.supervised.learning.SupervisedMetrics;
import java.util.List;
import java.util.Set;

/** {@code bag-of-words}. */
public final class BagOfWordsProvider implements AgentProvider<BagOfWordsConfig> {
  /** The {@code type} of the agent. */
  static final String NAME = "bag-of-words";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "The class of a text by how often it has each word and pair of words.";
  }

  @Override
  public Class<BagOfWordsConfig> configType() {
    return BagOfWordsConfig.class;
  }

  @Override
  public Support supports(EnvironmentSpec environment, BagOfWordsConfig config) {
    if (!(environment instanceof LabelledTextSpec texts)) {
      return Support.no("it learns from texts with classes, not from a " + environment.kind());
    }
    if (texts.answered() != Answered.TEXT) {
      return Support.no(
          "it tells the class of a whole text, and here each word has one; take most-frequent-tag"
              + " or tagger");
    }
    LearningChecks.check(config.learning(), BagTask.spec(texts, 1));
    config.scores().checkNoPasses("scores", NAME);
    config.scores().checkNoMaps("scores", NAME);
    return Support.yes();
  }

  @Override
  public Set<Clock> budgetClocks() {
    return ImmutableSet.of(Clock.EPOCH, Clock.UPDATE);
  }

  @Override
  public Goal goal(BagOfWordsConfig config, EnvironmentSource environment) {
    return new Goal(Split.TEST.label() + "/" + ClassMetrics.ACCURACY, Better.HIGHER);
  }

  @Override
  public Set<String> metrics() {
    ImmutableSet.Builder<String> names = ImmutableSet.builder();
    names.addAll(SupervisedMetrics.names());
    for (Split part : List.of(Split.VALID, Split.TEST)) {
      for (KnownAccuracy known : KnownAccuracy.values()) {
        names.add(part.label() + "/" + known.metric());
      }
    }
    return names.build();
  }

  @Override
  public Training start(BagOfWordsConfig config, TrainingContext context) {
    return new BagOfWordsTraining(config, context);
  }
}
