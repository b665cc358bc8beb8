package dev.ensayo.agents.rl4j;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;

/**
 * Settings of RL4J's A3C.
 *
 * <p>A setting is called as in {@code dqn} where it means the same.
 */
public record Rl4jA3cConfig(
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
    @Setting(value = "rewards are multiplied by it for learning", defaultValue = "1.0")
        double rewardFactor,
    @Setting(
            value = "widths of the hidden layers (ReLU) of both networks",
            defaultValue = "[100, 100, 100]",
            min = 1,
            max = 100_000,
            unit = "units")
        List<Integer> hiddenUnits,
    @Setting(value = "step size of Adam", defaultValue = "1e-3", min = 0, minExcluded = true)
        double learningRate,
    @Setting(
            value = "factor of the L2 penalty on the weights of the value network",
            defaultValue = "0.0",
            min = 0)
        double l2) {
  public Rl4jA3cConfig {
    Settings.check(
        Rl4jA3cConfig.class, discount, nStep, threads, rewardFactor, hiddenUnits, learningRate, l2);
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
