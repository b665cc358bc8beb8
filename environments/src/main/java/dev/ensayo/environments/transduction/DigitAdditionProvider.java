package dev.ensayo.environments.transduction;

import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.core.transduction.TransductionSpec;
import dev.ensayo.core.transduction.TransductionTask;

/** Makes {@link DigitAddition}. */
public final class DigitAdditionProvider implements EnvironmentProvider<DigitAdditionConfig> {
  @Override
  public String name() {
    return "digit-addition";
  }

  @Override
  public String summary() {
    return "Sums of two numbers, character by character: 535+61 is to become 596.";
  }

  @Override
  public Class<DigitAdditionConfig> configType() {
    return DigitAdditionConfig.class;
  }

  @Override
  public TransductionTask open(DigitAdditionConfig config) {
    TokenUnit unit = TokenUnit.CHARACTER;
    return DrawnTask.of(
        new TransductionSpec(unit, unit), config.examples(), new DigitAddition(config)::data);
  }
}
