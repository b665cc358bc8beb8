package dev.ensayo.environments.wrappers;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import java.io.IOException;

/**
 * Divides the reward that is learned from by the running standard deviation of the discounted sum
 * of rewards so far: clip(r / √(Var[R] + ε), ±c), with R ← γ·R + r from the first step of each
 * episode on. Rewards are not shifted. The task's own reward, and with it every return that is
 * reported, stays as it is. Copies to evaluate in are not wrapped at all.
 *
 * <p>Reference: Engstrom et al., "Implementation matters in deep policy gradients", 2020, section 3
 * and algorithm 1.
 */
public final class RewardNormalizer extends EnvironmentWrapper {
  private final RunningStatistics statistics;
  private final boolean owning;
  private final double discount;
  private final double clip;
  private final double epsilon;
  private final float[] sum = new float[1];

  /** A copy to train in, with statistics of its own. */
  public RewardNormalizer(Environment inner, RewardNormalizerConfig config) {
    this(inner, config, new RunningStatistics(1), true);
  }

  private RewardNormalizer(
      Environment inner,
      RewardNormalizerConfig config,
      RunningStatistics statistics,
      boolean owning) {
    super(inner, inner.spec().withoutTransitionTable());
    this.statistics = statistics;
    this.owning = owning;
    this.discount = config.discount();
    this.clip = config.clip();
    this.epsilon = config.epsilon();
  }

  /**
   * Another copy to train in, which learns into this one's statistics.
   *
   * @param trained the environment that is trained in beside this one
   */
  RewardNormalizer learningTheSame(Environment trained, RewardNormalizerConfig config) {
    return new RewardNormalizer(trained, config, statistics, false);
  }

  @Override
  public float[] reset() {
    sum[0] = 0;
    return super.reset();
  }

  @Override
  protected StepResult after(StepResult result) {
    double reward = result.reward();
    sum[0] = (float) (discount * sum[0] + reward);
    statistics.add(sum);
    double scaled = reward / Math.sqrt(statistics.variance(0) + epsilon);
    return result.reshapeReward(Math.max(-clip, Math.min(clip, scaled)));
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("reward-normalizer");
    out.writeBoolean(owning);
    if (owning) {
      statistics.saveState(out);
    }
    out.writeFloats(sum);
    inner().saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("reward-normalizer");
    if (in.readBoolean() != owning) {
      throw new IOException("the first copy and those beside it differ in state");
    }
    if (owning) {
      statistics.loadState(in);
    }
    in.readFloats(sum);
    inner().loadState(in);
  }
}
