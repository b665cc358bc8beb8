package dev.ensayo.core.environment;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.OptionalDouble;

/**
 * The shapes of a decision process with discrete actions.
 *
 * @param observation what the agent sees
 * @param actions number of actions {@code A}; they are 0 to A − 1
 * @param stepLimit steps after which an episode is truncated; 0 for none
 * @param rewardThreshold mean episode return from which the task counts as solved, where one is
 *     published
 * @param hasTransitionTable whether {@link Environment#transitionTable()} is present
 */
public record DecisionProcessSpec(
    ObservationSpec observation,
    int actions,
    int stepLimit,
    OptionalDouble rewardThreshold,
    boolean hasTransitionTable)
    implements EnvironmentSpec {
  public DecisionProcessSpec {
    checkArgument(actions >= 1, "a decision process needs at least one action: %s", actions);
    checkArgument(stepLimit >= 0, "stepLimit must not be negative: %s", stepLimit);
  }

  /**
   * Checks that there is such an action.
   *
   * @throws IllegalArgumentException if not
   */
  public void checkAction(int action) {
    checkArgument(
        action >= 0 && action < actions, "action %s does not lie in [0, %s)", action, actions);
  }

  @Override
  public String kind() {
    return "decision process";
  }

  public DecisionProcessSpec withObservation(ObservationSpec changed) {
    return new DecisionProcessSpec(
        changed, actions, stepLimit, rewardThreshold, hasTransitionTable);
  }

  /** The same where the published threshold says nothing, or cannot be reached. */
  public DecisionProcessSpec withoutRewardThreshold() {
    return new DecisionProcessSpec(
        observation, actions, stepLimit, OptionalDouble.empty(), hasTransitionTable);
  }

  public DecisionProcessSpec withStepLimit(int changed) {
    return new DecisionProcessSpec(
        observation, actions, changed, rewardThreshold, hasTransitionTable);
  }

  public DecisionProcessSpec withoutTransitionTable() {
    return new DecisionProcessSpec(observation, actions, stepLimit, rewardThreshold, false);
  }
}
