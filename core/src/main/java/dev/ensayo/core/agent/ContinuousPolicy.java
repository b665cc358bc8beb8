package dev.ensayo.core.agent;

/** A {@link Policy} whose actions are real vectors. */
public interface ContinuousPolicy extends Policy {
  @Override
  void selectAction(float[] observation, float[] action);

  /**
   * @throws UnsupportedOperationException always
   */
  @Override
  default int selectAction(float[] observation) {
    throw new UnsupportedOperationException("it chooses real vectors");
  }
}
