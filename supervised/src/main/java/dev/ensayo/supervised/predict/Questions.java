package dev.ensayo.supervised.predict;

import java.io.IOException;
import java.io.Writer;
import java.util.function.Consumer;

/** What a model is asked, and the model. */
interface Questions extends AutoCloseable {
  /** What several of them are called. */
  String plural();

  /**
   * Answers all.
   *
   * @param out takes the answers, as CSV
   * @param unreadable takes a message for each that cannot be read
   * @return how many were answered
   */
  long answer(Writer out, Consumer<String> unreadable) throws IOException;

  /** How far those answered are from what the model knows. */
  String note();

  @Override
  void close();
}
