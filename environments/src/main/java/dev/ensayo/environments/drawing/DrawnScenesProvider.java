package dev.ensayo.environments.drawing;

import dev.ensayo.core.plugin.EnvironmentProvider;
import dev.ensayo.core.scenes.SceneSource;

/** Makes {@link DrawnScenes}. */
public final class DrawnScenesProvider implements EnvironmentProvider<DrawnScenesConfig> {
  @Override
  public String name() {
    return "drawn-scenes";
  }

  @Override
  public String summary() {
    return "Several drawn digits or letters on a picture, with the box and the pixels of each.";
  }

  @Override
  public Class<DrawnScenesConfig> configType() {
    return DrawnScenesConfig.class;
  }

  @Override
  public SceneSource open(DrawnScenesConfig config) {
    return new DrawnScenes(config);
  }
}
