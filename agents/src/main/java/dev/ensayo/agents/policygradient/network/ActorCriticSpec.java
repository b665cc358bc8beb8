package dev.ensayo.agents.policygradient.network;

import dev.ensayo.agents.memory.Memory;
import dev.ensayo.agents.memory.RecurrentNetwork;
import dev.ensayo.agents.policygradient.distribution.ActionDistribution;
import dev.ensayo.agents.torso.TorsoSpec;
import dev.ensayo.backend.spec.Activation;
import dev.ensayo.backend.spec.ConvolutionSpec;
import dev.ensayo.backend.spec.GradientClipping;
import dev.ensayo.backend.spec.GraphSpec;
import dev.ensayo.backend.spec.LayerSpec;
import dev.ensayo.backend.spec.LearnedConstantSpec;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.Regularization;
import dev.ensayo.backend.spec.SequenceInput;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.backend.spec.SequenceOutput;
import dev.ensayo.backend.spec.UpdaterSpec;
import dev.ensayo.core.config.InvalidSettingException;
import dev.ensayo.core.config.Setting;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.environment.ObservationSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The network of a policy and a value, and how a gradient changes it. */
public record ActorCriticSpec(
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
            value = "whether policy and value share their hidden layers; else each has its own",
            defaultValue = "false")
        boolean sharedTorso,
    @Setting(value = "function of the hidden units" + Activation.OURS, defaultValue = "tanh")
        Activation activation,
    @Setting(value = "how the weights begin", defaultValue = "orthogonal")
        InitialWeights initialization,
    @Setting(
            value =
                "where the logarithms of the standard deviations of real actions begin; they do not"
                    + " depend on the observation",
            defaultValue = "0",
            min = -20,
            max = 2)
        double initialLogStd,
    @Setting(
            value = "how a gradient becomes a step",
            defaultValue = "{type: adam, learningRate: 3e-4, epsilon: 1e-5}")
        UpdaterSpec updater,
    @Setting(
            value = "learning rate of the updater, in place of updater.learningRate",
            min = 0,
            minExcluded = true,
            max = 1000)
        OptionalDouble learningRate,
    @Setting(value = "limits of the gradient", defaultValue = "{norm: 0.5}")
        GradientClipping gradientClipping) {
  public ActorCriticSpec {
    Settings.check(
        ActorCriticSpec.class,
        network,
        hiddenUnits,
        sharedTorso,
        activation,
        initialization,
        initialLogStd,
        updater,
        learningRate,
        gradientClipping);
    hiddenUnits = hiddenUnits.map(List::copyOf);
    if (activation == Activation.SOFTMAX) {
      throw new InvalidSettingException("activation", "softmax is not for hidden units");
    }
    if (learningRate.isPresent()) {
      updater = updater.withLearningRate(learningRate.getAsDouble());
    }
  }

  /** The same with the network for such observations filled in, if it was not chosen. */
  public ActorCriticSpec fittedTo(ObservationSpec observation) {
    TorsoSpec torso = network.orElseGet(() -> TorsoSpec.standardFor(observation));
    return new ActorCriticSpec(
        Optional.of(hiddenUnits.map(torso::withHiddenUnits).orElse(torso)),
        Optional.empty(),
        sharedTorso,
        activation,
        initialization,
        initialLogStd,
        updater,
        OptionalDouble.empty(),
        gradientClipping);
  }

  /**
   * Checks that it fits a process.
   *
   * @throws InvalidSettingException if not, with the key
   */
  public void check(DecisionProcessSpec process) {
    ActorCriticSpec fitted = fittedTo(process.observation());
    TorsoSpec torso = fitted.network.orElseThrow();
    try {
      torso.check(process.observation());
    } catch (InvalidSettingException e) {
      throw new InvalidSettingException("network." + e.key(), e.getMessage());
    }
    if (!process.hasDiscreteActions()
        && torso.hiddenUnits().isEmpty()
        && torso.inputShape(process.observation()).size() > 1) {
      throw new InvalidSettingException(
          "network.hiddenUnits", "needs at least one layer where actions are real vectors");
    }
    fitted.graph(process, true);
  }

  /**
   * The graph of a fitted spec.
   *
   * @param hasValue whether there is a value beside the policy
   */
  GraphSpec graph(DecisionProcessSpec process, boolean hasValue) {
    ActionDistribution distribution = ActionDistribution.of(process.action());
    TorsoSpec torso = network.orElseThrow();
    String input = "observation";
    GraphSpec.Builder graph =
        GraphSpec.builder().input(input, torso.inputShape(process.observation()));
    String actor = addTorso(graph, torso, sharedTorso && hasValue ? "shared" : "actor", input);
    graph.output(
        "policy", initialization.policy(distribution.parameters()), Loss.SQUARED_ERROR, actor);
    if (distribution.hasDeviations()) {
      graph.output(
          "log-std",
          new LearnedConstantSpec(distribution.parameters(), initialLogStd),
          Loss.SQUARED_ERROR,
          actor);
    }
    if (hasValue) {
      String critic = sharedTorso ? actor : addTorso(graph, torso, "critic", input);
      graph.output("value", initialization.valueOutput(), Loss.SQUARED_ERROR, critic);
    }
    return graph.build(updater, Regularization.none(), gradientClipping);
  }

  /**
   * The recurrent network of a memory in the place of hidden layers.
   *
   * @param outputs how many numbers it puts out
   */
  SequenceNetworkSpec recurrent(Memory memory, ObservationSpec observation, int outputs) {
    return new SequenceNetworkSpec(
        new SequenceInput.Vectors(RecurrentNetwork.inputSize(observation)),
        memory.specs(initialization.distribution()),
        0,
        SequenceOutput.numbers(outputs, Loss.SQUARED_ERROR),
        updater,
        Regularization.none(),
        gradientClipping);
  }

  /**
   * Checks that it goes with a memory, which has no hidden layers.
   *
   * @throws InvalidSettingException if not, with the key
   */
  public void checkMemory() {
    if (hiddenUnits.isPresent() || network.isPresent()) {
      throw new InvalidSettingException(
          network.isPresent() ? "network" : "hiddenUnits",
          "must be left out with memory, whose units take the place of hidden layers");
    }
  }

  /** Adds the hidden layers and returns the name of the last one. */
  private String addTorso(GraphSpec.Builder graph, TorsoSpec torso, String name, String input) {
    String before = input;
    int number = 1;
    for (LayerSpec layer : torso.layers(activation, initialization.distribution())) {
      String next = name + number++;
      graph.layer(
          next,
          layer instanceof ConvolutionSpec convolution ? initialization.layer(convolution) : layer,
          before);
      before = next;
    }
    for (int units : torso.hiddenUnits()) {
      String next = name + number++;
      graph.layer(next, initialization.layer(units, activation), before);
      before = next;
    }
    return before;
  }
}
