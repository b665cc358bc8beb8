package dev.ensayo.core.labelledtext;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** What a finished run learned of labelled texts, ready to be asked. Not thread-safe. */
public interface TextModel extends AutoCloseable {
  /**
   * The probability of each class, of each text or, where tokens have classes, of each token.
   *
   * @param texts the tokens of each as they are written, at least one, no more than {@link
   *     TextEncoder#cut} gives
   * @return {@code [N, K]}, or {@code [ΣT_i, K]}, one text after the other
   */
  float[] probabilities(List<ImmutableList<String>> texts);

  @Override
  void close();
}
