package dev.ensayo.core.scenes;

import dev.ensayo.core.environment.EnvironmentSource;
import dev.ensayo.core.environment.Split;

/** Scenes in three parts, the same in all runs; made at the first call and kept. Thread-safe. */
public interface SceneSource extends EnvironmentSource {
  @Override
  ScenesSpec spec();

  /** One part; empty, with size 0, where there is none. */
  Scenes scenes(Split split);
}
