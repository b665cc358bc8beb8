package dev.ensayo.core.environment;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.OptionalDouble;

/**
 * The shapes of a decision process.
 *
 * @param observation what the agent sees
 * @param action what it may do
 * @param stepLimit steps after which an episode is truncated; 0 for none
 * @param rewardThreshold mean episode return from which the task counts as solved, where one is
 *     published
 * @param hasTransitionTable whether {@link Environment#transitionTable()} is present
 */
public record DecisionProcessSpec(
    ObservationSpec observation,
    ActionSpec action,
    int stepLimit,
    OptionalDouble rewardThreshold,
    boolean hasTransitionTable)
    implements EnvironmentSpec {
  public DecisionProcessSpec {
    checkArgument(stepLimit >= 0, "stepLimit must not be negative: %s", stepLimit);
  }

  /**
   * One with discrete actions.
   *
   * @param actions their number {@code A}; they are 0 to A − 1
   */
  public DecisionProcessSpec(
      ObservationSpec observation,
      int actions,
      int stepLimit,
      OptionalDouble rewardThreshold,
      boolean hasTransitionTable) {
    this(observation, ActionSpec.discrete(actions), stepLimit, rewardThreshold, hasTransitionTable);
  }

  /**
   * Number of discrete actions {@code A}.
   *
   * @throws IllegalStateException if actions are real vectors
   */
  public int actions() {
    if (action instanceof ActionSpec.Discrete discrete) {
      return discrete.count();
    }
    throw new IllegalStateException("actions are not counted here: " + action.words());
  }

  /**
   * The box of real vectors that actions are.
   *
   * @throws IllegalStateException if actions are discrete
   */
  public ActionSpec.Box box() {
    if (action instanceof ActionSpec.Box box) {
      return box;
    }
    throw new IllegalStateException("actions are no real vectors here: " + action.words());
  }

  /** Whether actions are discrete. */
  public boolean hasDiscreteActions() {
    return action.kind() == ActionSpec.Kind.DISCRETE;
  }

  /**
   * Checks that there is such a discrete action.
   *
   * @throws IllegalArgumentException if not
   */
  public void checkAction(int number) {
    if (!(action instanceof ActionSpec.Discrete discrete)) {
      throw new IllegalArgumentException(
          "action " + number + ": an action here is " + action.words());
    }
    discrete.check(number);
  }

  /**
   * Checks that an action is a vector as long as declared, of finite numbers.
   *
   * @throws IllegalArgumentException if not
   */
  public void checkAction(float[] vector) {
    if (!(action instanceof ActionSpec.Box box)) {
      throw new IllegalArgumentException(
          "a vector of " + vector.length + " numbers: there are " + action.words() + " here");
    }
    box.check(vector);
  }

  @Override
  public String kind() {
    return "decision process";
  }

  public DecisionProcessSpec withObservation(ObservationSpec changed) {
    return new DecisionProcessSpec(changed, action, stepLimit, rewardThreshold, hasTransitionTable);
  }

  /** The same where the published threshold says nothing, or cannot be reached. */
  public DecisionProcessSpec withoutRewardThreshold() {
    return new DecisionProcessSpec(
        observation, action, stepLimit, OptionalDouble.empty(), hasTransitionTable);
  }

  /** The same with other actions; without a transition table, which is about discrete ones. */
  public DecisionProcessSpec withAction(ActionSpec changed) {
    return new DecisionProcessSpec(observation, changed, stepLimit, rewardThreshold, false);
  }

  public DecisionProcessSpec withStepLimit(int changed) {
    return new DecisionProcessSpec(
        observation, action, changed, rewardThreshold, hasTransitionTable);
  }

  public DecisionProcessSpec withoutTransitionTable() {
    return new DecisionProcessSpec(observation, action, stepLimit, rewardThreshold, false);
  }
}
