package dev.ensayo.core.corpus;

import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.Split;
import dev.ensayo.core.text.TextForm;
import java.io.IOException;
import java.util.OptionalDouble;

/**
 * A text as tokens, in three parts.
 *
 * <p>{@link #spec} is known without reading the text. The vocabulary of words is that of the
 * training part, with {@link Vocabulary#UNKNOWN} for all others; characters and bytes are those of
 * all parts. It and the tokens are read at the first call and then kept. {@link #words} reads from
 * disk as it goes, for texts larger than memory. Thread-safe.
 */
public interface Corpus extends EnvironmentSource {
  @Override
  CorpusSpec spec();

  /** Whether reading it takes no time to speak of, so that it can be looked at before a run. */
  default boolean isAtHand() {
    return false;
  }

  /** What becomes of the text before it is cut into tokens; known without reading it. */
  default TextForm form() {
    return TextForm.AS_IT_IS;
  }

  /**
   * The tokens and their ids.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException if the text is empty, broken or has
   *     fewer than two different tokens
   */
  Vocabulary vocabulary();

  /**
   * The cross-entropy, in nats per token, that the source of the text itself has on the beginning
   * of one part, given all that precedes it; empty where the source is not known, or there is no
   * such part.
   *
   * <p>Differs from {@link CorpusSpec#entropyRate} by chance alone. A model's distance from it has
   * far less noise, because what is surprising in the part is so for both.
   *
   * @param tokens how many of the part's
   */
  default OptionalDouble bestNatsPerToken(Split split, int tokens) {
    return OptionalDouble.empty();
  }

  /**
   * All of one part, in order.
   *
   * @return ids in {@code [0, vocabulary().size())}; empty where there is no such part
   */
  Tokens tokens(Split split);

  /**
   * The words of one part as written, before any vocabulary; whatever the {@link TokenUnit}.
   *
   * @throws IOException if the text cannot be opened
   */
  WordReader words(Split split) throws IOException;
}
