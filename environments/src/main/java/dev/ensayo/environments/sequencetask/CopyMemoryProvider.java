package dev.ensayo.environments.sequencetask;

import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.core.sequencetask.SequenceTask;

/** Makes {@link CopyMemory}. */
public final class CopyMemoryProvider implements EnvironmentProvider<CopyMemoryConfig> {
  @Override
  public String name() {
    return "copy-memory";
  }

  @Override
  public String summary() {
    return "Repeat a row of symbols after a long pause.";
  }

  @Override
  public Class<CopyMemoryConfig> configType() {
    return CopyMemoryConfig.class;
  }

  @Override
  public SequenceTask open(CopyMemoryConfig config) {
    return new CopyMemory(config);
  }
}
