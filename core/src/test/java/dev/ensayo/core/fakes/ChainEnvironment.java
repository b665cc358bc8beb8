package dev.ensayo.core.fakes;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.environment.TransitionTable;
import dev.ensayo.core.environment.TransitionTable.Outcome;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * States 0 to N − 1 in a row. An episode starts in state 0; action 1 goes right, action 0 left (in
 * state 0: nowhere), and with the probability {@code slip} an action does the opposite. Reaching
 * the last state pays 1 and terminates, every other step pays −0.125.
 */
public final class ChainEnvironment implements Environment {
  /** What a step pays that does not reach the end; a power of two, so that sums are exact. */
  public static final double STEP_REWARD = -0.125;

  private final ChainConfig config;
  private final DecisionProcessSpec spec;
  private final TransitionTable table;
  private final RandomStream dynamics;
  private final StepResult result = new StepResult();
  private final float[] observation = new float[1];
  private int state;
  private int steps;
  private boolean playing;

  public ChainEnvironment(ChainConfig config, SeedSequence seeds) {
    this.config = config;
    this.spec = spec(config);
    this.table = table(config);
    this.dynamics = seeds.stream("dynamics");
  }

  /** The chain as a process. */
  public static DecisionProcess process(ChainConfig config) {
    return DecisionProcess.of(spec(config), seeds -> new ChainEnvironment(config, seeds));
  }

  private static DecisionProcessSpec spec(ChainConfig config) {
    return new DecisionProcessSpec(
        ObservationSpec.discrete(config.length()),
        2,
        config.stepLimit(),
        OptionalDouble.empty(),
        true);
  }

  private static TransitionTable table(ChainConfig config) {
    int n = config.length();
    double[] initial = new double[n];
    initial[0] = 1;
    Outcome[][][] outcomes = new Outcome[n][2][];
    for (int s = 0; s < n; s++) {
      Outcome left = to(Math.max(s - 1, 0), n);
      Outcome right = to(Math.min(s + 1, n - 1), n);
      outcomes[s][0] = mixed(left, right, config.slip());
      outcomes[s][1] = mixed(right, left, config.slip());
    }
    return new TransitionTable(initial, outcomes);
  }

  private static Outcome to(int state, int length) {
    boolean last = state == length - 1;
    return new Outcome(1, state, last ? 1 : STEP_REWARD, last);
  }

  private static Outcome[] mixed(Outcome meant, Outcome opposite, double slip) {
    return new Outcome[] {withProbability(meant, 1 - slip), withProbability(opposite, slip)};
  }

  private static Outcome withProbability(Outcome outcome, double p) {
    return new Outcome(p, outcome.nextState(), outcome.reward(), outcome.terminated());
  }

  @Override
  public DecisionProcessSpec spec() {
    return spec;
  }

  @Override
  public float[] reset() {
    state = table.sampleInitialState(dynamics.nextDouble());
    steps = 0;
    playing = true;
    observation[0] = state;
    return observation;
  }

  @Override
  public StepResult step(int action) {
    if (!playing) {
      throw new IllegalStateException("step without reset");
    }
    if (action < 0 || action > 1) {
      throw new IllegalArgumentException("no such action: " + action);
    }
    Outcome outcome = table.sample(state, action, dynamics.nextDouble());
    state = outcome.nextState();
    steps++;
    observation[0] = state;
    boolean truncated =
        !outcome.terminated() && config.stepLimit() > 0 && steps >= config.stepLimit();
    playing = !outcome.terminated() && !truncated;
    return result.set(observation, outcome.reward(), outcome.terminated(), truncated);
  }

  @Override
  public Optional<TransitionTable> transitionTable() {
    return Optional.of(table);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.section("chain");
    out.writeInt(state);
    out.writeInt(steps);
    out.writeBoolean(playing);
    dynamics.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    in.section("chain");
    state = in.readInt();
    steps = in.readInt();
    playing = in.readBoolean();
    dynamics.loadState(in);
  }
}
