package dev.ensayo.environments.cards;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;

/** Settings of {@link Blackjack}. */
public record BlackjackConfig(
    @Setting(
            value =
                "whether a player's natural (ace and ten as the first two cards) beats all but the"
                    + " dealer's, as in the book; else it is a 21 like others",
            defaultValue = "true")
        boolean naturalWins,
    @Setting(value = "whether a natural that wins pays 1.5 in place of 1", defaultValue = "false")
        boolean naturalPaysMore) {
  public BlackjackConfig {
    Settings.check(BlackjackConfig.class, naturalWins, naturalPaysMore);
    if (naturalWins && naturalPaysMore) {
      throw new InvalidSettingException(
          "naturalPaysMore", "is a rule of the casino, not of the book: set naturalWins to false");
    }
  }
}
