package dev.ensayo.agents.exploration;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.training.Budget;

/** The same ε at every step. */
@Choice(value = "constant", summary = "the same ε at every step")
public record ConstantEpsilon(
    @Setting(value = "ε", defaultValue = "0.1", min = 0, max = 1) double value)
    implements EpsilonSchedule {
  public ConstantEpsilon {
    Settings.check(ConstantEpsilon.class, value);
  }

  @Override
  public double valueAt(long step, long budgetSteps) {
    return value;
  }

  @Override
  public boolean endsAtZero() {
    return value == 0;
  }

  @Override
  public ImmutableMap<String, String> dependingOnLength(Budget budget) {
    return ImmutableMap.of();
  }
}
