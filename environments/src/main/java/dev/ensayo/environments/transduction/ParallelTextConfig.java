package dev.ensayo.environments.transduction;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.PathTo;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.environments.text.SplitFractions;
import java.util.Optional;

/** Settings of {@link ParallelText}. */
public record ParallelTextConfig(
    @Setting(
            value =
                "a file in UTF-8, also packed with gzip, of pairs: on each line a source, a tab and"
                    + " its answer; blank lines do not count",
            path = PathTo.FILE)
        String data,
    @Setting(
            value = "such a file to look at last; all of 'data' is then learned from and chosen by",
            path = PathTo.FILE)
        Optional<String> test,
    @Setting(
            "shares of the different sources of 'data' for the parts, in an order drawn by 'seed'; if"
                + " absent {train: 0.8, valid: 0.1, test: 0.1}, with 'test' {train: 0.9, valid: 0.1}")
        Optional<SplitFractions> split,
    @Setting(value = "what a symbol is", defaultValue = "characters") SymbolUnit symbols,
    @Setting(value = "whether all letters are made small", defaultValue = "false")
        boolean lowerCase,
    @Setting(value = "whether sources are read from their ends", defaultValue = "false")
        boolean reversed,
    @Setting(
            value = "of words: how often one must occur in the training part to have an id",
            defaultValue = "1",
            min = 1,
            max = 1_000_000)
        int minimumCount,
    @Setting(
            value = "pairs of which a side is longer are left out",
            defaultValue = "200",
            min = 1,
            max = 10_000,
            unit = "symbols")
        int longest,
    @Setting(value = "decides which pairs are in which part", defaultValue = "1") long seed) {
  public ParallelTextConfig {
    Settings.check(
        ParallelTextConfig.class,
        data,
        test,
        split,
        symbols,
        lowerCase,
        reversed,
        minimumCount,
        longest,
        seed);
    if (test.isPresent() && split.isPresent() && split.get().test() > 0) {
      throw new InvalidSettingException("split.test", "leave it out where 'test' names a file");
    }
    if (split.isPresent() && split.get().valid() == 0) {
      throw new InvalidSettingException("split.valid", "must be above 0; models are chosen by it");
    }
    if (minimumCount > 1 && symbols != SymbolUnit.WORDS) {
      throw new InvalidSettingException("minimumCount", "is of words; add symbols: words");
    }
  }

  /** The shares of {@code data}. */
  SplitFractions shares() {
    return split.orElse(
        test.isPresent() ? new SplitFractions(0.9, 0.1, 0) : new SplitFractions(0.8, 0.1, 0.1));
  }
}
