package dev.ensayo.core.asked;

import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** Tells how likely a text is, and goes on with one. */
public interface LanguageModel extends AskedModel {
  /**
   * How likely a text is.
   *
   * @param tokens how many were counted, the end of the text among them where the vocabulary has it
   * @param logLikelihood natural logarithm of the probability of all of them, at most 0
   */
  record Score(long tokens, double logLikelihood) {}

  /**
   * How a text is gone on with.
   *
   * @param length tokens at most
   * @param seed the same seed writes the same text
   * @param temperature p^(1/temperature), scaled to 1 again, takes the place of p; 0 always takes
   *     the likeliest token
   * @param topK only so many of the likeliest tokens are drawn; empty for all
   * @param topP only the likeliest tokens that together have this probability are drawn
   */
  record Writing(
      @Setting(value = "how much is written", defaultValue = "200", min = 1, max = 100_000)
          int length,
      @Setting(value = "the same seed draws the same text", defaultValue = "1") long seed,
      @Setting(value = "0 always takes the likeliest token", defaultValue = "1", min = 0, max = 100)
          double temperature,
      @Setting(value = "only so many of the likeliest tokens are drawn", min = 1) OptionalInt topK,
      @Setting(
              value = "only the likeliest tokens that together have this probability are drawn",
              defaultValue = "1",
              min = 0,
              minExcluded = true,
              max = 1)
          double topP) {
    public Writing {
      Settings.check(Writing.class, length, seed, temperature, topK, topP);
    }
  }

  /** What a token is: character, byte, subword or word. */
  String unit();

  /**
   * Looks whether a text can be read.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException if it holds what the vocabulary does not
   *     have
   */
  void check(String text);

  /**
   * How likely a text is.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException as {@link #check} does
   */
  Score score(String text);

  /**
   * Goes on with a text.
   *
   * @param prompt empty for a new text
   * @param pieces takes what is written, piece by piece, and says whether to go on
   * @throws dev.ensayo.core.config.InvalidSettingException as {@link #check} does
   */
  void write(String prompt, Writing how, Predicate<String> pieces);
}
