package dev.ensayo.core.fakes;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link FakeAgent}. */
public record FakeAgentConfig(
    @Setting(
            value = "share of a new value that is taken over",
            defaultValue = "0.25",
            min = 0,
            minExcluded = true,
            max = 1)
        double learningRate,
    @Setting(value = "what it is called", defaultValue = "fake") String nickname) {
  public FakeAgentConfig {
    Settings.check(FakeAgentConfig.class, learningRate, nickname);
  }
}
