package dev.ensayo.environments.wrappers;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import java.io.IOException;

/**
 * Counts episodes and remembers the returns and lengths of the last ones.
 *
 * <p>Returns are undiscounted sums of the task's rewards, whatever other wrappers make of them. An
 * episode counts once its last step is taken; one that is cut short by a reset does not count.
 */
public final class EpisodeStatistics extends EnvironmentWrapper {
  private final double[] returns;
  private final int[] lengths;
  private long episodes;
  private double currentReturn;
  private int currentLength;

  public EpisodeStatistics(Environment inner, EpisodeStatisticsConfig config) {
    super(inner, inner.spec());
    this.returns = new double[config.window()];
    this.lengths = new int[config.window()];
  }

  @Override
  public float[] reset() {
    currentReturn = 0;
    currentLength = 0;
    return inner().reset();
  }

  @Override
  protected StepResult after(StepResult result) {
    currentReturn += result.taskReward();
    currentLength++;
    if (result.ended()) {
      int slot = (int) (episodes % returns.length);
      returns[slot] = currentReturn;
      lengths[slot] = currentLength;
      episodes++;
    }
    return result;
  }

  /** Episodes that have ended. */
  public long episodes() {
    return episodes;
  }

  /** Undiscounted return of the last episode that ended; NaN before the first. */
  public double lastReturn() {
    return episodes == 0 ? Double.NaN : returns[lastSlot()];
  }

  /** Steps of the last episode that ended; 0 before the first. */
  public int lastLength() {
    return episodes == 0 ? 0 : lengths[lastSlot()];
  }

  /** Mean return of the last episodes, at most {@code window} of them; NaN before the first. */
  public double meanReturn() {
    int count = remembered();
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += returns[i];
    }
    return sum / count;
  }

  /** Mean length of the last episodes in steps, at most {@code window}; NaN before the first. */
  public double meanLength() {
    int count = remembered();
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += lengths[i];
    }
    return sum / count;
  }

  private int remembered() {
    return (int) Math.min(episodes, returns.length);
  }

  private int lastSlot() {
    return (int) ((episodes - 1) % returns.length);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("episode-statistics");
    out.writeDoubles(returns);
    out.writeInts(lengths);
    out.writeLong(episodes);
    out.writeDouble(currentReturn);
    out.writeInt(currentLength);
    inner().saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("episode-statistics");
    in.readDoubles(returns);
    in.readInts(lengths);
    episodes = in.readLong();
    currentReturn = in.readDouble();
    currentLength = in.readInt();
    inner().loadState(in);
  }
}
