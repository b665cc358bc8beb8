package dev.ensayo.supervised.learning;

import dev.ensayo.core.classification.ClassWeights;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.examples.ExamplesSpec;
import dev.ensayo.core.training.EarlyStopping.Watch;

/** Whether {@link Learning} and the examples fit together. */
public final class LearningChecks {
  private LearningChecks() {}

  /**
   * @throws InvalidSettingException naming the setting that does not
   */
  public static void check(Learning learning, ExamplesSpec examples) {
    if (learning.classWeights() instanceof ClassWeights.Given given) {
      given.check(examples.classes(), "learning.classWeights");
    }
    if (examples.isClassification()) {
      return;
    }
    if (!(learning.classWeights() instanceof ClassWeights.Equal)) {
      throw new InvalidSettingException(
          "learning.classWeights", "there are no classes: the answers are numbers");
    }
    if (learning.labelSmoothing() > 0) {
      throw new InvalidSettingException(
          "learning.labelSmoothing", "there are no classes: the answers are numbers");
    }
    if (learning.earlyStopping().isPresent()
        && learning.earlyStopping().get().watch() == Watch.ACCURACY) {
      throw new InvalidSettingException(
          "learning.earlyStopping.watch",
          "must be loss: the answers are numbers, which have no accuracy");
    }
  }
}
