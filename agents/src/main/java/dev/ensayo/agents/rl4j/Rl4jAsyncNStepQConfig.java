package dev.ensayo.agents.rl4j;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;

/**
 * Settings of RL4J's asynchronous n-step Q-learning.
 *
 * <p>A setting is called as in {@code dqn} where it means the same.
 */
public record Rl4jAsyncNStepQConfig(
    @Setting(value = "γ, weight of the future", defaultValue = "0.99", min = 0, max = 1)
        double discount,
    @Setting(
            value = "steps of a thread between two of its updates",
            defaultValue = "5",
            min = 1,
            max = 10_000,
            unit = "environment steps")
        int nStep,
    @Setting(
            value = "threads that learn side by side, each in an environment of its own",
            defaultValue = "2",
            min = 1,
            max = 256,
            unit = "threads")
        int threads,
    @Setting("how often a random action is taken") Epsilon epsilon,
    @Setting(value = "rewards are multiplied by it for learning", defaultValue = "1.0")
        double rewardFactor,
    @Setting(
            value = "widths of the hidden layers (ReLU)",
            defaultValue = "[100, 100, 100]",
            min = 1,
            max = 100_000,
            unit = "units")
        List<Integer> hiddenUnits,
    @Setting(value = "step size of Adam", defaultValue = "1e-3", min = 0, minExcluded = true)
        double learningRate,
    @Setting(value = "factor of the L2 penalty on the weights", defaultValue = "0.0", min = 0)
        double l2) {
  /**
   * ε is 1 until {@code delay}, then goes down in a straight line, 1/{@code steps} a step, to
   * {@code end}. Each thread counts its own steps.
   */
  public record Epsilon(
      @Setting(value = "ε at the end of the line", defaultValue = "0.1", min = 0, max = 1)
          double end,
      @Setting(
              value = "steps of a thread before its line starts (RL4J's updateStart)",
              defaultValue = "10",
              min = 0,
              unit = "environment steps")
          int delay,
      @Setting(
              value = "steps of a thread in which a line from 1 would reach 0",
              defaultValue = "10000",
              min = 1,
              unit = "environment steps")
          int steps) {
    public Epsilon {
      Settings.check(Epsilon.class, end, delay, steps);
    }
  }

  public Rl4jAsyncNStepQConfig {
    Settings.check(
        Rl4jAsyncNStepQConfig.class,
        discount,
        nStep,
        threads,
        epsilon,
        rewardFactor,
        hiddenUnits,
        learningRate,
        l2);
    hiddenUnits = ImmutableList.copyOf(hiddenUnits);
    if (hiddenUnits.isEmpty()) {
      throw new InvalidSettingException(
          "hiddenUnits", "needs at least one layer, such as [64, 64]");
    }
    if (!Double.isFinite(rewardFactor)) {
      throw new InvalidSettingException("rewardFactor", "must be finite, not " + rewardFactor);
    }
  }
}
