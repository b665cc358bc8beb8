package dev.ensayo.core.agent;

import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.environment.WrapperStates;
import dev.ensayo.core.preprocessing.Preprocessing;
import java.io.IOException;
import java.nio.file.Path;

/** What a policy reads and answers, kept beside its model. */
public final class PolicyInputs {
  private PolicyInputs() {}

  /**
   * Writes the shapes of observations and actions, and what the wrappers have learned.
   *
   * @param folder of the run
   * @param trained the copy that was trained in
   */
  public static void write(Path folder, DecisionProcessSpec spec, Environment trained)
      throws IOException {
    Preprocessing.of(spec).write(folder);
    WrapperStates.write(folder, trained);
  }
}
