package dev.ensayo.supervised.learning;

import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.metrics.Better;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.plugin.Support;
import java.util.Set;

/** What providers of supervised learners share. */
public abstract class SupervisedProvider<C extends Record & Supervised>
    implements AgentProvider<C> {
  @Override
  public final Support supports(EnvironmentSpec environment, C config) {
    if (!(environment instanceof ExamplesSpec examples)) {
      return Support.no("it learns from examples with answers, not from a " + environment.kind());
    }
    String refusal = refusal(examples);
    if (!refusal.isEmpty()) {
      return Support.no(refusal);
    }
    LearningChecks.check(config.learning(), examples, learningKey());
    checkSettings(config, examples);
    return Support.yes();
  }

  /** Where the settings of {@link Learning} stand among those of the agent. */
  protected String learningKey() {
    return "learning";
  }

  /** Why it cannot learn from such examples, whatever its settings; empty if it can. */
  protected String refusal(ExamplesSpec examples) {
    return "";
  }

  /**
   * Checks the settings beyond those of {@link Learning}.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException if one does not fit such examples
   */
  protected abstract void checkSettings(C config, ExamplesSpec examples);

  @Override
  public final Set<Clock> budgetClocks() {
    return Set.of(Clock.EPOCH, Clock.UPDATE);
  }

  @Override
  public final boolean mayLearnNothing() {
    return true;
  }

  @Override
  public Goal goal(C config, EnvironmentSource environment) {
    return ((ExamplesSpec) environment.spec()).isClassification()
        ? new Goal(Split.TEST.label() + "/" + SupervisedMetrics.ACCURACY, Better.HIGHER)
        : new Goal(Split.TEST.label() + "/" + SupervisedMetrics.R2, Better.HIGHER);
  }

  @Override
  public Set<String> metrics() {
    return SupervisedMetrics.names();
  }
}
