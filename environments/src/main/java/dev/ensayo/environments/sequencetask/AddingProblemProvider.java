package dev.ensayo.environments.sequencetask;

import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.core.sequencetask.SequenceTask;

/** Makes {@link AddingProblem}. */
public final class AddingProblemProvider implements EnvironmentProvider<AddingProblemConfig> {
  @Override
  public String name() {
    return "adding-problem";
  }

  @Override
  public String summary() {
    return "Add the two marked numbers of a long sequence.";
  }

  @Override
  public Class<AddingProblemConfig> configType() {
    return AddingProblemConfig.class;
  }

  @Override
  public SequenceTask open(AddingProblemConfig config) {
    return new AddingProblem(config);
  }
}
