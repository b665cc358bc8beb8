package dev.ensayo.environments.text;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.Split;

/**
 * Shares of a text, one part after the other: training first, then validation, then test. What is
 * left at the end is not used.
 */
public record SplitFractions(
    @Setting(value = "share to learn from", min = 0, minExcluded = true, max = 1) double train,
    @Setting(value = "share to choose and stop by", defaultValue = "0", min = 0, max = 1)
        double valid,
    @Setting(value = "share to look at last", defaultValue = "0", min = 0, max = 1) double test) {
  private static final double ROUNDING = 1e-9;

  /** Shares such as 0.9 are not exact; a product that is this near to the next token is it. */
  private static final double NEAR = 1e-6;

  public SplitFractions {
    Settings.check(SplitFractions.class, train, valid, test);
    if (train + valid + test > 1 + ROUNDING) {
      throw new InvalidSettingException(
          "train", "train, valid and test must sum to at most 1, not " + (train + valid + test));
    }
  }

  /** Position of the part's first token in a text of that many. */
  public long start(Split split, long tokens) {
    return switch (split) {
      case TRAIN -> 0;
      case VALID -> position(train, tokens);
      case TEST -> position(train + valid, tokens);
    };
  }

  /** Position behind the part's last token in a text of that many. */
  public long end(Split split, long tokens) {
    return switch (split) {
      case TRAIN -> position(train, tokens);
      case VALID -> position(train + valid, tokens);
      case TEST -> position(train + valid + test, tokens);
    };
  }

  private static long position(double share, long tokens) {
    return Math.min(tokens, (long) Math.floor(share * tokens + NEAR));
  }
}
