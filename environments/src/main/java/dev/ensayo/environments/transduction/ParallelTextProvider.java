package dev.ensayo.environments.transduction;

import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.core.transduction.TransductionTask;

/** Makes {@link ParallelText}. */
public final class ParallelTextProvider implements EnvironmentProvider<ParallelTextConfig> {
  @Override
  public String name() {
    return "parallel-text";
  }

  @Override
  public String summary() {
    return "Your own pairs of texts from a file, by characters or words.";
  }

  @Override
  public Class<ParallelTextConfig> configType() {
    return ParallelTextConfig.class;
  }

  @Override
  public TransductionTask open(ParallelTextConfig config) {
    return new ParallelText(config);
  }
}
