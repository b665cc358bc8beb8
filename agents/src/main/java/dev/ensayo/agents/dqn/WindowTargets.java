package dev.ensayo.agents.dqn;

import dev.ensayo.agents.dqn.value.ActionRows;
import dev.ensayo.agents.memory.RecurrentNetwork;
import dev.ensayo.agents.replay.SequenceBatch;
import dev.ensayo.backend.model.SequenceState;

/**
 * What the steps of windows are to become: {@code y = G + D·Q⁻(o', a')}, where the target network
 * has taken in the same observations, from the same state on, and a' is the action that it values
 * most or, with Double DQN, the one that the online network does.
 */
final class WindowTargets {
  private final RecurrentNetwork online;
  private final RecurrentNetwork target;
  private final boolean doubleDqn;
  private final int actions;
  private final SequenceState state;
  private final float[] rated;
  private final float[] choosing;

  /**
   * @param batch that will be given
   */
  WindowTargets(
      RecurrentNetwork online, RecurrentNetwork target, boolean doubleDqn, SequenceBatch batch) {
    this.online = online;
    this.target = target;
    this.doubleDqn = doubleDqn;
    this.actions = target.outputSize();
    this.state = target.newState(batch.size());
    this.rated = new float[batch.mask().length * actions];
    this.choosing = doubleDqn ? new float[rated.length] : rated;
  }

  /**
   * @param before the online network's state at the windows' start, which is left as it is
   * @param started the target network's
   * @param targets receives {@code [window·B]}
   */
  void compute(SequenceBatch batch, SequenceState before, SequenceState started, float[] targets) {
    int steps = batch.shape().observations();
    target.unroll(batch.observations(), batch.mask(), steps, started, rated);
    if (doubleDqn) {
      state.copyFrom(before);
      online.unroll(batch.observations(), batch.mask(), steps, state, choosing);
    }
    for (int row = 0; row < targets.length; row++) {
      int next = batch.nextRows()[row];
      int action = ActionRows.argMax(choosing, next, actions);
      targets[row] = batch.returns()[row] + batch.discounts()[row] * rated[next * actions + action];
    }
  }
}
