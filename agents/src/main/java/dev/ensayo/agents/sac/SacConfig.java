package dev.ensayo.agents.sac;

import com.google.common.collect.ImmutableList;
import dev.ensayo.agents.replay.BufferSpec;
import dev.ensayo.agents.replay.ReplaySpec;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.DenseSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.NetworkSpec;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Settings of {@link SacAgent}. Periods count environment steps of all copies together, but for
 * that of the target networks. The defaults are those of Stable-Baselines3.
 */
public record SacConfig(
    @Setting(
            value = "N: copies of the environment that step together",
            defaultValue = "1",
            min = 1,
            max = 65536,
            unit = "copies")
        int copies,
    @Setting(value = "γ, the factor of a step's delay", defaultValue = "0.99", min = 0, max = 1)
        double discount,
    @Setting(
            value = "what is remembered and how it is picked",
            defaultValue = "{type: buffer, capacity: 1000000}")
        ReplaySpec replay,
    @Setting(
            value = "transitions of one update",
            defaultValue = "256",
            min = 1,
            max = 65536,
            unit = "transitions")
        int batchSize,
    @Setting(
            value = "steps before the first update, with uniformly random actions",
            defaultValue = "100",
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
            value = "updates from one change of the target networks to the next",
            defaultValue = "1",
            min = 1,
            unit = "updates")
        int targetUpdatePeriod,
    @Setting(
            value = "τ: a target network becomes (1 − τ)·target + τ·critic; 1 copies",
            defaultValue = "0.005",
            min = 0,
            minExcluded = true,
            max = 1)
        double targetBlend,
    @Setting(
            value = "α, what a nat of entropy is worth in units of the return",
            defaultValue = "learned")
        TemperatureSpec temperature,
    @Setting("limits of the gradient of each network; none unless given")
        GradientClipping gradientClipping,
    @Setting(
            value = "widths of the hidden layers of the policy and of each critic",
            defaultValue = "[256, 256]",
            min = 1,
            max = 65536,
            unit = "units")
        List<Integer> hiddenUnits,
    @Setting(value = "function of the hidden units" + Activation.OURS, defaultValue = "relu")
        Activation activation,
    @Setting(value = "distribution of the initial weights", defaultValue = "uniform")
        Initialization initialization,
    @Setting(
            value = "how a gradient becomes a step",
            defaultValue = "{type: adam, learningRate: 3e-4}")
        UpdaterSpec updater,
    @Setting(
            value = "learning rate of the updater, in place of updater.learningRate",
            min = 0,
            minExcluded = true,
            max = 1000)
        OptionalDouble learningRate,
    @Setting("how a gradient of the critics becomes a step; as the policy's unless given")
        Optional<UpdaterSpec> criticUpdater) {
  /** Rows that a policy may be asked for at once without going one by one. */
  private static final int POLICY_BATCH = 64;

  public SacConfig {
    Settings.check(
        SacConfig.class,
        copies,
        discount,
        replay,
        batchSize,
        warmupSteps,
        updatePeriod,
        updatesPerPeriod,
        targetUpdatePeriod,
        targetBlend,
        temperature,
        gradientClipping,
        hiddenUnits,
        activation,
        initialization,
        updater,
        learningRate,
        criticUpdater);
    hiddenUnits = ImmutableList.copyOf(hiddenUnits);
    if (!(replay instanceof BufferSpec)) {
      throw new InvalidSettingException("replay", "must be a buffer, of which batches are picked");
    }
    replay.checkBatch(batchSize);
    if (activation == Activation.SOFTMAX) {
      throw new InvalidSettingException("activation", "softmax is not for hidden units");
    }
    if (learningRate.isPresent()) {
      updater = updater.withLearningRate(learningRate.getAsDouble());
    }
    if (temperature instanceof TemperatureSpec.Learned learned
        && learned.learningRate().isEmpty()
        && !updater.hasLearningRate()) {
      throw new InvalidSettingException(
          "temperature.learningRate", "must be given with an updater that has none");
    }
  }

  /** How a gradient of the critics becomes a step. */
  UpdaterSpec updaterOfCritics() {
    return criticUpdater.orElse(updater);
  }

  /** The largest number of observations that are given to a network at once. */
  int largestBatch() {
    return Math.max(Math.max(batchSize, copies), POLICY_BATCH);
  }

  /** The hidden layers of the settings between inputs and linear outputs. */
  NetworkSpec network(int inputs, int outputs, UpdaterSpec how) {
    ImmutableList.Builder<LayerSpec> layers = ImmutableList.builder();
    hiddenUnits.forEach(units -> layers.add(DenseSpec.of(units, activation, initialization)));
    layers.add(DenseSpec.of(outputs, Activation.IDENTITY, initialization));
    return new NetworkSpec(
        inputs,
        layers.build(),
        Loss.SQUARED_ERROR,
        how,
        Settings.defaults(Regularization.class),
        gradientClipping);
  }
}
