package dev.ensayo.agents.fakes;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.util.OptionalDouble;

/**
 * A point in [−1, 1] that is pushed by a real number a in [−1, 1]: {@code x ← x + a/2}, kept within
 * the borders; each step pays −x². Time runs out after {@value #STEP_LIMIT} steps, and nothing else
 * ends it. Pushing with a = −2·x brings it to 0 in at most two steps.
 */
public final class ReachEnvironment implements Environment {
  public static final int STEP_LIMIT = 20;

  private static final DecisionProcessSpec SPEC =
      new DecisionProcessSpec(
          ObservationSpec.continuous(1),
          ActionSpec.box(1, -1, 1),
          STEP_LIMIT,
          OptionalDouble.empty(),
          false);

  private final RandomStream random;
  private final float[] observation = new float[1];
  private final StepResult result = new StepResult();
  private double x;
  private int steps;

  private ReachEnvironment(SeedSequence seeds) {
    this.random = seeds.stream("dynamics");
  }

  public static DecisionProcess process() {
    return DecisionProcess.of(SPEC, ReachEnvironment::new);
  }

  @Override
  public DecisionProcessSpec spec() {
    return SPEC;
  }

  private float[] observe() {
    observation[0] = (float) x;
    return observation;
  }

  @Override
  public float[] reset() {
    x = random.nextDouble(-1, 1);
    steps = 0;
    return observe();
  }

  @Override
  public StepResult step(float[] action) {
    if (Math.abs(action[0]) > 1) {
      throw new IllegalArgumentException("beyond the bounds: " + action[0]);
    }
    x = Math.max(-1, Math.min(1, x + action[0] / 2));
    steps++;
    return result.set(observe(), -x * x, false, steps >= STEP_LIMIT);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.writeDouble(x);
    out.writeInt(steps);
    random.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    x = in.readDouble();
    steps = in.readInt();
    random.loadState(in);
  }
}
