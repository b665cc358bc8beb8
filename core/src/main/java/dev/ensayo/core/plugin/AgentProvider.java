package dev.ensayo.core.plugin;

import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.training.BackendConfig;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.Training;
import dev.ensayo.core.training.TrainingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes one type of learner. */
public interface AgentProvider<C extends Record> extends Plugin<C> {
  /**
   * Whether it can learn from such an environment, or why not.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException if a setting does not fit the
   *     environment
   */
  Support supports(EnvironmentSpec environment, C config);

  /**
   * Looks, before the first step of a study, for what the spec alone does not tell, such as a text
   * too short for the settings, or a budget that ends before anything is learned.
   *
   * @param environment one that {@link #supports} said yes to; may be read
   * @param budget on one of {@link #budgetClocks}
   * @param backend what networks will be computed with
   * @throws dev.ensayo.core.config.InvalidSettingException naming the setting of the agent that
   *     does not fit, with what would
   */
  default void check(
      C config, EnvironmentSource environment, Budget budget, BackendConfig backend) {}

  /**
   * The settings with what they leave to the environment filled in; they are used and written down
   * so.
   *
   * @param environment one that {@link #supports} said yes to
   */
  default C fitted(C config, EnvironmentSpec environment) {
    return config;
  }

  /**
   * What the settings mean in such a run and a user might miss, in one sentence each; it is told
   * before the first step.
   *
   * @param budget on one of {@link #budgetClocks}
   */
  default List<String> notes(C config, Budget budget) {
    return List.of();
  }

  /** The clocks a budget for it may be given on. */
  Set<Clock> budgetClocks();

  /** Whether a run may end before it learns anything, to show what it starts with. */
  default boolean mayLearnNothing() {
    return false;
  }

  /** Names of all metrics that its runs may record in {@code metrics.csv} whatever the settings. */
  Set<String> metrics();

  /** Names of all metrics that runs with such settings may record, {@link #metrics()} and more. */
  default Set<String> metrics(C config) {
    return metrics();
  }

  /**
   * What its runs are judged by unless the study's {@code report} says otherwise: one of {@link
   * #metrics} that they record whatever the settings.
   *
   * @param environment one that {@link #supports} said yes to
   */
  Goal goal(C config, EnvironmentSource environment);

  /**
   * Names of variants of the same study whose runs it starts from, each with its own seed. They are
   * run first; {@link TrainingContext#siblings} then gives their folders.
   */
  default Set<String> requiredVariants(C config) {
    return Set.of();
  }

  /**
   * SHA-256 (hexadecimal) of each file that runs with such settings start from, by what it is and
   * its name; for the manifest, beside those that the environment reads. A run does not go on with
   * others.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException if one cannot be read
   */
  default Map<String, String> dataSha256(C config) {
    return Map.of();
  }

  /**
   * Why another run with the same settings and seed gives other values, as a phrase that goes on
   * after "because"; empty, as by default, if it gives the same, bit for bit. Goes into the
   * manifest.
   */
  default Optional<String> whyNotRepeatable(C config, BackendConfig backend) {
    return Optional.empty();
  }

  /**
   * Starts one run. The context's environment is one that {@link #supports} said yes to, its budget
   * is on one of {@link #budgetClocks}.
   */
  Training start(C config, TrainingContext context);
}
