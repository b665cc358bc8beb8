package dev.ensayo.environments.text;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.PathTo;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.text.Normalization;
import dev.ensayo.core.text.TextForm;
import java.util.Optional;
import java.util.OptionalLong;

/** Settings of {@link Text}. */
public record TextConfig(
    @Setting(
            value =
                "a file, a folder whose .txt and .txt.gz files are read in the order of their"
                    + " paths, or the name of a data set",
            path = PathTo.EITHER)
        String data,
    @Setting(
            value = "a file or folder to choose and stop by; all of 'data' is then learned from",
            path = PathTo.EITHER)
        Optional<String> valid,
    @Setting(value = "a file or folder to look at last, see 'valid'", path = PathTo.EITHER)
        Optional<String> test,
    @Setting(
            "shares of one text for the three parts, one after the other; if absent the data set's"
                + " own parts, else {train: 0.9, valid: 0.1}")
        Optional<SplitFractions> split,
    @Setting(
            value =
                "what a token is; a text is kept in memory, a byte a token where there are up to"
                    + " 256 different ones, 2 bytes up to 65,536, else 4 (word2vec reads it from"
                    + " the files)",
            defaultValue = "characters")
        Tokenizer tokenizer,
    @Setting(value = "whether all letters are made small", defaultValue = "false")
        boolean lowerCase,
    @Setting(
            value =
                "what becomes of letters that can be written in more than one way, before the text"
                    + " is cut into tokens, bytes too: nfc writes é as one code point, wherever it"
                    + " is an e with an accent behind it; none reads the text as it is",
            defaultValue = "nfc")
        Normalization normalize,
    @Setting(
            value =
                "how much of each text is used: its first so many characters, bytes or words (of pieces"
                    + " of words: characters); if"
                    + " absent all of it",
            min = 2,
            unit = "tokens")
        OptionalLong maximumTokens,
    @Setting(
            value =
                "whether Project Gutenberg's header and licence are cut off, where a file has them",
            defaultValue = "true")
        boolean stripGutenberg) {
  private static final SplitFractions USUAL = new SplitFractions(0.9, 0.1, 0);

  public TextConfig {
    Settings.check(
        TextConfig.class,
        data,
        valid,
        test,
        split,
        tokenizer,
        lowerCase,
        normalize,
        maximumTokens,
        stripGutenberg);
    if (data.isBlank()) {
      throw new InvalidSettingException("data", "must name a file, a folder or a data set");
    }
    if (split.isPresent() && (valid.isPresent() || test.isPresent())) {
      throw new InvalidSettingException(
          "split", "leave it out where 'valid' or 'test' name files: then all of 'data' is used");
    }
  }

  /** The shares of a text without parts of its own. */
  SplitFractions shares() {
    return split.orElse(USUAL);
  }

  /** What becomes of the text before it is cut. */
  TextForm form() {
    return new TextForm(lowerCase, normalize);
  }

  boolean namesParts() {
    return valid.isPresent() || test.isPresent();
  }
}
