package dev.ensayo.agents.fakes;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.ObservationSpec;
import dev.ensayo.core.environment.StepResult;
import dev.ensayo.core.environment.TransitionTable;
import dev.ensayo.core.random.RandomStream;
import dev.ensayo.core.random.SeedSequence;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/** Plays a transition table. */
public final class TableEnvironment implements Environment {
  private final DecisionProcessSpec spec;
  private final TransitionTable table;
  private final RandomStream random;
  private final float[] observation = new float[1];
  private final StepResult result = new StepResult();
  private int state;
  private int steps;

  private TableEnvironment(DecisionProcessSpec spec, TransitionTable table, SeedSequence seeds) {
    this.spec = spec;
    this.table = table;
    this.random = seeds.stream("dynamics");
  }

  /**
   * @param stepLimit steps after which an episode is truncated; 0 for none
   */
  public static DecisionProcess process(TransitionTable table, int stepLimit) {
    DecisionProcessSpec spec =
        new DecisionProcessSpec(
            ObservationSpec.discrete(table.states()),
            table.actions(),
            stepLimit,
            OptionalDouble.empty(),
            true);
    return DecisionProcess.of(spec, seeds -> new TableEnvironment(spec, table, seeds));
  }

  @Override
  public DecisionProcessSpec spec() {
    return spec;
  }

  @Override
  public Optional<TransitionTable> transitionTable() {
    return Optional.of(table);
  }

  @Override
  public float[] reset() {
    state = table.sampleInitialState(random.nextDouble());
    steps = 0;
    observation[0] = state;
    return observation;
  }

  @Override
  public StepResult step(int action) {
    TransitionTable.Outcome outcome = table.sample(state, action, random.nextDouble());
    state = outcome.nextState();
    steps++;
    observation[0] = state;
    boolean late = spec.stepLimit() > 0 && steps >= spec.stepLimit();
    return result.set(observation, outcome.reward(), outcome.terminated(), late);
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    out.writeInt(state);
    out.writeInt(steps);
    random.saveState(out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    state = in.readInt();
    steps = in.readInt();
    random.loadState(in);
  }
}
