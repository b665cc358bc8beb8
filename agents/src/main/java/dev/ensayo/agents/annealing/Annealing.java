package dev.ensayo.agents.annealing;

import com.google.common.collect.ImmutableMap;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.training.Budget;
import dev.ensayo.core.training.LengthDependent;
import java.util.OptionalLong;

/** How a rate changes over a run: the factor f(t) of what it begins with. */
public sealed interface Annealing extends LengthDependent {
  /**
   * f(t), in [0, 1].
   *
   * @param step environment steps taken before what is learned from now
   * @param budgetSteps environment steps of the whole run
   */
  double factor(long step, long budgetSteps);

  /** Whether f is ever another than 1. */
  boolean changes();

  /**
   * Checks, where it is to anneal the learning rate, that the updater has one and no schedule of
   * its own.
   *
   * @throws InvalidSettingException for {@code learningRateAnnealing} if not
   */
  default void checkFor(UpdaterSpec updater) {
    if (!changes()) {
      return;
    }
    if (!updater.hasLearningRate()) {
      throw new InvalidSettingException(
          "learningRateAnnealing", "needs an updater with a learning rate, such as adam");
    }
    if (updater.schedule().changes()) {
      throw new InvalidSettingException(
          "learningRateAnnealing", "cannot be had together with updater.schedule");
    }
  }

  /** f = 1. */
  @Choice(value = "none", summary = "always the same")
  record None() implements Annealing {
    @Override
    public double factor(long step, long budgetSteps) {
      return 1;
    }

    @Override
    public boolean changes() {
      return false;
    }

    @Override
    public ImmutableMap<String, String> dependingOnLength(Budget budget) {
      return ImmutableMap.of();
    }
  }

  /** f(t) = r + (1 − r)·(1 − min(1, t / length)). */
  @Choice(value = "linear", summary = "down a straight line")
  record Linear(
      @Setting(value = "share that is left at the end", defaultValue = "0", min = 0, max = 1)
          double rest,
      @Setting(
              value = "length of the line; the whole run unless given",
              min = 1,
              unit = "environment steps")
          OptionalLong steps)
      implements Annealing {
    public Linear {
      Settings.check(Linear.class, rest, steps);
    }

    @Override
    public double factor(long step, long budgetSteps) {
      double share = Math.min(1, step / (double) steps.orElse(budgetSteps));
      return rest + (1 - rest) * (1 - share);
    }

    @Override
    public boolean changes() {
      return rest < 1;
    }

    @Override
    public ImmutableMap<String, String> dependingOnLength(Budget budget) {
      return steps.isEmpty() && changes()
          ? ImmutableMap.of("steps", "steps: " + budget.amount())
          : ImmutableMap.of();
    }
  }
}
