package dev.ensayo.core.training;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/**
 * When and how the learner is tested. A first test is made before learning starts, a last one at
 * the end of the budget.
 */
public record Evaluation(
    @Setting(
            value = "test each time so much of the budget has passed",
            defaultValue = "1000",
            min = 1,
            unit = "budget clock")
        long every,
    @Setting(
            value = "episodes per test, where there are episodes",
            defaultValue = "10",
            min = 1,
            max = 100_000,
            unit = "episodes")
        int episodes,
    @Setting(
            value =
                "a test episode that has not ended by then is cut and counts with its return so"
                    + " far; for tasks without a time limit, where a bad policy may never end",
            defaultValue = "10000",
            min = 1,
            unit = "environment steps")
        int stepLimit,
    @Setting(
            value =
                "probability of a random action in tests, where there are actions; Mnih et al. 2015"
                    + " test with 0.05",
            defaultValue = "0",
            min = 0,
            max = 1)
        double epsilon) {
  public Evaluation {
    Settings.check(Evaluation.class, every, episodes, stepLimit, epsilon);
  }

  /** Tests with the learner's own actions. */
  public Evaluation(long every, int episodes, int stepLimit) {
    this(every, episodes, stepLimit, 0);
  }
}
