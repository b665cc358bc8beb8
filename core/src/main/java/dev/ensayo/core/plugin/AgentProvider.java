package dev.ensayo.core.plugin;

import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import java.util.Set;

/** Makes one type of learner. */
public interface AgentProvider<C extends Record> extends Plugin<C> {
  /** Whether it can learn from such an environment, or why not. */
  Support supports(EnvironmentSpec environment, C config);

  /** The clocks a budget for it may be given on. */
  Set<Clock> budgetClocks();

  /** Names of all metrics that its runs may record in {@code metrics.csv}. */
  Set<String> metrics();

  /**
   * Starts one run. The context's environment is one that {@link #supports} said yes to, its budget
   * is on one of {@link #budgetClocks}.
   */
  Training start(C config, TrainingContext context);
}
