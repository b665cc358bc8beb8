package dev.ensayo.agents.replay;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.core.agent.Transition;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.checkpoint.Stateful;
import java.io.IOException;

/**
 * Turns the transitions of an episode into n-step items: from (o_t, a_t) the return {@code G = Σ_{i
 * < k} γ^i · r_{t+i}}, the observation o_{t+k}, and the factor {@code γ^k · d} with which the value
 * of o_{t+k} counts.
 *
 * <p>Paper: Sutton, "Learning to predict by the methods of temporal differences", 1988; Sutton and
 * Barto, "Reinforcement Learning", 2nd edition, equation 7.1. Within an episode {@code k = n} and
 * {@code d = 1}. At its end the last items are shorter: {@code k ≤ n} steps up to the end, with
 * {@code d = 0} where the task terminated and {@code d = 1} where only time ran out, so that a time
 * limit bootstraps. No item reaches over the end of an episode. Observations are known by their
 * numbers. Allocates nothing per step.
 */
public final class NStepAccumulator implements Stateful {
  /** Takes finished items, the oldest first. */
  @FunctionalInterface
  public interface ItemListener {
    /**
     * @param frame of o_t
     * @param actions hold a_t
     * @param row where it is; both are valid during the call
     * @param nStepReturn G
     * @param nextFrame of o_{t+k}
     * @param bootstrapDiscount γ^k · d
     */
    void onItem(
        long frame,
        ActionColumn actions,
        int row,
        double nStepReturn,
        long nextFrame,
        double bootstrapDiscount);
  }

  private final int steps;
  private final double[] powers;
  private final long[] frames;
  private final ActionColumn actions;
  private final double[] rewards;
  private int head;
  private int count;

  /**
   * One of discrete actions.
   *
   * @param steps n, at least 1
   * @param discount γ, in [0, 1]
   */
  public NStepAccumulator(int steps, double discount) {
    this(steps, discount, 0);
  }

  /**
   * @param steps n, at least 1
   * @param discount γ, in [0, 1]
   * @param actionSize length {@code D} of an action that is a real vector; 0 if it is discrete
   */
  public NStepAccumulator(int steps, double discount, int actionSize) {
    checkArgument(steps >= 1, "n must be at least 1: %s", steps);
    checkArgument(discount >= 0 && discount <= 1, "discount must lie in [0, 1]: %s", discount);
    this.steps = steps;
    this.powers = new double[steps + 1];
    this.frames = new long[steps];
    this.actions = new ActionColumn(steps, actionSize);
    this.rewards = new double[steps];
    powers[0] = 1;
    for (int k = 1; k <= steps; k++) {
      powers[k] = powers[k - 1] * discount;
    }
  }

  /** Room for actions of this kind. */
  ActionColumn newActions(int rows) {
    return actions.ofRows(rows);
  }

  /** n. */
  public int steps() {
    return steps;
  }

  /**
   * Takes the next transition of the episode and hands on the items that it completes.
   *
   * @param frame number of its observation
   * @param nextFrame number of its next observation
   */
  public void add(Transition transition, long frame, long nextFrame, ItemListener listener) {
    int slot = (head + count) % steps;
    frames[slot] = frame;
    actions.set(slot, transition);
    rewards[slot] = transition.reward();
    count++;
    if (transition.endsEpisode()) {
      while (count > 0) {
        emitOldest(transition, nextFrame, listener);
      }
    } else if (count == steps) {
      emitOldest(transition, nextFrame, listener);
    }
  }

  private void emitOldest(Transition last, long nextFrame, ItemListener listener) {
    double nStepReturn = 0;
    for (int i = 0; i < count; i++) {
      nStepReturn += powers[i] * rewards[(head + i) % steps];
    }
    listener.onItem(
        frames[head], actions, head, nStepReturn, nextFrame, powers[count] * last.discount());
    head = (head + 1) % steps;
    count--;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("n-step");
    out.writeInt(head);
    out.writeInt(count);
    out.writeLongs(frames);
    actions.save(steps, out);
    out.writeDoubles(rewards);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("n-step");
    head = in.readInt();
    count = in.readInt();
    in.readLongs(frames);
    actions.load(steps, in);
    in.readDoubles(rewards);
  }
}
