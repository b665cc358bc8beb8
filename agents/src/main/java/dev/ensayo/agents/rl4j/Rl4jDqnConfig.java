package dev.ensayo.agents.rl4j;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.training.BackendConfig;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Settings of RL4J's deep Q-learning.
 *
 * <p>The defaults are RL4J's own. A setting is called as in {@code dqn} where it means the same.
 */
public record Rl4jDqnConfig(
    @Setting(value = "γ, weight of the future", defaultValue = "0.99", min = 0, max = 1)
        double discount,
    @Setting(
            value = "transitions per update; updates start when so many are stored",
            defaultValue = "32",
            min = 1,
            max = 1_000_000,
            unit = "transitions")
        int batchSize,
    @Setting("what is kept to learn from") Replay replay,
    @Setting(
            value = "the target network is replaced each time after so many updates",
            defaultValue = "100",
            min = 1,
            unit = "updates")
        int targetUpdatePeriod,
    @Setting("how often a random action is taken") Epsilon epsilon,
    @Setting(
            value = "Double DQN: the online network chooses the action of the target",
            defaultValue = "false")
        boolean doubleDqn,
    @Setting(
            value = "most that a target may differ from the prediction it corrects; none: null",
            defaultValue = "1.0",
            min = 0,
            minExcluded = true)
        OptionalDouble errorClamp,
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
        double l2,
    @Setting(
            value =
                "what computes the networks: deeplearning4j as RL4J calls it, or compiled, Ensayo's"
                    + " own arithmetic under RL4J's learner",
            defaultValue = "deeplearning4j")
        BackendConfig.Engine engine) {
  /** What is kept to learn from. */
  public record Replay(
      @Setting(
              value = "transitions kept; the newest replaces the oldest",
              defaultValue = "150000",
              min = 1,
              max = 100_000_000,
              unit = "transitions")
          int capacity) {
    public Replay {
      Settings.check(Replay.class, capacity);
    }
  }

  /**
   * ε is 1 until {@code delay}, then goes down in a straight line, 1/{@code steps} a step, to
   * {@code end}.
   */
  public record Epsilon(
      @Setting(value = "ε at the end of the line", defaultValue = "0.1", min = 0, max = 1)
          double end,
      @Setting(
              value = "steps before the line starts (RL4J's updateStart)",
              defaultValue = "10",
              min = 0,
              unit = "environment steps")
          int delay,
      @Setting(
              value = "steps in which a line from 1 would reach 0",
              defaultValue = "10000",
              min = 1,
              unit = "environment steps")
          int steps) {
    public Epsilon {
      Settings.check(Epsilon.class, end, delay, steps);
    }
  }

  public Rl4jDqnConfig {
    Settings.check(
        Rl4jDqnConfig.class,
        discount,
        batchSize,
        replay,
        targetUpdatePeriod,
        epsilon,
        doubleDqn,
        errorClamp,
        rewardFactor,
        hiddenUnits,
        learningRate,
        l2,
        engine);
    hiddenUnits = ImmutableList.copyOf(hiddenUnits);
    if (hiddenUnits.isEmpty()) {
      throw new InvalidSettingException(
          "hiddenUnits", "needs at least one layer, such as [64, 64]");
    }
    if (batchSize > replay.capacity()) {
      throw new InvalidSettingException(
          "batchSize",
          "must not exceed replay.capacity (" + replay.capacity() + "), not " + batchSize);
    }
    if (!Double.isFinite(rewardFactor)) {
      throw new InvalidSettingException("rewardFactor", "must be finite, not " + rewardFactor);
    }
  }
}
