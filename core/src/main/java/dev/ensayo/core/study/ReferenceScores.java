package dev.ensayo.core.study;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Two scores of a task that put its scores on a scale that tasks have in common. */
public record ReferenceScores(
    @Setting("the score of a random policy, which becomes 0") double random,
    @Setting("the score that becomes 1, such as the best that is possible or a published one")
        double reference) {
  public ReferenceScores {
    Settings.check(ReferenceScores.class, random, reference);
    if (!Double.isFinite(random) || !Double.isFinite(reference) || random == reference) {
      throw new InvalidSettingException(
          "reference", "must be a finite number other than random, " + random);
    }
  }
}
