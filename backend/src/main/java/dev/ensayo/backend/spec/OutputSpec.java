package dev.ensayo.backend.spec;

/** A layer that can be a network's output, where it has a loss. */
public interface OutputSpec extends LayerSpec {
  /** Whether it can be nothing else. */
  default boolean onlyAsOutput() {
    return false;
  }
}
