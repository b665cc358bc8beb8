package dev.ensayo.supervised.predict;

import dev.ensayo.core.preprocessing.InputComparison;
import java.io.IOException;
import java.util.function.Consumer;

/** What predictions are asked for. */
interface InputFiles {
  /** What one input is called. */
  String singular();

  /** What several are called. */
  String plural();

  /**
   * Reads all inputs in their order.
   *
   * @param sink takes what can be read
   * @param unreadable takes a message for each that cannot
   */
  void read(Sink sink, Consumer<String> unreadable) throws IOException;

  /** How far those read are from the training part. */
  InputComparison comparison();

  /** Takes inputs, one after the other. */
  interface Sink {
    /** An array for the next input, and where it begins. */
    float[] array() throws IOException;

    int offset();

    /** The input is there. */
    void add(String origin) throws IOException;
  }
}
