package dev.ensayo.agents.dqn;

import dev.ensayo.agents.exploration.EpsilonSchedule;
import dev.ensayo.agents.replay.ReplaySpec;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;
import java.util.OptionalDouble;

/** Settings of {@link DqnAgent}. All periods count environment steps. */
public record DqnConfig(
    @Setting(value = "γ, the factor of a step's delay", defaultValue = "0.99", min = 0, max = 1)
        double discount,
    @Setting(
            value = "n: rewards summed before the target network's value takes over",
            defaultValue = "1",
            min = 1,
            max = 1000,
            unit = "environment steps")
        int nStep,
    @Setting(
            value = "Double DQN: the online network chooses the next action, the target rates it",
            defaultValue = "false")
        boolean doubleDqn,
    @Setting("what is remembered and how it is picked") ReplaySpec replay,
    @Setting(
            value = "transitions of one update",
            defaultValue = "64",
            min = 1,
            max = 65536,
            unit = "transitions")
        int batchSize,
    @Setting(
            value = "steps before the first update",
            defaultValue = "1000",
            min = 1,
            unit = "environment steps")
        int warmupSteps,
    @Setting(
            value = "steps from one update to the next",
            defaultValue = "1",
            min = 1,
            unit = "environment steps")
        int updatePeriod,
    @Setting(
            value = "updates made each time",
            defaultValue = "1",
            min = 1,
            max = 1000,
            unit = "updates")
        int updatesPerPeriod,
    @Setting(
            value =
                "steps from one change of the target network to the next; 1 with targetBlend 1"
                    + " is no target network",
            defaultValue = "100",
            min = 1,
            unit = "environment steps")
        int targetUpdatePeriod,
    @Setting(
            value = "τ: the target network becomes (1 − τ)·target + τ·online; 1 copies",
            defaultValue = "1",
            min = 0,
            minExcluded = true,
            max = 1)
        double targetBlend,
    @Setting(
            value = "probability of a random action",
            defaultValue = "{type: linear, start: 1.0, end: 0.05, fraction: 0.5}")
        EpsilonSchedule epsilon,
    @Setting(value = "what is minimized of the TD error", defaultValue = "squared-error")
        TdLoss loss,
    @Setting("limits of the gradient; none unless given") GradientClipping gradientClipping,
    @Setting(
            value = "widths of the hidden layers",
            defaultValue = "[64, 64]",
            min = 1,
            max = 65536,
            unit = "units")
        List<Integer> hiddenUnits,
    @Setting(
            value =
                "whether values of the state and advantages of the actions are learned apart, each"
                    + " with a last hidden layer of its own",
            defaultValue = "false")
        boolean dueling,
    @Setting(value = "function of the hidden units" + Activation.OURS, defaultValue = "relu")
        Activation activation,
    @Setting(value = "distribution of the initial weights", defaultValue = "xavier-uniform")
        Initialization initialization,
    @Setting(value = "how a gradient becomes a step", defaultValue = "{type: adam}")
        UpdaterSpec updater,
    @Setting(
            value = "learning rate of the updater, in place of updater.learningRate",
            min = 0,
            minExcluded = true,
            max = 1000)
        OptionalDouble learningRate,
    @Setting("penalties on the weights; none unless given") Regularization regularization) {
  public DqnConfig {
    Settings.check(
        DqnConfig.class,
        discount,
        nStep,
        doubleDqn,
        replay,
        batchSize,
        warmupSteps,
        updatePeriod,
        updatesPerPeriod,
        targetUpdatePeriod,
        targetBlend,
        epsilon,
        loss,
        gradientClipping,
        hiddenUnits,
        dueling,
        activation,
        initialization,
        updater,
        learningRate,
        regularization);
    hiddenUnits = List.copyOf(hiddenUnits);
    if (batchSize > replay.capacity()) {
      throw new InvalidSettingException(
          "batchSize",
          "must not exceed replay.capacity (" + replay.capacity() + "), not " + batchSize);
    }
    if (batchSize + nStep - 1 > warmupSteps) {
      throw new InvalidSettingException(
          "warmupSteps",
          "must cover one batch: at least batchSize + nStep − 1 = "
              + (batchSize + nStep - 1)
              + ", not "
              + warmupSteps);
    }
    if (activation == Activation.SOFTMAX) {
      throw new InvalidSettingException("activation", "softmax is not for hidden units");
    }
    if (learningRate.isPresent()) {
      updater = updater.withLearningRate(learningRate.getAsDouble());
    }
  }
}
