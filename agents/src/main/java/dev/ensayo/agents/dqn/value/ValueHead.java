package dev.ensayo.agents.dqn.value;

/**
 * Reads the outputs of a Q-network, {@code [B, A·K]}, K numbers for each action, and says what they
 * are to become.
 *
 * <p>In the formulas G is the n-step return of an item, D the factor of its next observation o'
 * (γ^n; 0 where the task terminated), Q⁻ the target network.
 */
public abstract sealed class ValueHead permits SampleHead, CategoricalHead {
  private final int actions;
  private final int atoms;

  ValueHead(int actions, int atoms) {
    this.actions = actions;
    this.atoms = atoms;
  }

  /** {@code A}. */
  public final int actions() {
    return actions;
  }

  /** {@code K}. */
  public final int atoms() {
    return atoms;
  }

  /** {@code A·K}. */
  public final int outputs() {
    return actions * atoms;
  }

  /** Where the outputs of an action begin. */
  final int start(int row, int action) {
    return (row * actions + action) * atoms;
  }

  /** The expected return of an action: Q(o, a). */
  public abstract float value(float[] outputs, int row, int action);

  /**
   * The expected returns of all actions.
   *
   * @param outputs {@code [rows, A·K]}
   * @param values receives {@code [rows, A]}
   */
  public void values(float[] outputs, int rows, float[] values) {
    for (int row = 0; row < rows; row++) {
      for (int action = 0; action < actions; action++) {
        values[row * actions + action] = value(outputs, row, action);
      }
    }
  }

  /**
   * Targets from the value of one next action.
   *
   * @param returns G, {@code [B]}
   * @param discounts D, {@code [B]}
   * @param next outputs of Q⁻ at o', {@code [B, A·K]}
   * @param nextActions {@code [B]}
   * @param targets receives {@code [B, K]}
   */
  public abstract void targets(
      float[] returns, float[] discounts, float[] next, int[] nextActions, float[] targets);

  /** The expected return that a target stands for. */
  public abstract float targetValue(float[] targets, int row);

  /**
   * How far an item is from its target, at least 0: what prioritized replay prefers items by.
   *
   * @param outputs of the online network, {@code [B, A·K]}
   * @param action a
   * @param targets {@code [B, K]}
   * @param loss of the item, without its weight
   */
  public abstract float error(float[] outputs, int row, int action, float[] targets, float loss);

  /** Whether {@link #error} needs the item's loss. */
  public boolean errorIsLoss() {
    return false;
  }
}
