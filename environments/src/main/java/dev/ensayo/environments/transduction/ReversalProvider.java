package dev.ensayo.environments.transduction;

import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.core.transduction.TransductionSpec;
import dev.ensayo.core.transduction.TransductionTask;

/** Makes {@link Reversal}. */
public final class ReversalProvider implements EnvironmentProvider<ReversalConfig> {
  @Override
  public String name() {
    return "reversal";
  }

  @Override
  public String summary() {
    return "Rows of letters that are to be said again from the end.";
  }

  @Override
  public Class<ReversalConfig> configType() {
    return ReversalConfig.class;
  }

  @Override
  public TransductionTask open(ReversalConfig config) {
    TokenUnit unit = TokenUnit.CHARACTER;
    return DrawnTask.of(
        new TransductionSpec(unit, unit), config.examples(), new Reversal(config)::data);
  }
}
