package dev.ensayo.core.fakes;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.StepResult;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Plays given episodes one after the other, then again from the first. An observation is {@code
 * [episode, step]}, both from 0, so that a test can tell which one it sees.
 */
public final class ScriptedEnvironment implements Environment {
  /**
   * One episode.
   *
   * @param length steps
   * @param reward paid at every step
   * @param terminates whether it ends by itself; else it is truncated
   */
  public record Episode(int length, double reward, boolean terminates) {}

  private final List<Episode> script;
  private final StepResult result = new StepResult();
  private final float[] observation = new float[2];
  private int episode = -1;
  private int step;
  private boolean closed;

  public ScriptedEnvironment(List<Episode> script) {
    this.script = List.copyOf(script);
  }

  /** Shapes of every scripted environment: two numbers seen, two actions. */
  public static DecisionProcessSpec shapes() {
    return new DecisionProcessSpec(
        ObservationSpec.continuous(2), 2, 0, OptionalDouble.empty(), false);
  }

  @Override
  public DecisionProcessSpec spec() {
    return shapes();
  }

  @Override
  public float[] reset() {
    episode++;
    step = 0;
    return observe();
  }

  @Override
  public StepResult step(int action) {
    Episode playing = script.get(episode % script.size());
    step++;
    if (step > playing.length()) {
      throw new IllegalStateException("step after the end of an episode");
    }
    boolean last = step == playing.length();
    return result.set(
        observe(), playing.reward(), last && playing.terminates(), last && !playing.terminates());
  }

  private float[] observe() {
    observation[0] = episode;
    observation[1] = step;
    return observation;
  }

  /** Episodes started so far. */
  public int started() {
    return episode + 1;
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("scripted");
    out.writeInt(episode);
    out.writeInt(step);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("scripted");
    episode = in.readInt();
    step = in.readInt();
  }
}
