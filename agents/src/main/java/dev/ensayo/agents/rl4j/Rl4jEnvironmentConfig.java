package dev.ensayo.agents.rl4j;

import com.google.common.collect.ImmutableList;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;

/** Settings of an environment that is a class of RL4J's. */
public record Rl4jEnvironmentConfig(
    @Setting(
            value =
                "full name of a public class that implements org.deeplearning4j.rl4j.mdp.MDP with"
                    + " discrete actions, such as org.deeplearning4j.rl4j.mdp.CartpoleNative",
            key = "class")
        String className,
    @Setting(
            value =
                "what its constructor is called with: numbers, true or false, text; the word seed"
                    + " stands for the seed of each copy",
            defaultValue = "[]")
        List<String> arguments) {
  /** The argument that stands for the seed of a copy. */
  static final String SEED = "seed";

  public Rl4jEnvironmentConfig {
    Settings.check(Rl4jEnvironmentConfig.class, className, arguments);
    if (className.isBlank()) {
      throw new InvalidSettingException("class", "must be the full name of a class, not blank");
    }
    arguments = ImmutableList.copyOf(arguments);
  }
}
