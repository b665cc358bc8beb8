package dev.ensayo.environments.wrappers;

import static com.google.common.base.Preconditions.checkArgument;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import java.io.IOException;

/**
 * Truncates an episode after a number of steps.
 *
 * <p>The clock says nothing of the task: a step on which the task ends as well is both terminated
 * and truncated.
 */
public final class TimeLimit extends EnvironmentWrapper {
  private final int limit;
  private int elapsed;

  /**
   * @param limit steps per episode, at least 1
   */
  public TimeLimit(Environment inner, int limit) {
    super(inner, limited(inner.spec(), limit));
    checkArgument(limit >= 1, "a time limit needs at least one step: %s", limit);
    this.limit = limit;
  }

  /**
   * The process with a time limit.
   *
   * @param limit steps per episode; 0 for none
   */
  public static DecisionProcess of(DecisionProcess process, int limit) {
    if (limit == 0) {
      return process;
    }
    return new WrappedProcess<>(
        process,
        limited(process.spec(), limit),
        TimeLimit.class,
        inner -> new TimeLimit(inner, limit),
        (inner, training) -> new TimeLimit(inner, limit));
  }

  private static DecisionProcessSpec limited(DecisionProcessSpec spec, int limit) {
    int before = spec.stepLimit();
    if (before == 0) {
      return spec.withStepLimit(limit);
    }
    // A threshold is published for the limit of its task; in shorter episodes it is another task.
    return limit < before ? spec.withStepLimit(limit).withoutRewardThreshold() : spec;
  }

  @Override
  public float[] reset() {
    elapsed = 0;
    return inner().reset();
  }

  @Override
  protected StepResult after(StepResult result) {
    elapsed++;
    return elapsed >= limit ? result.truncate() : result;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("time-limit");
    out.writeInt(elapsed);
    inner().saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("time-limit");
    elapsed = in.readInt();
    inner().loadState(in);
  }
}
