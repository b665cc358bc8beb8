package dev.ensayo.core.corpus;

import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.Split;
import java.io.IOException;

/**
 * A text as tokens, in three parts.
 *
 * <p>{@link #spec} is known without reading the text. The vocabulary is that of the training part;
 * it and the tokens are read at the first call and then kept. {@link #words} reads from disk as it
 * goes, for texts larger than memory. Thread-safe.
 */
public interface Corpus extends EnvironmentSource {
  @Override
  CorpusSpec spec();

  /**
   * The tokens and their ids.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException if the text is empty, broken or has
   *     fewer than two different tokens
   */
  Vocabulary vocabulary();

  /**
   * All of one part, in order; shared, so not to be written to.
   *
   * @return ids in {@code [0, vocabulary().size())}; empty where there is no such part
   */
  int[] tokens(Split split);

  /**
   * The words of one part as written, before any vocabulary; whatever the {@link TokenUnit}.
   *
   * @throws IOException if the text cannot be opened
   */
  WordReader words(Split split) throws IOException;
}
