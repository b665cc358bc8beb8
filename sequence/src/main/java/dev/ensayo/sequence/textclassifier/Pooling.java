package dev.ensayo.sequence.textclassifier;

import dev.ensayo.backend.spec.Readout;

/** What of the hidden states of a text its class is told from. */
public enum Pooling {
  /** The last one; where the text is read both ways, the last of each way. */
  LAST(Readout.LAST_STEP),
  /** The mean of each unit over the steps. */
  MEAN(Readout.MEAN),
  /** The maximum of each unit over the steps. */
  MAX(Readout.MAX);

  private final Readout readout;

  Pooling(Readout readout) {
    this.readout = readout;
  }

  Readout readout() {
    return readout;
  }
}
