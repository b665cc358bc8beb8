package dev.ensayo.agents.dqn.value;

/**
 * One output an action, its expected return: {@code y = G + D·Q⁻(o', a')}.
 *
 * <p>Paper: Mnih et al., "Human-level control through deep reinforcement learning", 2015, algorithm
 * 1. The error of an item is |δ|.
 */
public final class ScalarHead extends SampleHead {
  ScalarHead(int actions) {
    super(actions, 1);
  }

  @Override
  public float error(float[] outputs, int row, int action, float[] targets, float loss) {
    return Math.abs(targets[row] - value(outputs, row, action));
  }
}
