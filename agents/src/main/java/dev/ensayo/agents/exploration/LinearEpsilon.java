package dev.ensayo.agents.exploration;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.training.Budget;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * ε goes in a straight line from start to end, then stays: {@code ε(t) = start + (end − start) ·
 * min(1, t / duration)}.
 *
 * <p>Paper: Mnih et al., "Human-level control through deep reinforcement learning", 2015, Methods,
 * "Training details". The duration is given in steps or as a share of the run.
 */
@Choice(value = "linear", summary = "a straight line from start to end, then constant")
public record LinearEpsilon(
    @Setting(value = "ε at the first step", defaultValue = "1.0", min = 0, max = 1) double start,
    @Setting(value = "ε from the end of the line on", defaultValue = "0.05", min = 0, max = 1)
        double end,
    @Setting(value = "length of the line; or give fraction", min = 1, unit = "environment steps")
        OptionalLong steps,
    @Setting(
            value = "length of the line as a share of the run; or give steps",
            min = 0,
            minExcluded = true,
            max = 1,
            unit = "share of the budget")
        OptionalDouble fraction)
    implements EpsilonSchedule {
  public LinearEpsilon {
    Settings.check(LinearEpsilon.class, start, end, steps, fraction);
    if (steps.isPresent() == fraction.isPresent()) {
      throw new InvalidSettingException(
          "steps",
          "a linear ε needs exactly one of steps (environment steps) and fraction (share of the"
              + " run), "
              + (steps.isPresent() ? "not both" : "neither is given"));
    }
  }

  @Override
  public double valueAt(long step, long budgetSteps) {
    double duration = duration(budgetSteps);
    return step >= duration ? end : start + (end - start) * (step / duration);
  }

  private double duration(long budgetSteps) {
    return steps.isPresent() ? steps.getAsLong() : fraction.getAsDouble() * budgetSteps;
  }

  @Override
  public boolean endsAtZero() {
    return end == 0;
  }

  @Override
  public ImmutableMap<String, String> dependingOnLength(Budget budget) {
    return fraction.isPresent() && start != end
        ? ImmutableMap.of(
            "fraction", "steps: " + Math.max(1, Math.round(duration(budget.amount()))))
        : ImmutableMap.of();
  }
}
