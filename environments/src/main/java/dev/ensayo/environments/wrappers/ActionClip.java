package dev.ensayo.environments.wrappers;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import java.io.IOException;

/**
 * Passes on the nearest action within the bounds. The bounds stay what they are, for those who
 * choose by them.
 */
public final class ActionClip extends EnvironmentWrapper {
  private final ActionSpec.Box box;
  private final float[] clipped;

  /**
   * @param inner with actions that are real vectors
   */
  public ActionClip(Environment inner) {
    super(inner, inner.spec());
    this.box = inner.spec().box();
    this.clipped = new float[box.size()];
  }

  @Override
  public StepResult step(float[] action) {
    box.check(action);
    return inner().step(clip(action));
  }

  @Override
  public void announce(float[] action) {
    inner().announce(clip(action));
  }

  private float[] clip(float[] action) {
    for (int place = 0; place < clipped.length; place++) {
      clipped[place] = (float) box.clip(place, action[place]);
    }
    return clipped;
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
