package dev.ensayo.agents.exploration;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.training.Budget;

/**
 * ε approaches its end exponentially: {@code ε(t) = end + (start − end) · exp(−t / decaySteps)}.
 *
 * <p>After {@code decaySteps} steps 63 % of the way is done, after three times as many 95 %.
 */
@Choice(value = "exponential", summary = "exponential approach from start to end")
public record ExponentialEpsilon(
    @Setting(value = "ε at the first step", defaultValue = "1.0", min = 0, max = 1) double start,
    @Setting(value = "ε that is approached", defaultValue = "0.05", min = 0, max = 1) double end,
    @Setting(
            value = "decay constant: the distance to end shrinks by the factor e in so many steps",
            min = 0,
            minExcluded = true,
            unit = "environment steps")
        double decaySteps)
    implements EpsilonSchedule {
  public ExponentialEpsilon {
    Settings.check(ExponentialEpsilon.class, start, end, decaySteps);
  }

  @Override
  public double valueAt(long step, long budgetSteps) {
    return end + (start - end) * Math.exp(-step / decaySteps);
  }

  @Override
  public boolean endsAtZero() {
    return start == 0 && end == 0;
  }

  @Override
  public ImmutableMap<String, String> dependingOnLength(Budget budget) {
    return ImmutableMap.of();
  }
}
