package dev.ensayo.agents.dqn;

import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** What the next observation of an item is worth. */
public sealed interface TargetSpec {
  /** The value of the action that looks best there. */
  @Choice(value = "greedy", summary = "the value of the best next action")
  record Greedy() implements TargetSpec {}

  /**
   * The soft value of a softmax policy, and the reward's bonus.
   *
   * @param temperature τ
   */
  @Choice(
      value = "munchausen",
      summary = "the soft value of a softmax policy, and its log-probability in the reward")
  record Munchausen(
      @Setting(value = "α, the factor of the bonus", defaultValue = "0.9", min = 0, max = 1)
          double alpha,
      @Setting(
              value = "τ of the softmax policy, in units of the return",
              defaultValue = "0.03",
              min = 0,
              minExcluded = true,
              max = 1000)
          double temperature,
      @Setting(value = "l₀, the smallest τ·ln π in the bonus", defaultValue = "-1", max = 0)
          double floor)
      implements TargetSpec {
    public Munchausen {
      Settings.check(Munchausen.class, alpha, temperature, floor);
    }
  }
}
