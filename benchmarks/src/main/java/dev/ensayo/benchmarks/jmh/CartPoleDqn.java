package dev.ensayo.benchmarks.jmh;

import dev.ensayo.agents.dqn.DqnAgent;
import dev.ensayo.agents.dqn.DqnConfig;
import dev.ensayo.core.agent.AgentContext;
import dev.ensayo.core.config.Settings;
import dev.ensayo.core.environment.DecisionProcess;
import dev.ensayo.core.metrics.Clock;
import dev.ensayo.core.metrics.MetricMeans;
import dev.ensayo.core.random.SeedSequence;
import dev.ensayo.core.training.BackendConfig;
import java.util.Optional;

/** A DQN agent for CartPole, as a study makes it. */
final class CartPoleDqn {
  static final DecisionProcess PROCESS = EnvironmentBenchmark.process("cartpole-v1");

  private static final long BUDGET = 1_000_000_000;

  private CartPoleDqn() {}

  /**
   * @param settings in YAML, as in a study
   * @param engine what computes
   */
  static DqnAgent agent(String settings, String engine) {
    return new DqnAgent(
        Settings.of(DqnConfig.class, settings),
        new AgentContext(
            PROCESS.spec(),
            Optional.empty(),
            BUDGET,
            Settings.of(BackendConfig.class, "{engine: " + engine + "}"),
            new SeedSequence(1).child("agent"),
            new MetricMeans(),
            (Clock clock, long step, String metric, double value) -> {}));
  }
}
