package dev.ensayo.agents.dqn;

import dev.ensayo.agents.dqn.value.CategoricalHeadSpec;
import dev.ensayo.agents.dqn.value.ScalarHeadSpec;
import dev.ensayo.agents.dqn.value.TdLoss;
import dev.ensayo.agents.dqn.value.ValueHeadSpec;
import dev.ensayo.agents.exploration.EpsilonSchedule;
import dev.ensayo.agents.replay.BufferSpec;
import dev.ensayo.agents.replay.ReplaySpec;
import dev.ensayo.agents.torso.TorsoSpec;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.ObservationSpec;
import java.util.List;
import java.util.Optional;
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
    @Setting(value = "what the next observation is worth", defaultValue = "greedy")
        TargetSpec target,
    @Setting(
            value = "what the network says of an action: a value or a distribution of returns",
            defaultValue = "scalar")
        ValueHeadSpec head,
    @Setting(
            value =
                "what is remembered and how it is picked; none learns from each transition as it"
                    + " comes",
            defaultValue = "buffer")
        ReplaySpec replay,
    @Setting(
            value = "transitions of one update; 1 without replay",
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
    @Setting(
            value = "what is minimized of the TD error of a scalar head",
            defaultValue = "squared-error")
        TdLoss loss,
    @Setting("limits of the gradient; none unless given") GradientClipping gradientClipping,
    @Setting(
            "layers from the observation on; for images [C, H, W] convolutional, else mlp, unless"
                + " given")
        Optional<TorsoSpec> network,
    @Setting(
            value = "widths of the hidden layers, in place of network.hiddenUnits",
            min = 1,
            max = 65536,
            unit = "units")
        Optional<List<Integer>> hiddenUnits,
    @Setting(
            value =
                "whether values of the state and advantages of the actions are learned apart, each"
                    + " with a last hidden layer of its own",
            defaultValue = "false")
        boolean dueling,
    @Setting(
            value =
                "whether fully connected layers have learned noise, which explores in place of ε;"
                    + " tests are without, and its models need the jar ensayo-layers",
            defaultValue = "false")
        boolean noisy,
    @Setting(
            value = "σ₀ of noisy layers: their noise begins with the deviation σ₀ / √inputs",
            defaultValue = "0.5",
            min = 0,
            minExcluded = true,
            max = 100)
        double noisySigma,
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
    @Setting("penalties on the weights; none unless given") Regularization regularization,
    @Setting("recurrent layers in the place of hidden ones; none unless given")
        Optional<DqnMemory> memory) {
  public DqnConfig {
    Settings.check(
        DqnConfig.class,
        discount,
        nStep,
        doubleDqn,
        target,
        head,
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
        network,
        hiddenUnits,
        dueling,
        noisy,
        noisySigma,
        activation,
        initialization,
        updater,
        learningRate,
        regularization,
        memory);
    hiddenUnits = hiddenUnits.map(List::copyOf);
    if (memory.isEmpty()) {
      checkBatch(replay, batchSize, nStep, warmupSteps);
    }
    checkParts(nStep, doubleDqn, target, head, loss);
    if (noisy && !epsilon.endsAtZero()) {
      throw new InvalidSettingException(
          "epsilon",
          "must end at 0 with noisy layers, which explore by themselves, such as {type: constant,"
              + " value: 0} or a linear one with end: 0");
    }
    if (activation == Activation.SOFTMAX) {
      throw new InvalidSettingException("activation", "softmax is not for hidden units");
    }
    if (learningRate.isPresent()) {
      updater = updater.withLearningRate(learningRate.getAsDouble());
    }
  }

  private static void checkBatch(ReplaySpec replay, int batchSize, int nStep, int warmupSteps) {
    replay.checkBatch(batchSize);
    int first = replay.stepsBeforeFirst(batchSize, nStep);
    if (replay instanceof BufferSpec && first > warmupSteps) {
      throw new InvalidSettingException(
          "warmupSteps",
          "must cover one batch: at least batchSize + nStep − 1 = "
              + first
              + ", not "
              + warmupSteps);
    }
  }

  /** The parts that cannot be together. */
  private static void checkParts(
      int nStep, boolean doubleDqn, TargetSpec target, ValueHeadSpec head, TdLoss loss) {
    if (target instanceof TargetSpec.Munchausen) {
      if (doubleDqn) {
        throw new InvalidSettingException(
            "doubleDqn", "must be false with target munchausen, which chooses no single action");
      }
      if (nStep > 1) {
        throw new InvalidSettingException(
            "nStep", "must be 1 with target munchausen, whose bonus is of one step, not " + nStep);
      }
      if (head instanceof CategoricalHeadSpec) {
        throw new InvalidSettingException(
            "head.type", "categorical is not for target munchausen: use scalar or quantile");
      }
    }
    if (loss != TdLoss.SQUARED_ERROR && !(head instanceof ScalarHeadSpec)) {
      throw new InvalidSettingException(
          "loss",
          Settings.label(loss) + " belongs to a scalar head; other heads have a loss of their own");
    }
  }

  /**
   * The same with the network for such observations filled in, if it was not chosen; with memory,
   * there is none, and the burn-in is filled in.
   */
  DqnConfig fittedTo(ObservationSpec observation) {
    if (memory.isPresent()) {
      return with(Optional.empty(), memory.map(DqnMemory::filled));
    }
    TorsoSpec torso = network.orElseGet(() -> TorsoSpec.standardFor(observation));
    return with(Optional.of(hiddenUnits.map(torso::withHiddenUnits).orElse(torso)), memory);
  }

  private DqnConfig with(Optional<TorsoSpec> torso, Optional<DqnMemory> filled) {
    return new DqnConfig(
        discount,
        nStep,
        doubleDqn,
        target,
        head,
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
        torso,
        Optional.empty(),
        dueling,
        noisy,
        noisySigma,
        activation,
        initialization,
        updater,
        learningRate,
        regularization,
        filled);
  }
}
