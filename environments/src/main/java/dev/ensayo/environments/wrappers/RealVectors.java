package dev.ensayo.environments.wrappers;

import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.environment.ActionSpec;
import dev.ensayo.core.environment.DecisionProcessSpec;

/** What wrappers of real vectors ask of a process. */
final class RealVectors {
  private RealVectors() {}

  /**
   * Its box of actions.
   *
   * @param wrapper who asks
   * @throws InvalidSettingException if actions are discrete
   */
  static ActionSpec.Box of(DecisionProcessSpec spec, String wrapper) {
    if (spec.action() instanceof ActionSpec.Box box) {
      return box;
    }
    throw new InvalidSettingException(
        "",
        wrapper
            + " needs actions that are real vectors; there are "
            + spec.action().words()
            + " here");
  }

  /**
   * Its box of actions, with finite bounds.
   *
   * @param wrapper who asks
   * @throws InvalidSettingException if actions are discrete or not bounded
   */
  static ActionSpec.Box bounded(DecisionProcessSpec spec, String wrapper) {
    ActionSpec.Box box = of(spec, wrapper);
    if (!box.isBounded()) {
      throw new InvalidSettingException(
          "", wrapper + " needs finite bounds of the actions; an action here is " + box.words());
    }
    return box;
  }
}
