package dev.ensayo.sequence.textclassifier;

import dev.ensayo.sequence.labelling.LabelModelReader;

/** Opens what {@code text-classifier} has learned. */
public final class TextClassifierReader extends LabelModelReader {
  @Override
  public String agent() {
    return "text-classifier";
  }
}
