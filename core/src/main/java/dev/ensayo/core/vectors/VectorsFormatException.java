package dev.ensayo.core.vectors;

import java.io.IOException;

/** A file does not hold word vectors; the message says where and what belongs there. */
public final class VectorsFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  public VectorsFormatException(String message) {
    super(message);
  }
}
