package dev.ensayo.agents.exploration;

import dev.ensayo.core.training.LengthDependent;

/** How ε, the probability of a uniformly random action, changes over a run. */
public sealed interface EpsilonSchedule extends LengthDependent
    permits ConstantEpsilon, LinearEpsilon, ExponentialEpsilon {
  /**
   * ε for the next action.
   *
   * @param step environment steps taken so far, at least 0
   * @param budgetSteps environment steps of the whole run, at least 1
   * @return in [0, 1]
   */
  double valueAt(long step, long budgetSteps);

  /** Whether ε gets to 0 and stays there. */
  boolean endsAtZero();
}
