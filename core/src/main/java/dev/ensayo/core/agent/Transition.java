package dev.ensayo.core.agent;

/**
 * One step of experience: o, a, r, o'.
 *
 * <p>Filled anew at every step by the loop that owns it; whoever keeps a transition copies its
 * fields.
 */
public final class Transition {
  private final float[] observation;
  private final float[] nextObservation;
  private final float[] vector;
  private int action;
  private double reward;
  private boolean terminated;
  private boolean truncated;

  /**
   * One with a discrete action.
   *
   * @param observationSize length {@code F} of an observation
   */
  public Transition(int observationSize) {
    this(observationSize, 0);
  }

  /**
   * @param observationSize length {@code F} of an observation
   * @param actionSize length {@code D} of an action that is a real vector; 0 if it is discrete
   */
  public Transition(int observationSize, int actionSize) {
    this.vector = new float[actionSize];
    this.observation = new float[observationSize];
    this.nextObservation = new float[observationSize];
  }

  /** Sets o, the observation that the action is chosen for. */
  public void startFrom(float[] observation) {
    System.arraycopy(observation, 0, this.observation, 0, this.observation.length);
  }

  /** Sets a, r, o' and how the episode stands after the step. */
  public void complete(
      int action, double reward, float[] nextObservation, boolean terminated, boolean truncated) {
    this.action = action;
    this.reward = reward;
    this.terminated = terminated;
    this.truncated = truncated;
    System.arraycopy(nextObservation, 0, this.nextObservation, 0, this.nextObservation.length);
  }

  /** Sets a real vector a, r, o' and how the episode stands after the step. */
  public void complete(
      float[] action,
      double reward,
      float[] nextObservation,
      boolean terminated,
      boolean truncated) {
    System.arraycopy(action, 0, vector, 0, vector.length);
    complete(0, reward, nextObservation, terminated, truncated);
  }

  /** o, {@code [F]}. */
  public float[] observation() {
    return observation;
  }

  /** a, in {@code [0, A)}; 0 where it is a real vector. */
  public int action() {
    return action;
  }

  /** a, {@code [D]}; empty where it is discrete. */
  public float[] vector() {
    return vector;
  }

  /** r. */
  public double reward() {
    return reward;
  }

  /** o', {@code [F]}; after the end of an episode its last observation, not the next first one. */
  public float[] nextObservation() {
    return nextObservation;
  }

  /** Factor of the value of o': 0 where the task ended, 1 otherwise, also where time ran out. */
  public double discount() {
    return terminated ? 0 : 1;
  }

  public boolean terminated() {
    return terminated;
  }

  public boolean truncated() {
    return truncated;
  }

  /** Whether no transition of this episode follows. */
  public boolean endsEpisode() {
    return terminated || truncated;
  }
}
