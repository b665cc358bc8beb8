package dev.ensayo.agents.memory;

/**
 * How large windows get.
 *
 * @param sequences B: sequences side by side
 * @param steps T: time steps
 */
public record WindowSize(int sequences, int steps) {
  /** {@code T·B}. */
  public int rows() {
    return Math.multiplyExact(sequences, steps);
  }
}
