package dev.ensayo.agents.sac;

import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.OptionalDouble;

/** α, what a nat of entropy is worth in units of the return. */
public sealed interface TemperatureSpec {
  /** α at the start. */
  double initial();

  /**
   * It follows the entropy of the policy, which it keeps near a target.
   *
   * @param targetEntropy H̄
   */
  @Choice(value = "learned", summary = "kept where the policy has a given entropy")
  record Learned(
      @Setting(value = "α at the start", defaultValue = "1", min = 0, minExcluded = true, max = 1e6)
          double initial,
      @Setting(
              value = "entropy of actions in (−1, 1)^D that is kept; −D unless given",
              unit = "nats")
          OptionalDouble targetEntropy,
      @Setting(
              value = "Adam's learning rate of ln α; that of the actor unless given",
              min = 0,
              minExcluded = true,
              max = 1000)
          OptionalDouble learningRate)
      implements TemperatureSpec {
    public Learned {
      Settings.check(Learned.class, initial, targetEntropy, learningRate);
    }
  }

  /** It stays. */
  @Choice(value = "fixed", summary = "always the same")
  record Fixed(
      @Setting(value = "α; 0 asks for no entropy at all", defaultValue = "0.2", min = 0, max = 1e6)
          double value)
      implements TemperatureSpec {
    public Fixed {
      Settings.check(Fixed.class, value);
    }

    @Override
    public double initial() {
      return value;
    }
  }
}
