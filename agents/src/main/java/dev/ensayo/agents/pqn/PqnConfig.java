package dev.ensayo.agents.pqn;

import dev.ensayo.agents.annealing.Annealing;
import dev.ensayo.agents.exploration.EpsilonSchedule;
import dev.ensayo.agents.torso.LayerRecipe;
import dev.ensayo.agents.torso.TorsoSpec;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.Initialization;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.agent.TimeLimits;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.ObservationSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Settings of {@link PqnAgent}. The defaults are those of CleanRL's pqn.py. */
public record PqnConfig(
    @Setting(
            value = "N: copies of the environment that step together",
            defaultValue = "4",
            min = 1,
            max = 65536,
            unit = "copies")
        int copies,
    @Setting(
            value = "T: steps of each copy between two phases of learning",
            defaultValue = "128",
            min = 1,
            max = 65536,
            unit = "steps of each copy")
        int steps,
    @Setting(
            value = "parts into which the N·T transitions are cut for an epoch; divides N·T",
            defaultValue = "4",
            min = 1,
            max = 65536)
        int minibatches,
    @Setting(
            value = "times that each transition is learned from",
            defaultValue = "4",
            min = 1,
            max = 1000)
        int epochs,
    @Setting(value = "γ, the factor of a step's delay", defaultValue = "0.99", min = 0, max = 1)
        double discount,
    @Setting(
            value = "λ: 0 looks one step ahead, 1 to the end of what was collected",
            defaultValue = "0.65",
            min = 0,
            max = 1)
        double lambda,
    @Setting(value = "what an end by the clock counts as", defaultValue = "bootstrap")
        TimeLimits timeLimits,
    @Setting(
            value = "probability of a random action",
            defaultValue = "{type: linear, start: 1.0, end: 0.05, fraction: 0.5}")
        EpsilonSchedule epsilon,
    @Setting(
            value = "what is minimized of the error of an action's value",
            defaultValue = "squared-error")
        PqnLoss loss,
    @Setting(value = "limits of the gradient", defaultValue = "{norm: 10}")
        GradientClipping gradientClipping,
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
                "whether the sums of each hidden layer are normalized before its activation, which"
                    + " takes the place of a target network; its models need the jar ensayo-layers",
            defaultValue = "true")
        boolean layerNormalization,
    @Setting(value = "function of the hidden units" + Activation.OURS, defaultValue = "relu")
        Activation activation,
    @Setting(value = "distribution of the initial weights", defaultValue = "orthogonal")
        Initialization initialization,
    @Setting(
            value = "factor of the initial weights of the hidden layers",
            defaultValue = "1.4142135623730951",
            min = 0,
            minExcluded = true,
            max = 1000)
        double gain,
    @Setting(
            value = "factor of the initial weights of the outputs",
            defaultValue = "1.4142135623730951",
            min = 0,
            minExcluded = true,
            max = 1000)
        double outputGain,
    @Setting(
            value = "how a gradient becomes a step",
            defaultValue = "{type: radam, learningRate: 2.5e-4}")
        UpdaterSpec updater,
    @Setting(
            value = "learning rate of the updater, in place of updater.learningRate",
            min = 0,
            minExcluded = true,
            max = 1000)
        OptionalDouble learningRate,
    @Setting(
            value = "how the learning rate changes, from one phase of learning to the next",
            defaultValue = "linear")
        Annealing learningRateAnnealing) {
  public PqnConfig {
    Settings.check(
        PqnConfig.class,
        copies,
        steps,
        minibatches,
        epochs,
        discount,
        lambda,
        timeLimits,
        epsilon,
        loss,
        gradientClipping,
        network,
        hiddenUnits,
        layerNormalization,
        activation,
        initialization,
        gain,
        outputGain,
        updater,
        learningRate,
        learningRateAnnealing);
    hiddenUnits = hiddenUnits.map(List::copyOf);
    long transitions = (long) copies * steps;
    if (transitions > 1 << 24) {
      throw new InvalidSettingException(
          "steps", "gives " + transitions + " transitions at once, and 2^24 is the most");
    }
    if (transitions % minibatches != 0) {
      throw new InvalidSettingException(
          "minibatches",
          "must divide copies × steps = "
              + transitions
              + " into equal parts, not be "
              + minibatches);
    }
    if (activation == Activation.SOFTMAX) {
      throw new InvalidSettingException("activation", "softmax is not for hidden units");
    }
    if (learningRate.isPresent()) {
      updater = updater.withLearningRate(learningRate.getAsDouble());
    }
    learningRateAnnealing.checkFor(updater);
  }

  /** Transitions between two phases of learning, N·T. */
  int transitions() {
    return copies * steps;
  }

  /** Transitions of one update. */
  int minibatch() {
    return transitions() / minibatches;
  }

  LayerRecipe recipe() {
    return new LayerRecipe(activation, initialization, gain, layerNormalization);
  }

  /** The same with the network for such observations filled in, if it was not chosen. */
  PqnConfig fittedTo(ObservationSpec observation) {
    TorsoSpec torso = network.orElseGet(() -> TorsoSpec.standardFor(observation));
    return new PqnConfig(
        copies,
        steps,
        minibatches,
        epochs,
        discount,
        lambda,
        timeLimits,
        epsilon,
        loss,
        gradientClipping,
        Optional.of(hiddenUnits.map(torso::withHiddenUnits).orElse(torso)),
        Optional.empty(),
        layerNormalization,
        activation,
        initialization,
        gain,
        outputGain,
        updater,
        learningRate,
        learningRateAnnealing);
  }
}
