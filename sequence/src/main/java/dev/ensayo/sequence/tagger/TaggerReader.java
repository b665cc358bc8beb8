package dev.ensayo.sequence.tagger;

import dev.ensayo.sequence.labelling.LabelModelReader;

/** Opens what {@code tagger} has learned. */
public final class TaggerReader extends LabelModelReader {
  @Override
  public String agent() {
    return "tagger";
  }
}
