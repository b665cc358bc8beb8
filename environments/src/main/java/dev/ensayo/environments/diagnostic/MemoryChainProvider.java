package dev.ensayo.environments.diagnostic;

import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.plugin.EnvironmentProvider;

/** Makes {@link MemoryChain}. */
public final class MemoryChainProvider implements EnvironmentProvider<MemoryChainConfig> {
  @Override
  public String name() {
    return MemoryChain.NAME;
  }

  @Override
  public String summary() {
    return "Remember in the last step what was shown in the first.";
  }

  @Override
  public Class<MemoryChainConfig> configType() {
    return MemoryChainConfig.class;
  }

  @Override
  public DecisionProcess open(MemoryChainConfig config) {
    return DecisionProcess.of(
        MemoryChain.spec(config), seeds -> new MemoryChain(config, seeds.stream("dynamics")));
  }
}
