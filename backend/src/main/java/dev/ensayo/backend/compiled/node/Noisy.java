package dev.ensayo.backend.compiled.node;

/** A block whose parameters have factorized noise. */
public interface Noisy {
  /** F. */
  int inputs();

  /** O. */
  int outputs();

  /**
   * Sets the noise of all that follows.
   *
   * @param ofInputs f(ε), {@code [F]}; null for no noise
   * @param ofOutputs f(ε'), {@code [O]}; null for no noise
   */
  void setNoise(float[] ofInputs, float[] ofOutputs);
}
