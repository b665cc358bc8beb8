package dev.ensayo.environments.gymnasium;

import dev.ensayo.core.checkpoint.StateReader;
import dev.ensayo.core.checkpoint.StateWriter;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.StepResult;
import java.io.IOException;

/** One copy of an environment that lives in a Python process, perhaps beside others. */
final class GymnasiumEnvironment implements Environment {
  private static final String SECTION = "gymnasium";

  private final Described described;
  private final PythonCopies copies;
  private final int copy;
  private final StepResult result = new StepResult();
  private boolean isClosed;

  /**
   * @param copy its place among the copies of the process
   */
  GymnasiumEnvironment(Described described, PythonCopies copies, int copy) {
    this.described = described;
    this.copies = copies;
    this.copy = copy;
  }

  @Override
  public DecisionProcessSpec spec() {
    return described.spec();
  }

  @Override
  public float[] reset() {
    return copies.reset(copy);
  }

  @Override
  public void announce(int action) {
    spec().checkAction(action);
    copies.announce(copy, action);
  }

  @Override
  public void announce(float[] action) {
    box().check(action);
    copies.announce(copy, action);
  }

  @Override
  public StepResult step(int action) {
    spec().checkAction(action);
    copies.step(copy, action);
    return result();
  }

  @Override
  public StepResult step(float[] action) {
    box().check(action);
    copies.step(copy, action);
    return result();
  }

  private StepResult result() {
    return result.set(
        copies.observation(copy),
        copies.reward(copy),
        copies.terminated(copy),
        copies.truncated(copy));
  }

  private ActionSpec.Box box() {
    if (spec().action() instanceof ActionSpec.Box box) {
      return box;
    }
    throw new IllegalArgumentException("it takes " + spec().action().words());
  }

  @Override
  public boolean canSaveState() {
    return described.unsaved().isEmpty();
  }

  @Override
  public void saveState(StateWriter out) throws IOException {
    checkSaved();
    out.section(SECTION);
    copies.saveState(copy, out);
  }

  @Override
  public void loadState(StateReader in) throws IOException {
    checkSaved();
    in.section(SECTION);
    copies.loadState(copy, in);
  }

  private void checkSaved() {
    described
        .unsaved()
        .ifPresent(
            why -> {
              throw new UnsupportedOperationException("its state cannot be saved: " + why);
            });
  }

  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      copies.closeOne();
    }
  }

  PythonProcesses processes() {
    return copies.processes();
  }
}
