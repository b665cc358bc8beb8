package dev.ensayo.supervised.learning;

import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.plugin.Support;
import java.util.Set;

/** What providers of supervised learners share. */
public abstract class SupervisedProvider<C extends Record> implements AgentProvider<C> {
  @Override
  public final Support supports(EnvironmentSpec environment, C config) {
    return environment instanceof ExamplesSpec examples
        ? supportsExamples(examples, config)
        : Support.no("it learns from examples with answers, not from a " + environment.kind());
  }

  /**
   * Whether it can learn from such examples.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException if a setting does not fit them
   */
  protected abstract Support supportsExamples(ExamplesSpec examples, C config);

  /**
   * Checks what {@link LearningConfig} says of classes.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException if it does not fit them
   */
  protected static void checkLearning(LearningConfig learning, ExamplesSpec examples) {
    LearningChecks.check(learning, examples);
  }

  @Override
  public final Set<Clock> budgetClocks() {
    return Set.of(Clock.EPOCH, Clock.UPDATE);
  }

  @Override
  public final Set<String> metrics() {
    return SupervisedMetrics.names();
  }
}
