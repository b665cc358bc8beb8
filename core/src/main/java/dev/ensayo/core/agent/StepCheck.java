package dev.ensayo.core.agent;

import dev.ensayo.core.environment.EnvironmentFaultException;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.StepResult;

/**
 * Looks at all that comes out of an environment: rewards and observations are finite, and as long
 * as was declared. What is not would be learned from, and found much later in a table or a loss.
 */
final class StepCheck {
  private final int size;

  StepCheck(ObservationSpec observation) {
    this.size = observation.size();
  }

  /**
   * What a reset returned.
   *
   * @throws EnvironmentFaultException if it may not be
   */
  float[] first(float[] observation) {
    check(observation, 0);
    return observation;
  }

  /**
   * What a step returned.
   *
   * @param number of the step in its episode, from 1
   * @throws EnvironmentFaultException if it may not be
   */
  StepResult step(StepResult result, int number) {
    check("reward", result.reward(), number);
    check("task's reward", result.taskReward(), number);
    check(result.observation(), number);
    return result;
  }

  private static void check(String what, double value, int number) {
    if (!Double.isFinite(value)) {
      throw fault("the " + what + " is " + value, number);
    }
  }

  private void check(float[] observation, int number) {
    if (observation == null || observation.length != size) {
      throw fault(
          observation == null
              ? "there is no observation"
              : "the observation has "
                  + observation.length
                  + " numbers, and "
                  + size
                  + " were declared",
          number);
    }
    if (!isFinite(observation)) {
      int at = 0;
      while (Float.isFinite(observation[at])) {
        at++;
      }
      throw fault(
          "number " + (at + 1) + " of the observation's " + size + " is " + observation[at],
          number);
    }
  }

  /** Four sums side by side of what is 0 for a finite number and NaN for any other. */
  private static boolean isFinite(float[] x) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i <= x.length - 4; i += 4) {
      s0 += 0 * x[i];
      s1 += 0 * x[i + 1];
      s2 += 0 * x[i + 2];
      s3 += 0 * x[i + 3];
    }
    for (; i < x.length; i++) {
      s0 += 0 * x[i];
    }
    return (s0 + s1) + (s2 + s3) == 0;
  }

  private static EnvironmentFaultException fault(String what, int number) {
    return new EnvironmentFaultException(
        what + (number == 0 ? " after a reset" : " in step " + number + " of an episode"));
  }
}
