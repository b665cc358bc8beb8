package dev.ensayo.core.environment;

/**
 * What one step of an {@link Environment} returned.
 *
 * <p>An environment owns one result and fills it at every step, so that stepping allocates nothing:
 * the result and its observation hold until the next {@code step} or {@code reset} of the same
 * environment. Whoever keeps an observation copies it.
 */
public final class StepResult {
  private float[] observation = new float[0];
  private double reward;
  private double taskReward;
  private boolean terminated;
  private boolean truncated;

  /** Fills the result; the reward is the task's own. */
  public StepResult set(float[] observation, double reward, boolean terminated, boolean truncated) {
    this.observation = observation;
    this.reward = reward;
    this.taskReward = reward;
    this.terminated = terminated;
    this.truncated = truncated;
    return this;
  }

  /** Changes the reward that is learned from; {@link #taskReward} stays. */
  public StepResult reshapeReward(double changed) {
    this.reward = changed;
    return this;
  }

  public StepResult replaceObservation(float[] changed) {
    this.observation = changed;
    return this;
  }

  /** Marks the episode as cut by the clock. */
  public StepResult truncate() {
    this.truncated = true;
    return this;
  }

  /** The observation after the step, owned by the environment. */
  public float[] observation() {
    return observation;
  }

  /** The reward to learn from. */
  public double reward() {
    return reward;
  }

  /** The reward as the task pays it, before any wrapper changed it; returns are sums of these. */
  public double taskReward() {
    return taskReward;
  }

  /** The task ended: nothing can follow, the value of what follows is 0. */
  public boolean terminated() {
    return terminated;
  }

  /** Only the clock ran out: the value of what would follow still counts. */
  public boolean truncated() {
    return truncated;
  }

  /** Whether the episode is over, for either reason. */
  public boolean ended() {
    return terminated || truncated;
  }
}
