package dev.ensayo.agents.tabular;

import dev.ensayo.agents.exploration.EpsilonSchedule;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link QLearningAgent} and {@link SarsaAgent}. */
public record TemporalDifferenceConfig(
    @Setting(value = "γ, the factor of a step's delay", defaultValue = "0.99", min = 0, max = 1)
        double discount,
    @Setting(
            value = "α, the share of the TD error that an update takes over",
            defaultValue = "0.1",
            min = 0,
            minExcluded = true,
            max = 1)
        double learningRate,
    @Setting(
            value =
                "ω: the n-th update of an entry uses learningRate / n^ω; 0 keeps it constant, in"
                    + " (0.5, 1] Q-learning converges",
            defaultValue = "0",
            min = 0,
            max = 1)
        double visitExponent,
    @Setting(value = "Q of every state and action at the start", defaultValue = "0")
        double initialValue,
    @Setting(
            value = "probability of a random action",
            defaultValue = "{type: constant, value: 0.1}")
        EpsilonSchedule epsilon) {
  public TemporalDifferenceConfig {
    Settings.check(
        TemporalDifferenceConfig.class,
        discount,
        learningRate,
        visitExponent,
        initialValue,
        epsilon);
  }
}
