package dev.ensayo.core.agent;

import com.google.common.collect.Sets;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.EnvironmentSpec;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.Goal;
import dev.ensayo.core.plugin.AgentProvider;
import dev.ensayo.core.plugin.Support;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Makes a type of learner that acts in decision processes. */
public interface PolicyProvider<C extends Record> extends AgentProvider<C> {
  /** Whether it can act and learn in a process of these shapes, or why not; by default in any. */
  default Support supportsProcess(DecisionProcessSpec process, C config) {
    return Support.yes();
  }

  /** The kinds of actions that it takes; discrete ones alone, by default. */
  default Set<ActionSpec.Kind> actionKinds() {
    return Set.of(ActionSpec.Kind.DISCRETE);
  }

  /** Names of the metrics that the agent itself records, beside those of every training. */
  Set<String> agentMetrics();

  /**
   * The policy that a finished run was tested with last: the same observations, given in the same
   * batches, get the same actions.
   *
   * @return empty, as by default, if the agent keeps nothing that it could be made of again
   * @throws IOException if what was kept cannot be read
   */
  default Optional<TrainedPolicy> loadPolicy(C config, SavedAgent saved) throws IOException {
    return Optional.empty();
  }

  @Override
  default Set<String> metrics() {
    return Sets.union(ActingTraining.METRICS, agentMetrics()).immutableCopy();
  }

  @Override
  default Goal goal(C config, EnvironmentSource environment) {
    return Goal.RETURN;
  }

  @Override
  default Support supports(EnvironmentSpec environment, C config) {
    if (!(environment instanceof DecisionProcessSpec process)) {
      return Support.no("it learns from a decision process, not from a " + environment.kind());
    }
    if (actionKinds().contains(process.action().kind())) {
      return supportsProcess(process, config);
    }
    return Support.no(
        process.hasDiscreteActions()
            ? "it chooses real vectors, and there are " + process.action().words() + " here"
            : "it chooses among discrete actions, and an action here is "
                + process.action().words()
                + "; the wrapper discretize makes a few of them");
  }

  @Override
  default Set<Clock> budgetClocks() {
    return Set.of(Clock.ENVIRONMENT_STEP);
  }
}
