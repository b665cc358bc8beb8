package dev.ensayo.sequence.labelling;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.core.classification.ClassWeights;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.labelledtext.LabelledTextSpec;
import dev.ensayo.core.labelledtext.LabelledTextSpec.Answered;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.plugin.Support;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import dev.ensayo.sequence.embedding.EmbeddingStart;
import dev.ensayo.sequence.embedding.StartingVectors;
import java.util.Map;
import java.util.Set;

/** What providers of recurrent networks on labelled texts share. */
public abstract class LabelProvider<C extends Record> implements AgentProvider<C> {
  /** What it tells the class of. */
  protected abstract Answered answered();

  /** Why it cannot learn from texts that are answered otherwise. */
  protected abstract String refusal();

  /** The settings that all of them have. */
  protected abstract RecurrentLabelling labelling(C config);

  @Override
  public final Support supports(EnvironmentSpec environment, C config) {
    if (!(environment instanceof LabelledTextSpec texts)) {
      return Support.no("it learns from texts with classes, not from a " + environment.kind());
    }
    if (texts.answered() != answered()) {
      return Support.no(refusal());
    }
    if (labelling(config).learning().classWeights() instanceof ClassWeights.Given given) {
      given.check(texts.classes(), "classWeights");
    }
    return Support.yes();
  }

  @Override
  public void check(C config, EnvironmentSource environment, Budget budget, BackendConfig backend) {
    RecurrentLabelling labelling = labelling(config);
    labelling.embedding().ifPresent(start -> start.check(labelling.embeddingSize()));
    SequenceNetworkSpec.checkLengths(labelling.stack().specs(0), backend);
  }

  @Override
  public final Set<String> requiredVariants(C config) {
    return labelling(config)
        .embedding()
        .map(EmbeddingStart::requiredVariants)
        .orElse(ImmutableSet.of());
  }

  @Override
  public final Map<String, String> dataSha256(C config) {
    return labelling(config).embedding().map(EmbeddingStart::dataSha256).orElse(ImmutableMap.of());
  }

  @Override
  public final Set<String> metrics(C config) {
    return labelling(config).embedding().isEmpty()
        ? metrics()
        : Sets.union(metrics(), StartingVectors.METRICS).immutableCopy();
  }

  @Override
  public final Set<Clock> budgetClocks() {
    return ImmutableSet.of(Clock.EPOCH, Clock.UPDATE);
  }

  @Override
  public final Goal goal(C config, EnvironmentSource environment) {
    return LabelMetrics.GOAL;
  }

  @Override
  public final Set<String> metrics() {
    return LabelMetrics.names();
  }
}
