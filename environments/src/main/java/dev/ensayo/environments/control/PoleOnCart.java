package dev.ensayo.environments.control;

/**
 * How a cart and the pole hinged on it move: the equations of Barto, Sutton and Anderson 1983
 * without friction. The cart weighs 1 kg, the pole 0.1 kg; it is 1 m long.
 */
final class PoleOnCart {
  /** What a push is worth, in N. */
  static final double FORCE = 10.0;

  private static final double GRAVITY = 9.8;
  private static final double CART_MASS = 1.0;
  private static final double POLE_MASS = 0.1;
  private static final double TOTAL_MASS = POLE_MASS + CART_MASS;
  private static final double HALF_POLE_LENGTH = 0.5;
  private static final double POLE_MASS_LENGTH = POLE_MASS * HALF_POLE_LENGTH;

  private PoleOnCart() {}

  /**
   * One step of explicit Euler: positions move with the velocities from before the step.
   *
   * @param state x (m), its velocity, θ from upright (rad), its velocity; changed
   * @param force on the cart, to the right (N)
   * @param seconds that the step takes
   */
  static void push(double[] state, double force, double seconds) {
    double xVelocity = state[1];
    double theta = state[2];
    double thetaVelocity = state[3];
    double cos = Math.cos(theta);
    double sin = Math.sin(theta);
    double push = (force + POLE_MASS_LENGTH * (thetaVelocity * thetaVelocity) * sin) / TOTAL_MASS;
    double thetaAcceleration =
        (GRAVITY * sin - cos * push)
            / (HALF_POLE_LENGTH * (4.0 / 3.0 - POLE_MASS * (cos * cos) / TOTAL_MASS));
    double xAcceleration = push - POLE_MASS_LENGTH * thetaAcceleration * cos / TOTAL_MASS;

    state[0] += seconds * xVelocity;
    state[1] += seconds * xAcceleration;
    state[2] += seconds * thetaVelocity;
    state[3] += seconds * thetaAcceleration;
  }
}
