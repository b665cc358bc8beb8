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
 * A point on a line that is pushed: {@code x ← x + 0.5·a}, a in [−1, 2], paid −x² after each step
 * for {@value #STEP_LIMIT} steps, and over where |x| &gt; 4. It starts within 1 of 0; the best is
 * to push it to 0 at once, for a return of −0 or, from x above 0.5, up to −0.25.
 */
public final class PointEnvironment implements Environment {
  public static final int STEP_LIMIT = 10;

  private static final double LARGEST = 4;
  private static final DecisionProcessSpec SPEC =
      new DecisionProcessSpec(
          ObservationSpec.continuous(1),
          ActionSpec.box(1, -1, 2),
          STEP_LIMIT,
          OptionalDouble.empty(),
          false);

  private final RandomStream random;
  private final float[] observation = new float[1];
  private final StepResult result = new StepResult();
  private double x;
  private int steps;

  private PointEnvironment(SeedSequence seeds) {
    this.random = seeds.stream("dynamics");
  }

  public static DecisionProcess process() {
    return DecisionProcess.of(SPEC, PointEnvironment::new);
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
    SPEC.checkAction(action);
    x += 0.5 * SPEC.box().clip(0, action[0]);
    steps++;
    return result.set(observe(), -x * x, Math.abs(x) > LARGEST, steps >= STEP_LIMIT);
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
