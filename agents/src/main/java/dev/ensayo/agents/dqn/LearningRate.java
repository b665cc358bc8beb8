package dev.ensayo.agents.dqn;

import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.InvalidSettingException;

/** An updater with another learning rate. */
final class LearningRate {
  private LearningRate() {}

  /**
   * @throws InvalidSettingException if the updater has no learning rate
   */
  static UpdaterSpec replace(UpdaterSpec updater, double learningRate) {
    if (updater instanceof UpdaterSpec.Adam adam) {
      return new UpdaterSpec.Adam(
          learningRate, adam.beta1(), adam.beta2(), adam.epsilon(), adam.schedule());
    }
    if (updater instanceof UpdaterSpec.RmsProp rmsProp) {
      return new UpdaterSpec.RmsProp(
          learningRate, rmsProp.decay(), rmsProp.epsilon(), rmsProp.centered(), rmsProp.schedule());
    }
    if (updater instanceof UpdaterSpec.Sgd sgd) {
      return new UpdaterSpec.Sgd(learningRate, sgd.schedule());
    }
    if (updater instanceof UpdaterSpec.Nesterovs nesterovs) {
      return new UpdaterSpec.Nesterovs(learningRate, nesterovs.momentum(), nesterovs.schedule());
    }
    if (updater instanceof UpdaterSpec.AdaGrad adaGrad) {
      return new UpdaterSpec.AdaGrad(learningRate, adaGrad.epsilon(), adaGrad.schedule());
    }
    throw new InvalidSettingException("learningRate", "the chosen updater has no learning rate");
  }
}
