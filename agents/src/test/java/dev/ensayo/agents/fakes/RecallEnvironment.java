package dev.ensayo.agents.fakes;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
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
 * A sign that is seen first and asked for last: observation (±1 at the first step, else 0; 1 at the
 * last step, else 0). The last of {@value #LENGTH} steps pays 1 if the action is 1 where the sign
 * was positive and 0 where it was negative, else −1. Who sees the last observation alone gets 0 on
 * average.
 */
public final class RecallEnvironment implements Environment {
  public static final int LENGTH = 6;

  private static final DecisionProcessSpec SPEC =
      new DecisionProcessSpec(
          ObservationSpec.continuous(2), 2, LENGTH, OptionalDouble.empty(), false);

  private final RandomStream random;
  private final float[] observation = new float[2];
  private final StepResult result = new StepResult();
  private int sign;
  private int steps;

  private RecallEnvironment(SeedSequence seeds) {
    this.random = seeds.stream("dynamics");
  }

  public static DecisionProcess process() {
    return DecisionProcess.of(SPEC, RecallEnvironment::new);
  }

  @Override
  public DecisionProcessSpec spec() {
    return SPEC;
  }

  private float[] observe() {
    observation[0] = steps == 0 ? sign : 0;
    observation[1] = steps == LENGTH - 1 ? 1 : 0;
    return observation;
  }

  @Override
  public float[] reset() {
    sign = random.nextBoolean() ? 1 : -1;
    steps = 0;
    return observe();
  }

  @Override
  public StepResult step(int action) {
    steps++;
    boolean last = steps == LENGTH;
    boolean right = (action == 1) == (sign == 1);
    return result.set(observe(), last ? (right ? 1 : -1) : 0, last, false);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.writeInt(sign);
    out.writeInt(steps);
    random.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    sign = in.readInt();
    steps = in.readInt();
    random.loadState(in);
  }
}
