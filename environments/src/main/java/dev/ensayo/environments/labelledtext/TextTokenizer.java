package dev.ensayo.environments.labelledtext;

import dev.ensayo.core.config.Choice;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.labelledtext.TextReading;
import java.util.OptionalInt;

/** What a text with a class is cut into. */
public sealed interface TextTokenizer {
  TokenUnit unit();

  /**
   * How texts are read.
   *
   * @param maximumLength tokens of a text that are read; absent for all
   */
  TextReading reading(boolean lowerCase, OptionalInt maximumLength);

  /** Words. */
  @Choice(value = "words", summary = "words; a sign such as a comma is one too")
  record Words(
      @Setting(
              value = "words that occur less often in the training part become <unk>",
              defaultValue = "2",
              min = 1,
              unit = "occurrences")
          int minimumCount,
      @Setting(
              value = "largest size of the vocabulary, <unk> included; rarer words become <unk>",
              min = 2,
              unit = "words")
          OptionalInt maximumVocabulary,
      @Setting(
              value =
                  "whether signs are words of their own; otherwise words are what stands between"
                      + " white space",
              defaultValue = "true")
          boolean signsApart)
      implements TextTokenizer {
    public Words {
      Settings.check(Words.class, minimumCount, maximumVocabulary, signsApart);
    }

    @Override
    public TokenUnit unit() {
      return TokenUnit.WORD;
    }

    @Override
    public TextReading reading(boolean lowerCase, OptionalInt maximumLength) {
      return new TextReading(
          TokenUnit.WORD,
          signsApart,
          lowerCase,
          minimumCount,
          maximumVocabulary.isPresent() ? maximumVocabulary.getAsInt() - 1 : 0,
          maximumLength.orElse(0));
    }
  }

  /** Characters. */
  @Choice(value = "characters", summary = "Unicode code points; white space is one blank")
  record Characters(
      @Setting(
              value = "characters that occur less often in the training part become <unk>",
              defaultValue = "2",
              min = 1,
              unit = "occurrences")
          int minimumCount)
      implements TextTokenizer {
    public Characters {
      Settings.check(Characters.class, minimumCount);
    }

    @Override
    public TokenUnit unit() {
      return TokenUnit.CHARACTER;
    }

    @Override
    public TextReading reading(boolean lowerCase, OptionalInt maximumLength) {
      return new TextReading(
          TokenUnit.CHARACTER, false, lowerCase, minimumCount, 0, maximumLength.orElse(0));
    }
  }
}
