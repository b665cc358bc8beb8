package dev.ensayo.environments.plantedwords;

import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.plugin.EnvironmentProvider;

/** {@code planted-words}. */
public final class PlantedWordsProvider implements EnvironmentProvider<PlantedWordsConfig> {
  @Override
  public String name() {
    return "planted-words";
  }

  @Override
  public String summary() {
    return "Text in a made-up language with planted analogies, drawn from a hidden Markov chain.";
  }

  @Override
  public Class<PlantedWordsConfig> configType() {
    return PlantedWordsConfig.class;
  }

  @Override
  public EnvironmentSource open(PlantedWordsConfig config) {
    return new PlantedWords(config);
  }
}
