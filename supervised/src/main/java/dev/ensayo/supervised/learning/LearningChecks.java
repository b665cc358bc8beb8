package dev.ensayo.supervised.learning;

import dev.ensayo.core.classification.ClassWeights;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.training.EarlyStopping.Watch;

/** Whether {@link Learning} and the examples fit together. */
public final class LearningChecks {
  private LearningChecks() {}

  /**
   * Of settings that stand under {@code learning} among those of the agent.
   *
   * @throws InvalidSettingException naming the setting that does not
   */
  public static void check(Learning learning, ExamplesSpec examples) {
    check(learning, examples, "learning");
  }

  /**
   * Of settings that stand elsewhere.
   *
   * @param key under which they stand among those of the agent
   * @throws InvalidSettingException naming the setting that does not
   */
  static void check(Learning learning, ExamplesSpec examples, String key) {
    if (learning.classWeights() instanceof ClassWeights.Given given) {
      given.check(examples.classes(), key + ".classWeights");
    }
    if (examples.isClassification()) {
      return;
    }
    if (!(learning.classWeights() instanceof ClassWeights.Equal)) {
      throw new InvalidSettingException(
          key + ".classWeights", "there are no classes: the answers are numbers");
    }
    if (learning.labelSmoothing() > 0) {
      throw new InvalidSettingException(
          key + ".labelSmoothing", "there are no classes: the answers are numbers");
    }
    if (learning.earlyStopping().isPresent()
        && learning.earlyStopping().get().watch() == Watch.ACCURACY) {
      throw new InvalidSettingException(
          key + ".earlyStopping.watch",
          "must be loss: the answers are numbers, which have no accuracy");
    }
  }
}
