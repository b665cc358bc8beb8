package dev.ensayo.environments.transduction;

import dev.ensayo.core.corpus.TokenUnit;
import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.core.transduction.TransductionSpec;
import dev.ensayo.core.transduction.TransductionTask;

/** Makes {@link InventedLanguages}. */
public final class InventedLanguagesProvider
    implements EnvironmentProvider<InventedLanguagesConfig> {
  @Override
  public String name() {
    return "invented-languages";
  }

  @Override
  public String summary() {
    return "Sentences of a made-up language to be translated into another, with a known grammar.";
  }

  @Override
  public Class<InventedLanguagesConfig> configType() {
    return InventedLanguagesConfig.class;
  }

  @Override
  public TransductionTask open(InventedLanguagesConfig config) {
    TokenUnit unit = config.symbols().unit();
    return DrawnTask.of(
        new TransductionSpec(unit, unit), config.examples(), new InventedLanguages(config)::data);
  }
}
