package dev.ensayo.agents.tabular;

import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.plugin.Support;

/** Which processes a table can be kept for. */
final class TabularSupport {
  private TabularSupport() {}

  /** Processes whose observation is the index of a state. */
  static Support forLearning(DecisionProcessSpec process) {
    return process.observation().isDiscrete()
        ? Support.yes()
        : Support.no(
            "it keeps a table and needs observations that are the index of a state, not "
                + process.observation().size()
                + " numbers");
  }

  /** Those of them that are known as a table. */
  static Support forPlanning(DecisionProcessSpec process) {
    return process.hasTransitionTable()
        ? forLearning(process)
        : Support.no("it plans and needs an environment with a transition table");
  }
}
