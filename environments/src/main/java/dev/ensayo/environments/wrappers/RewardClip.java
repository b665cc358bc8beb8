package dev.ensayo.environments.wrappers;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import java.io.IOException;

/**
 * Clips the reward that is learned from; the task's own reward, and with it every return that is
 * reported, stays as it is. Copies to evaluate in are not wrapped at all.
 *
 * <p>Paper: Mnih et al., "Human-level control through deep reinforcement learning", 2015, Methods
 * ("Training details"), with bounds −1 and 1.
 *
 * <p>The transition table, which holds the task's rewards, is hidden: planning in it would answer
 * another question than learning from clipped rewards.
 */
public final class RewardClip extends EnvironmentWrapper {
  private final double low;
  private final double high;

  public RewardClip(Environment inner, RewardClipConfig config) {
    super(inner, inner.spec().withoutTransitionTable());
    this.low = config.low();
    this.high = config.high();
  }

  @Override
  protected StepResult after(StepResult result) {
    return result.reshapeReward(Math.max(low, Math.min(high, result.reward())));
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    inner().saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    inner().loadState(in);
  }
}
