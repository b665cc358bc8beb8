package dev.ensayo.core.plugin;

import dev.ensayo.core.environment.EnvironmentSource;

/** Makes one type of environment. */
public interface EnvironmentProvider<C extends Record> extends Plugin<C> {
  /**
   * Opens the environment: finds its files and its shapes.
   *
   * <p>Called before the first step of a study, once per variant, and again for each run; cheap.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException if a setting asks for something that is
   *     not there
   */
  EnvironmentSource open(C config);
}
