package dev.ensayo.benchmarks.jmh;

import dev.ensayo.agents.dqn.DqnAgent;
import dev.ensayo.core.agent.EnvironmentLoop;
import dev.ensayo.core.environment.Environment;
import dev.ensayo.core.random.SeedSequence;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One environment step of a DQN agent that updates at every step: a greedy action, CartPole's step,
 * storing the transition, a batch from the replay buffer, the update, its metrics.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DqnUpdateBenchmark {
  private static final String SETTINGS =
      "{batchSize: 64, hiddenUnits: [64, 64], warmupSteps: 1000, updatePeriod: 1,"
          + " epsilon: {type: constant, value: 0.05}}";
  private static final int FILLING_STEPS = 1000;

  /** What computes. */
  @Param({"compiled", "deeplearning4j"})
  public String engine;

  private DqnAgent agent;
  private Environment environment;
  private EnvironmentLoop loop;

  /** Gets past the steps that learn nothing. */
  @Setup
  public void fillReplay() {
    agent = CartPoleDqn.agent(SETTINGS, engine);
    environment = CartPoleDqn.PROCESS.create(new SeedSequence(1).child("environment"));
    loop =
        new EnvironmentLoop(
            environment, agent.behaviorPolicy(), agent, EnvironmentLoop.EpisodeListener.NONE);
    for (int i = 0; i < FILLING_STEPS; i++) {
      loop.step();
    }
  }

  @Benchmark
  public void step() {
    loop.step();
  }

  @TearDown
  public void close() {
    agent.close();
    environment.close();
  }
}
