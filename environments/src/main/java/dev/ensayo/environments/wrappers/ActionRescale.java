package dev.ensayo.environments.wrappers;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import java.io.IOException;

/**
 * Lets each number of an action run from one bound to another, such as −1 to 1, whatever the
 * process's own bounds are: a straight line leads from these to those, also beyond them.
 */
public final class ActionRescale extends EnvironmentWrapper {
  private final ActionSpec.Box outside;
  private final ActionSpec.Box inside;
  private final float[] rescaled;

  /**
   * @param inner with a bounded box of actions
   */
  public ActionRescale(Environment inner, ActionRescaleConfig config) {
    super(inner, inner.spec().withAction(outside(inner.spec().box(), config)));
    this.outside = spec().box();
    this.inside = inner.spec().box();
    this.rescaled = new float[inside.size()];
  }

  /** The box seen from outside. */
  static ActionSpec.Box outside(ActionSpec.Box inside, ActionRescaleConfig config) {
    return (ActionSpec.Box) ActionSpec.box(inside.size(), config.low(), config.high());
  }

  @Override
  public StepResult step(int action) {
    spec().checkAction(action); // refuses it, with the bounds that are seen from outside
    return super.step(action);
  }

  @Override
  public StepResult step(float[] action) {
    outside.check(action);
    return inner().step(rescale(action));
  }

  @Override
  public void announce(float[] action) {
    inner().announce(rescale(action));
  }

  private float[] rescale(float[] action) {
    for (int place = 0; place < rescaled.length; place++) {
      double share =
          (action[place] - outside.low().get(place))
              / (outside.high().get(place) - outside.low().get(place));
      double low = inside.low().get(place);
      rescaled[place] = (float) (low + share * (inside.high().get(place) - low));
    }
    return rescaled;
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
