package dev.ensayo.environments.transduction;

import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.core.transduction.TransductionSpec;
import dev.ensayo.core.transduction.TransductionTask;

/** Makes {@link Dates}. */
public final class DatesProvider implements EnvironmentProvider<DatesConfig> {
  @Override
  public String name() {
    return "dates";
  }

  @Override
  public String summary() {
    return "Written dates, English and Spanish, that are to become those of ISO 8601.";
  }

  @Override
  public Class<DatesConfig> configType() {
    return DatesConfig.class;
  }

  @Override
  public TransductionTask open(DatesConfig config) {
    TokenUnit unit = TokenUnit.CHARACTER;
    return DrawnTask.of(
        new TransductionSpec(unit, unit), config.examples(), new Dates(config)::data);
  }
}
