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
 * A point that runs away from 0 and is pushed back: {@code x ← 1.15·x ± 0.15}. Falls (terminates)
 * where |x| &gt; 1; every step pays 1; time runs out after {@value #STEP_LIMIT} steps. Pushing
 * against the sign of x keeps it up for ever, since 1.15·1 − 0.15 = 1.
 */
public final class BalanceEnvironment implements Environment {
  public static final int STEP_LIMIT = 50;

  private static final double GROWTH = 1.15;
  private static final double PUSH = 0.15;
  private static final DecisionProcessSpec SPEC =
      new DecisionProcessSpec(
          ObservationSpec.continuous(2), 2, STEP_LIMIT, OptionalDouble.empty(), false);

  private final RandomStream random;
  private final float[] observation = new float[2];
  private final StepResult result = new StepResult();
  private double x;
  private int steps;

  private BalanceEnvironment(SeedSequence seeds) {
    this.random = seeds.stream("dynamics");
  }

  public static DecisionProcess process() {
    return DecisionProcess.of(SPEC, BalanceEnvironment::new);
  }

  @Override
  public DecisionProcessSpec spec() {
    return SPEC;
  }

  private float[] observe() {
    observation[0] = (float) x;
    observation[1] = (float) Math.abs(x);
    return observation;
  }

  @Override
  public float[] reset() {
    x = random.nextDouble(-0.5, 0.5);
    steps = 0;
    return observe();
  }

  @Override
  public StepResult step(int action) {
    x = GROWTH * x + (action == 1 ? PUSH : -PUSH);
    steps++;
    return result.set(observe(), 1, Math.abs(x) > 1, steps >= STEP_LIMIT);
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
