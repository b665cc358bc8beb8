package dev.ensayo.core.agent;

/** What the end of an episode by the clock counts as. */
public enum TimeLimits {
  /**
   * The value of the final observation stands for what would have followed (Pardo et al., "Time
   * limits in reinforcement learning", 2018).
   */
  BOOTSTRAP,
  /** An end like any other: nothing follows. */
  TERMINATE;

  /** Whether a value stands for what would follow the copy's last step. */
  public boolean cuts(VectorEnvironment environments, int copy) {
    return this == BOOTSTRAP && environments.truncated(copy) && !environments.terminated(copy);
  }
}
