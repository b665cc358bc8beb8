package dev.ensayo.agents.dqn;

import dev.ensayo.agents.memory.Memory;
import dev.ensayo.agents.memory.RecurrentNetwork;
import dev.ensayo.agents.memory.WindowSize;
import dev.ensayo.agents.replay.WindowShape;
import dev.ensayo.backend.spec.Loss;
import dev.ensayo.backend.spec.SequenceInput;
import dev.ensayo.backend.spec.SequenceNetworkSpec;
import dev.ensayo.backend.spec.SequenceOutput;
import dev.ensayo.core.environment.DecisionProcessSpec;
import dev.ensayo.core.training.BackendConfig;
import java.io.IOException;
import java.nio.file.Path;

/** Q(o, ·) as a recurrent network: recurrent layers over the encoded observation, A numbers out. */
final class RecurrentQ {
  private RecurrentQ() {}

  /**
   * A freshly initialized network.
   *
   * @param config fitted to the process
   * @param seed of the initial weights
   */
  static RecurrentNetwork create(
      DqnConfig config, DecisionProcessSpec process, BackendConfig backend, long seed) {
    return RecurrentNetwork.create(
        spec(config, process), process.observation(), backend, seed, largest(config));
  }

  /**
   * A trained network.
   *
   * @param config fitted to the process
   * @param zip that a run wrote
   * @throws IOException if the file cannot be read or is not of such a network
   */
  static RecurrentNetwork load(
      DqnConfig config, DecisionProcessSpec process, BackendConfig backend, Path zip)
      throws IOException {
    return RecurrentNetwork.load(
        zip, process.observation(), process.actions(), backend, largest(config));
  }

  static SequenceNetworkSpec spec(DqnConfig config, DecisionProcessSpec process) {
    Memory memory = config.memory().orElseThrow().memory();
    return new SequenceNetworkSpec(
        new SequenceInput.Vectors(RecurrentNetwork.inputSize(process.observation())),
        memory.specs(config.initialization()),
        0,
        SequenceOutput.numbers(process.actions(), Loss.SQUARED_ERROR),
        config.updater(),
        config.regularization(),
        config.gradientClipping());
  }

  private static WindowSize largest(DqnConfig config) {
    WindowShape shape = config.memory().orElseThrow().shape(config.nStep());
    return new WindowSize(DqnAgent.largestBatch(config.batchSize()), shape.observations());
  }
}
