package dev.ensayo.agents.dqn;

import dev.ensayo.backend.UpdaterSpec;
import dev.ensayo.core.config.InvalidSettingException;

/** An updater with another learning rate. */
final class LearningRate {
  private LearningRate() {}

  /**
   * @throws InvalidSettingException if the updater has no learning rate
   */
  static UpdaterSpec replace(UpdaterSpec updater, double learningRate) {
    if (updater instanceof UpdaterSpec.Adam adam) {
      return new UpdaterSpec.Adam(learningRate, adam.beta1(), adam.beta2(), adam.epsilon());
    }
    if (updater instanceof UpdaterSpec.RmsProp rmsProp) {
      return new UpdaterSpec.RmsProp(
          learningRate, rmsProp.decay(), rmsProp.epsilon(), rmsProp.centered());
    }
    if (updater instanceof UpdaterSpec.Sgd) {
      return new UpdaterSpec.Sgd(learningRate);
    }
    if (updater instanceof UpdaterSpec.Nesterovs nesterovs) {
      return new UpdaterSpec.Nesterovs(learningRate, nesterovs.momentum());
    }
    if (updater instanceof UpdaterSpec.AdaGrad adaGrad) {
      return new UpdaterSpec.AdaGrad(learningRate, adaGrad.epsilon());
    }
    throw new InvalidSettingException("learningRate", "the chosen updater has no learning rate");
  }
}
