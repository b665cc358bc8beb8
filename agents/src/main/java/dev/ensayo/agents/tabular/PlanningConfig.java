package dev.ensayo.agents.tabular;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.OptionalInt;

/** Settings of {@link ValueIteration} and {@link PolicyIteration}. */
public record PlanningConfig(
    @Setting(value = "γ, the factor of a step's delay", defaultValue = "0.99", min = 0, max = 1)
        double discount,
    @Setting(
            value =
                "largest error of a value that may remain, relative to the largest value; see the"
                    + " page of the agent for γ = 1",
            defaultValue = "1e-11",
            min = 0,
            minExcluded = true,
            max = 1)
        double tolerance,
    @Setting(
            value = "sweeps over all states after which planning is given up",
            defaultValue = "100000",
            min = 1,
            unit = "sweeps")
        int maxSweeps,
    @Setting(
            value =
                "sweeps over all states after which planning stops, and what it has by then is"
                    + " taken; absent: when the tolerance is reached",
            min = 0,
            unit = "sweeps")
        OptionalInt sweeps) {
  public PlanningConfig {
    Settings.check(PlanningConfig.class, discount, tolerance, maxSweeps, sweeps);
  }

  /** The defaults with another γ. */
  static PlanningConfig withDiscount(double discount) {
    PlanningConfig defaults = Settings.defaults(PlanningConfig.class);
    return new PlanningConfig(
        discount, defaults.tolerance(), defaults.maxSweeps(), OptionalInt.empty());
  }

  /** Sweeps that are made at most. */
  int mostSweeps() {
    return sweeps.orElse(maxSweeps);
  }

  /**
   * The largest distance to the fixed point that is left after a sweep, by the contraction of the
   * Bellman operator: {@code γ / (1 − γ)} times the sweep's largest change. Without discount there
   * is no such bound, and the change itself is taken.
   */
  double remainingError(double largestChange) {
    return discount < 1 ? discount / (1 - discount) * largestChange : largestChange;
  }
}
