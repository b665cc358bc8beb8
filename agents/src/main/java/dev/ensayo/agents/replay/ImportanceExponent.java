package dev.ensayo.agents.replay;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.LengthDependent;
import java.util.OptionalLong;

/**
 * β, how much of the bias of prioritized sampling is taken back: {@code β(t) = start + (end −
 * start) · min(1, t / duration)}.
 *
 * <p>Paper: Schaul et al., "Prioritized experience replay", 2016, section 3.4: from β₀ to 1 over
 * the run.
 */
public record ImportanceExponent(
    @Setting(value = "β at the first step", defaultValue = "0.4", min = 0, max = 1) double start,
    @Setting(value = "β from the end of the line on", defaultValue = "1", min = 0, max = 1)
        double end,
    @Setting(
            value = "length of the line; the whole run unless given",
            min = 1,
            unit = "environment steps")
        OptionalLong steps)
    implements LengthDependent {
  public ImportanceExponent {
    Settings.check(ImportanceExponent.class, start, end, steps);
    if (end < start) {
      throw new InvalidSettingException(
          "end", "must be at least start (" + start + "), not " + end);
    }
  }

  /**
   * β at a step.
   *
   * @param budgetSteps environment steps of the whole run, at least 1
   */
  double valueAt(long step, long budgetSteps) {
    double duration = steps.orElse(budgetSteps);
    return step >= duration ? end : start + (end - start) * (step / duration);
  }

  @Override
  public ImmutableMap<String, String> dependingOnLength(Budget budget) {
    return steps.isPresent() || start == end
        ? ImmutableMap.of()
        : ImmutableMap.of("steps", "steps: " + budget.amount());
  }
}
