package dev.ensayo.agents.policygradient.distribution;

import dev.ensayo.core.agent.ActionBatch;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.random.RandomStream;

/**
 * π(· | o), whose parameters a network puts out row by row. It is put at a row with {@link #read}
 * and then asked about it. An action is kept as {@code K} numbers, as it was drawn.
 */
public abstract sealed class ActionDistribution permits Categorical, DiagonalGaussian {
  /** A categorical one over discrete actions, a Gaussian over real vectors. */
  public static ActionDistribution of(ActionSpec action) {
    return action instanceof ActionSpec.Box box
        ? new DiagonalGaussian(box)
        : new Categorical(((ActionSpec.Discrete) action).count());
  }

  /** Length {@code P} of the network's first output. */
  public abstract int parameters();

  /** Whether a second output, {@code [B, P]}, holds logarithms of standard deviations. */
  public abstract boolean hasDeviations();

  /** {@code K}: numbers that an action is kept as. */
  public abstract int actionSize();

  /**
   * Puts it at a row.
   *
   * @param outputs the network's, the distribution's first: {@code [B, P]} each
   */
  public abstract void read(float[][] outputs, int row);

  /**
   * Draws an action.
   *
   * @param actions receives {@code K} numbers from {@code at} on
   */
  public abstract void sample(RandomStream random, float[] actions, int at);

  /**
   * The most probable action, of equal ones the lowest.
   *
   * @param actions receives {@code K} numbers from {@code at} on
   */
  public abstract void mode(float[] actions, int at);

  /** ln π(a | o) of the action kept in {@code actions} from {@code at} on. */
  public abstract double logProbability(float[] actions, int at);

  /** H(π(· | o)), in nats; of real vectors the differential entropy. */
  public abstract double entropy();

  /**
   * Writes p·∂ ln π(a | o)/∂output + h·∂H/∂output into the row that was read.
   *
   * @param logProbability p
   * @param entropy h
   * @param gradients as the outputs
   */
  public abstract void gradient(
      float[] actions, int at, double logProbability, double entropy, float[][] gradients);

  /**
   * Gives an action to the environment; a real vector is clipped to the bounds first.
   *
   * @param actions the action kept from {@code at} on, which stays as it was drawn
   * @param row of {@code given}
   */
  public abstract void give(float[] actions, int at, ActionBatch given, int row);
}
