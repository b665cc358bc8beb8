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
 * A number in [−1, 1] that is seen at the first of {@value #LENGTH} steps alone: each step costs
 * the square of the action's distance from it.
 */
public final class FollowEnvironment implements Environment {
  public static final int LENGTH = 5;

  private static final DecisionProcessSpec SPEC =
      new DecisionProcessSpec(
          ObservationSpec.continuous(1),
          ActionSpec.box(1, -2, 2),
          LENGTH,
          OptionalDouble.empty(),
          false);

  private final RandomStream random;
  private final float[] observation = new float[1];
  private final StepResult result = new StepResult();
  private double wanted;
  private int steps;

  private FollowEnvironment(SeedSequence seeds) {
    this.random = seeds.stream("dynamics");
  }

  public static DecisionProcess process() {
    return DecisionProcess.of(SPEC, FollowEnvironment::new);
  }

  @Override
  public DecisionProcessSpec spec() {
    return SPEC;
  }

  @Override
  public float[] reset() {
    wanted = random.nextDouble(-1, 1);
    steps = 0;
    observation[0] = (float) wanted;
    return observation;
  }

  @Override
  public StepResult step(float[] action) {
    steps++;
    observation[0] = 0;
    double distance = action[0] - wanted;
    return result.set(observation, -distance * distance, false, steps == LENGTH);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.writeDouble(wanted);
    out.writeInt(steps);
    random.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    wanted = in.readDouble();
    steps = in.readInt();
    random.loadState(in);
  }
}
