package dev.ensayo.environments.wrappers;

import com.google.common.primitives.ImmutableIntArray;
import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.StepResult;
import java.io.IOException;

/**
 * Shows the last k observations as one, joined along the outermost axis, oldest first: {@code [F]}
 * becomes {@code [k·F]}, images {@code [C, H, W]} become {@code [k·C, H, W]}. An episode starts
 * with k times its first observation.
 *
 * <p>Paper: Mnih et al., "Human-level control through deep reinforcement learning", 2015, Methods
 * ("Preprocessing"), with k = 4.
 */
public final class FrameStack extends EnvironmentWrapper {
  private final int size;
  private final float[] stacked;

  public FrameStack(Environment inner, FrameStackConfig config) {
    super(inner, stacked(inner.spec(), config));
    this.size = inner.spec().observation().size();
    this.stacked = new float[config.frames() * size];
  }

  /** The shapes seen from outside; the inner observation must not be discrete. */
  static DecisionProcessSpec stacked(DecisionProcessSpec inner, FrameStackConfig config) {
    int[] shape = inner.observation().shape().toArray();
    shape[0] = Math.multiplyExact(shape[0], config.frames());
    ObservationSpec observation =
        new ObservationSpec(
            inner.observation().kind(),
            ImmutableIntArray.copyOf(shape),
            inner.observation().states());
    return inner.withObservation(observation).withoutTransitionTable();
  }

  @Override
  public float[] reset() {
    float[] first = inner().reset();
    for (int at = 0; at < stacked.length; at += size) {
      System.arraycopy(first, 0, stacked, at, size);
    }
    return stacked;
  }

  @Override
  protected StepResult after(StepResult result) {
    System.arraycopy(stacked, size, stacked, 0, stacked.length - size);
    System.arraycopy(result.observation(), 0, stacked, stacked.length - size, size);
    return result.replaceObservation(stacked);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("frame-stack");
    out.writeFloats(stacked);
    inner().saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("frame-stack");
    in.readFloats(stacked);
    inner().loadState(in);
  }
}
