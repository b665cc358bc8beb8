package dev.ensayo.core.plugin;

import dev.ensayo.core.environment.DecisionProcess;

/** Makes one type of wrapper, an item of {@code environment.wrappers}. */
public interface WrapperProvider<C extends Record> extends Plugin<C> {
  /**
   * The process as it looks through the wrapper.
   *
   * @throws dev.ensayo.core.config.InvalidSettingException if it does not fit the process
   */
  DecisionProcess wrap(DecisionProcess inner, C config);
}
