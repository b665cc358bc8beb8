package dev.ensayo.agents.pqn;

/** What is minimized of δ = Q(o, a) − R, as a mean over the minibatch. */
public enum PqnLoss {
  /** δ². */
  SQUARED_ERROR,
  /** δ²/2: half the gradient, which matters where it is clipped. */
  HALF_SQUARED_ERROR,
  /** δ²/2 up to 1, then |δ| − 1/2. */
  HUBER;

  double value(double error) {
    return switch (this) {
      case SQUARED_ERROR -> error * error;
      case HALF_SQUARED_ERROR -> error * error / 2;
      case HUBER -> Math.abs(error) <= 1 ? error * error / 2 : Math.abs(error) - 0.5;
    };
  }

  /** The derivative of {@link #value}. */
  double slope(double error) {
    return switch (this) {
      case SQUARED_ERROR -> 2 * error;
      case HALF_SQUARED_ERROR -> error;
      case HUBER -> Math.max(-1, Math.min(1, error));
    };
  }
}
